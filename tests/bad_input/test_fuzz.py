"""Bodies drawn near the shapes of the API's own description: whatever comes, never a 5xx and never a word too much."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from compliance import docs
from tests.bad_input.scene import WITH_BODY, Call, Scene, filled, fingerprint, undone

pytestmark = pytest.mark.django_db
DOCUMENT: dict[str, Any] = dict(yaml.safe_load(docs.document()))
JUNK: SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)
WORDS = st.sampled_from(["PT", "EUR", "2000-02-30", "https://a.example", "+4930123456", "a@b.example"])
PLAIN: dict[str, SearchStrategy[Any]] = {
    "integer": st.integers(0, 10**6),
    "boolean": st.booleans(),
    "date": st.dates().map(str),
    "date-time": st.datetimes().map(lambda at: at.isoformat() + "Z"),
}


def shape(call: Call) -> dict[str, Any]:
    """The schema of the call's body: found by the path's form, whatever its parameters are named."""

    def form(path: str) -> str:
        return "/".join("*" if part.startswith("{") else part for part in path.strip("/").split("/"))

    for path, calls in DOCUMENT["paths"].items():
        if form(path) == form(f"v1/{call.route}"):
            schema: dict[str, Any] = calls[call.method.lower()]["requestBody"]["content"]["application/json"]["schema"]
            return schema
    raise LookupError(call)


def near(schema: dict[str, Any]) -> SearchStrategy[Any]:
    """Values of the schema, mostly, with junk here and there."""
    if "$ref" in schema:
        return near(DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    for word in ("oneOf", "anyOf", "allOf"):
        if word in schema:
            return st.one_of(*map(near, schema[word]), JUNK)
    if "properties" in schema:
        fields = {name: near(part) for name, part in schema["properties"].items()}
        extra = st.dictionaries(st.text(max_size=8), JUNK, max_size=1)
        return st.builds(lambda known, more: more | known, st.fixed_dictionaries({}, optional=fields), extra) | JUNK
    if "enum" in schema:
        return st.sampled_from(schema["enum"]) | JUNK
    if schema.get("type") == "array":
        return st.lists(near(schema["items"]), max_size=3) | JUNK
    return PLAIN.get(str(schema.get("format", schema.get("type"))), WORDS) | JUNK


@pytest.mark.parametrize("call", WITH_BODY, ids=str)
def test_no_body_near_the_schema_is_more_than_the_service_can_take(scene: Scene, call: Call) -> None:
    path, before = scene.path(call.route), fingerprint()
    whole = filled(scene, call.body)

    @settings(
        max_examples=60,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )
    @given(drawn=near(shape(call)), mend=st.booleans())
    def answered(drawn: Any, *, mend: bool) -> None:
        body = whole | drawn if mend and isinstance(drawn, dict) else drawn
        with undone():
            answer = scene.send(call.method, path, json.dumps(body), Idempotency_Key="k-1")
            assert answer.status_code < 500, (body, answer.content)
            if answer.status_code >= 400:
                assert answer["Content-Type"] == "application/problem+json"
                assert b"Traceback" not in answer.content
                if answer.json()["code"] != "customer_not_permitted":
                    assert fingerprint() == before, body

    answered()
