"""The API's description: valid, complete, and the same as the committed file."""

from typing import Any

import pytest
import yaml
from django.conf import settings
from django.test import Client
from drf_spectacular.validation import validate_schema

from compliance import docs
from compliance.partners.scopes import SCOPES
from tests.compliance.test_routes import API


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return dict(yaml.safe_load(docs.document()))


def operations(schema: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(path, method, call) for path, calls in schema["paths"].items() for method, call in calls.items()]


def test_it_is_valid_openapi_3_1(schema: dict[str, Any]) -> None:
    assert schema["openapi"].startswith("3.1")
    validate_schema(schema)  # type: ignore[no-untyped-call]


def test_every_call_names_its_scope_and_its_problems(schema: dict[str, Any]) -> None:
    assert schema["components"]["securitySchemes"]["oauth2"]["flows"]["clientCredentials"]["scopes"] == SCOPES
    for path, method, call in operations(schema):
        [requirement] = call["security"]
        assert set(requirement["oauth2"]) <= set(SCOPES), (path, method)
        assert requirement["oauth2"], (path, method)
        problem = call["responses"]["401"]["content"]["application/problem+json"]["schema"]
        assert problem == {"$ref": "#/components/schemas/Problem"}


def test_every_post_that_changes_something_takes_an_idempotency_key(schema: dict[str, Any]) -> None:
    views = {"/" + route.split("<")[0]: item.callback.view_class for route, item in API}  # type: ignore[attr-defined]
    posts = [(path, call) for path, method, call in operations(schema) if method == "post"]
    with_key = [path for path, call in posts if any(p["name"] == "Idempotency-Key" for p in call.get("parameters", []))]

    assert posts
    assert "/v1/payments" not in dict(posts) or views["/v1/payments"].idempotency == "required"
    assert "/v1/customers" not in dict(posts) or "/v1/customers" in with_key


def test_the_committed_file_is_what_the_code_says() -> None:
    committed = settings.BASE_DIR / "openapi.yaml"

    assert committed.read_bytes() == docs.document(), "run: ./run manage spectacular --file openapi.yaml"


def test_it_is_served_to_everybody() -> None:
    answer = Client().get("/openapi.yaml")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/yaml")


def test_the_page_loads_only_our_own_files_and_its_script_has_the_nonce() -> None:
    answer = Client().get("/docs")

    policy, page = answer["Content-Security-Policy"], answer.content.decode()
    nonce = page.split('nonce="')[1].split('"')[0]
    assert f"'nonce-{nonce}'" in policy
    assert "http" not in page.replace("http-equiv", "")
