"""The token endpoint, as an OAuth client library meets it."""

import json
from base64 import b64encode
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken
from pytest_django.fixtures import Settings

from compliance.audit.models import Event
from compliance.kernel.actors import system
from compliance.partners import services
from compliance.partners.models import Credential, Partner
from compliance.partners.scopes import SCOPES
from compliance.partners.services import Issued
from tests import factories
from tests.factories import AT

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.compliance.partners.sample")]
FORM = "application/x-www-form-urlencoded"
ACTOR = system("test")


@pytest.fixture
def owner() -> Partner:
    return factories.partner()


@pytest.fixture
def issued(owner: Partner) -> Issued:
    scopes = ("customers:read", "customers:write")
    return services.issue_credential(partner_id=owner.id, scopes=scopes, at=AT, actor=ACTOR)


def ask(issued: Issued, secret: str | None = None, *, basic: bool = True, **fields: Any) -> Any:
    secret = issued.client_secret if secret is None else secret
    form = {"grant_type": "client_credentials", **fields}
    headers = {}
    if basic:
        headers["Authorization"] = "Basic " + b64encode(f"{issued.client_id}:{secret}".encode()).decode()
    else:
        form |= {"client_id": issued.client_id, "client_secret": secret}
    body = "&".join(f"{name}={value}" for name, value in form.items())
    return Client().post("/oauth/token", body, content_type=FORM, headers=headers)


def call(token: str) -> Any:
    return Client().get("/v1/test/things", headers={"Authorization": f"Bearer {token}"})


@pytest.mark.parametrize("basic", [True, False])
def test_a_credential_gets_a_token_that_works_for_a_quarter_of_an_hour(issued: Issued, basic: bool) -> None:
    answer = ask(issued, basic=basic)

    token = answer.json().pop("access_token")
    assert answer.status_code == 200
    assert {name: value for name, value in answer.json().items() if name != "access_token"} == {
        "expires_in": 900,
        "token_type": "Bearer",
        "scope": "customers:read customers:write",
    }
    assert (answer["Cache-Control"], answer["Content-Type"]) == ("no-store", "application/json")
    assert call(token).status_code == 200


def test_neither_the_token_nor_the_secret_is_stored(issued: Issued) -> None:
    token = ask(issued).json()["access_token"]

    row = AccessToken.objects.get()
    stored = Credential.objects.get(client_id=issued.client_id).client_secret
    assert row.token == ""
    assert token not in row.token_checksum
    assert stored.startswith("client_secret_sha256$1$")
    assert issued.client_secret not in stored


def test_a_token_has_the_scopes_that_were_asked_for_only(issued: Issued) -> None:
    answer = ask(issued, scope="customers:read")

    assert answer.json()["scope"] == "customers:read"


@pytest.mark.parametrize("scope", ["payments:write", "nonsense", "customers:read payments:write"])
def test_a_scope_that_the_credential_lacks_is_refused(issued: Issued, scope: str) -> None:
    answer = ask(issued, scope=scope)

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_scope")
    assert AccessToken.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": "authorization_code"}, "unsupported_grant_type"),
        ({"grant_type": "refresh_token"}, "unsupported_grant_type"),
        ({"grant_type": "urn:ietf:params:oauth:grant-type:device_code"}, "unsupported_grant_type"),
        ({"grant_type": ""}, "unsupported_grant_type"),
        ({"grant_type": "client_credentials%00"}, "invalid_request"),
        ({"grant_type": "client_credentials&grant_type=password"}, "invalid_request"),
        ({"scope": "customers:read&scope=customers:write"}, "invalid_request"),
        ({"resource": "https://api.example"}, "invalid_target"),
    ],
)
def test_another_grant_or_a_crooked_form_is_refused(issued: Issued, fields: dict[str, Any], error: str) -> None:
    answer = ask(issued, **fields)

    assert (answer.status_code, answer.json()["error"]) == (400, error)
    assert AccessToken.objects.count() == 0


@pytest.mark.parametrize("basic", [True, False])
@pytest.mark.parametrize("secret", ["wrong", "", "%00"])
def test_a_wrong_secret_is_refused(issued: Issued, secret: str, basic: bool) -> None:
    answer = ask(issued, secret, basic=basic)

    assert answer.json()["error"] in {"invalid_client", "invalid_request"}
    assert answer.status_code in {400, 401}
    assert AccessToken.objects.count() == 0


@pytest.mark.parametrize("header", ["Basic", "Basic !!", "Basic ////", "Basic YQ==", "Bearer x", "Basic " + "A" * 5000])
def test_a_broken_authorization_header_is_refused(header: str) -> None:
    headers = {"Authorization": header}

    answer = Client().post("/oauth/token", "grant_type=client_credentials", content_type=FORM, headers=headers)

    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (json.dumps({"grant_type": "client_credentials"}), "application/json"),
        (b"", ""),
        (b"\xff\xfe=\xff", FORM),
        (b"a=" + b"b" * 20_000, FORM),
        (b"&".join(b"a%d=1" % n for n in range(500)), FORM),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
    ],
)
def test_a_body_that_is_no_small_form_is_refused(body: bytes, kind: str) -> None:
    answer = Client().generic("POST", "/oauth/token", body, content_type=kind)

    assert (answer.status_code, answer.json()["error"]) in {(400, "invalid_request"), (400, "unsupported_grant_type")}


def test_only_post_is_answered() -> None:
    answer = Client().get("/oauth/token")

    assert (answer.status_code, answer["Allow"]) == (405, "POST")


@pytest.mark.parametrize(
    "path", ["authorize", "revoke_token", "introspect", "applications", "device-authorization", ""]
)
def test_no_other_door_of_the_library_is_open(path: str) -> None:
    answer = Client().get(f"/oauth/{path}")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_suspended_partner_is_refused_at_once_tokens_included(owner: Partner, issued: Issued) -> None:
    token = ask(issued).json()["access_token"]

    services.suspend(partner_id=owner.id, at=AT, actor=ACTOR)

    refused, again = call(token), ask(issued)
    assert (refused.status_code, refused.json()["code"]) == (403, "partner_suspended")
    assert (again.status_code, again.json()["error"]) == (401, "invalid_client")

    services.resume(partner_id=owner.id, at=AT, actor=ACTOR)
    assert call(token).status_code == 200


def test_a_revoked_credential_is_refused_at_once_tokens_included(issued: Issued) -> None:
    token = ask(issued).json()["access_token"]

    services.revoke_credential(client_id=issued.client_id, at=AT, actor=ACTOR)

    refused, again = call(token), ask(issued)
    assert (refused.status_code, refused.json()["code"]) == (401, "invalid_token")
    assert (again.status_code, again.json()["error"]) == (401, "invalid_client")


def test_an_expired_token_is_refused(issued: Issued) -> None:
    token = ask(issued).json()["access_token"]
    AccessToken.objects.update(expires=timezone.now() - timedelta(seconds=1))

    answer = call(token)

    assert (answer.status_code, answer.json()["code"]) == (401, "invalid_token")
    assert answer["WWW-Authenticate"] == 'Bearer realm="gatehouse", error="invalid_token"'


def test_an_address_that_guesses_is_slowed_down(issued: Issued, settings: Settings) -> None:
    settings.TOKEN_REQUESTS_PER_MINUTE = 3

    answers = [ask(issued, "wrong") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
    assert answers[3]["Retry-After"] in {"19", "20"}
    assert answers[3]["RateLimit"] == '"token";r=0;t=60'
    assert answers[3].json()["error"] == "temporarily_unavailable"


def test_the_metadata_describes_the_endpoint() -> None:
    document = Client().get("/.well-known/oauth-authorization-server").json()

    assert document["token_endpoint"] == "http://testserver/oauth/token"
    assert document["grant_types_supported"] == ["client_credentials"]
    assert document["scopes_supported"] == list(SCOPES)


def test_what_happened_to_a_credential_is_in_the_trail(owner: Partner, issued: Issued) -> None:
    services.revoke_credential(client_id=issued.client_id, at=AT, actor=ACTOR)
    services.revoke_credential(client_id=issued.client_id, at=AT, actor=ACTOR)

    kinds = list(Event.objects.filter(chain=owner.id).order_by("seq").values_list("kind", flat=True))
    assert kinds == ["credential.issued", "credential.revoked"]
    assert not any(issued.client_secret in event.facts for event in Event.objects.all())


def test_every_recommendation_of_rfc_9700_that_the_library_knows_is_on() -> None:
    on = {name for name, value in configured.OAUTH2_PROVIDER.items() if name.startswith("COMPLIANT_") and value is True}

    assert len(on) == 10
