"""A small world with one of everything, the calls that would change it, and the proof that nothing did."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from compliance.audit.models import ChainHead
from compliance.kernel.actors import system
from compliance.kernel.ids import public_id
from compliance.kernel.money import Money
from compliance.partners.models import Partner
from compliance.payments import services as payments
from compliance.payments.models import Direction
from compliance.webhooks.models import Endpoint
from compliance.webhooks.services import endpoints
from onboarding import identity as identities
from onboarding import services as onboarding
from onboarding.models import Customer, RelatedPerson, Role
from screening.services import own_lists
from tests import factories
from tests.factories import AT

JSON = "application/json"
SECRETS = ("Silva", "Quinhentos", "1990-04-12", "Rua das Flores", "Zebulon", "sesame")
"""What the calls below carry and no problem may repeat."""
PERSON = {
    "given_names": "Ana Maria",
    "family_name": "Silva Quinhentos",
    "birth_date": "1990-04-12",
    "nationality": "PT",
    "country": "PT",
    "address": ["Rua das Flores 1"],
}
OWN_LIST = b"id,name,kind\nu-1,Quinhentos Trading,company\n"
_FREE = frozenset({"partners_idempotentrequest", "oauth2_provider_accesstoken", "django_session"})
"""Tables that a refusal may write to: stored answers, and what the test itself signs in with."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One partner's world: a draft company with a person and a document, a payer with a payment, an endpoint."""

    partner: Partner
    token: str
    ids: dict[str, str]

    def path(self, route: str, **other: str) -> str:
        return "/v1/" + route.format(**{**self.ids, **other})

    def send(self, method: str, path: str, body: object = b"", kind: str = JSON, **headers: str) -> Any:
        """The answer, whatever it is: a bug of ours becomes a 500 as it would in the wild."""
        given = {"Authorization": f"Bearer {self.token}"} | {name.replace("_", "-"): v for name, v in headers.items()}
        client = Client(raise_request_exception=False)
        return client.generic(method, path, body, kind, headers=given)

    def upload(self, path: str, **fields: object) -> Any:
        """With `key`, if given, as the Idempotency-Key."""
        given = fields.pop("key", "")
        key = {"Idempotency-Key": str(given)} if given else {}
        client = Client(raise_request_exception=False)
        return client.post(path, fields, headers={"Authorization": f"Bearer {self.token}"} | key)


@dataclass(frozen=True, slots=True)
class Call:
    """A write of the API and a body that it would accept; `body` is None where it takes none."""

    method: str
    route: str
    body: dict[str, Any] | None = None
    status: int = 200

    def __str__(self) -> str:
        return f"{self.method} {self.route}"


CALLS = (
    Call("POST", "customers", {"kind": "person", "identity": PERSON, "reference": "u-2", "product": "standard"}, 201),
    Call("PATCH", "customers/{draft}", {"identity": {"legal_name": "Silva Quinhentos SA"}, "reference": "u-3"}),
    Call(
        "POST",
        "customers/{draft}/people",
        {"role": "beneficial_owner", "identity": PERSON, "share_percent": "12.5"},
        201,
    ),
    Call("DELETE", "customers/{draft}/people/{person}", None, 204),
    Call("POST", "customers/{ready}/submit", None, 202),
    Call("POST", "customers/{ready}/challenges", None, 201),
    Call(
        "POST",
        "screenings",
        {"name": "Zebulon Silva", "kind": "person", "birth_date": "1990-04-12", "country": "PT", "identifier": "X1"},
    ),
    Call(
        "POST",
        "payments",
        {
            "customer": "{payer}",
            "direction": "pay_out",
            "amount": {"minor": 1000, "currency": "EUR"},
            "reference": "invoice-1",
        },
        202,
    ),
    Call("DELETE", "watchlist", None, 200),
    Call("POST", "webhook-endpoints", {"url": "https://acme.example/h", "kinds": ["customer.verified"]}, 201),
    Call(
        "PATCH",
        "webhook-endpoints/{endpoint}",
        {"url": "https://acme.example/i", "kinds": ["customer.verified"], "enabled": True},
    ),
    Call("DELETE", "webhook-endpoints/{endpoint}", None, 204),
    Call("POST", "webhook-endpoints/{endpoint}/replay", {"since": "{now}", "everything": False}, 202),
    Call("POST", "webhook-endpoints/{endpoint}/rotate-secret", None, 200),
)
WITH_BODY = tuple(call for call in CALLS if call.body is not None)


def filled(scene: Scene, value: Any) -> Any:
    """The body with the scene's ids in their places."""
    if isinstance(value, dict):
        return {name: filled(scene, part) for name, part in value.items()}
    if isinstance(value, str) and value.startswith("{"):
        return value.format(**scene.ids)
    return value


def make(*, name: str = "Acme Pay") -> Scene:
    """One of everything that a partner can have."""
    partner, actor, now = factories.partner(name=name), system("test"), timezone.now()
    draft = factories.customer(of=partner, identity=factories.company_identity(), reference="u-1")
    person = onboarding.add_person(
        customer_id=draft.pk,
        partner_id=partner.pk,
        role=Role.BENEFICIAL_OWNER,
        identity=identities.parse_person(PERSON, today=AT.date()),
        share_percent=None,
        at=AT,
        actor=actor,
    )
    document = factories.document(draft, kind="registry_extract")
    ready = factories.customer(of=partner)
    for kind in ("passport", "selfie"):
        factories.document(ready, kind=kind)
    challenge = onboarding.open_challenge(customer_id=ready.pk, partner_id=partner.pk, at=now, actor=actor)
    payer = factories.customer(of=partner, status="verified")
    factories.rating(payer)
    order = payments.Order(partner, payer.pk, Direction.PAY_IN, Money(100, "EUR"))
    payment = payments.create_payment(order=order, actor=actor, at=now)
    hook = endpoints.create(
        partner_id=partner.pk, url="https://acme.example/hooks?key=sesame", kinds=(), actor=actor, at=AT
    ).endpoint
    own_lists.upload(partner_id=partner.pk, content=OWN_LIST, at=AT, actor=actor)
    ids = {
        "draft": public_id("cus", draft.pk),
        "ready": public_id("cus", ready.pk),
        "payer": public_id("cus", payer.pk),
        "person": public_id("per", person.pk),
        "document": public_id("doc", document.pk),
        "challenge": public_id("chl", challenge.pk),
        "payment": public_id("pay", payment.pk),
        "endpoint": public_id("whe", hook.pk),
        "now": now.isoformat(),
    }
    return Scene(partner, factories.token(partner), ids)


def fingerprint() -> object:
    """Row counts of every table, and all that the rows which calls change hold."""
    tables = [model._meta.db_table for model in apps.get_models() if model._meta.managed]
    asked = " UNION ALL ".join(f"SELECT '{name}', COUNT(*) FROM {name}" for name in sorted({*tables} - _FREE))  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(asked)
        counts = dict(cursor.fetchall())
    rows = [
        list(model.objects.order_by("pk").values_list()) for model in (Customer, RelatedPerson, Endpoint, ChainHead)
    ]
    return counts, rows


@contextmanager
def undone() -> Iterator[None]:
    """What a call changes after all is taken back, so that the next one meets the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def assert_problem(answer: HttpResponse, *allowed: tuple[int, str]) -> dict[str, Any]:
    """An RFC 9457 problem with one of these (status, code), that repeats nothing and tells nothing of the inside."""
    assert answer.status_code < 500, answer.content
    assert answer["Content-Type"] == "application/problem+json", (answer.status_code, answer.content)
    text = answer.content.decode()
    problem: dict[str, Any] = answer.json()  # type: ignore[attr-defined]
    assert {"type", "title", "status", "detail", "code", "request_id"} <= set(problem)
    assert problem["type"] == f"urn:gatehouse:problem:{problem['code']}"
    assert problem["status"] == answer.status_code
    assert not [word for word in (*SECRETS, "Traceback", "site-packages", ".py") if word in text], text
    if allowed:
        assert (answer.status_code, problem["code"]) in allowed, text
    return problem


def picture(content: bytes | None = None, kind: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile("sesame.jpg", factories.picture() if content is None else content, kind)
