"""Setting the stage of the demo: a partner with a credential and an endpoint, two officers, and the fixture lists."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from compliance.cases import selectors as cases
from compliance.kernel.actors import system
from compliance.kernel.ids import parse_id, public_id
from compliance.partners import services as partners
from compliance.partners.models import Officer, Partner
from compliance.sandbox.client import Credentials, PartnerClient
from compliance.sandbox.receiver import Receiver
from screening import services as screening

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
LISTS = {"ofac_sdn": FIXTURES / "watchlists" / "ofac_sdn", "un": FIXTURES / "watchlists" / "un"}
UPDATE = ("ofac_sdn", FIXTURES / "watchlists" / "ofac_sdn_update")
OPERATOR = system("demo")


@dataclass(frozen=True, slots=True)
class SignIn:
    username: str
    password: str


def partner(*, at: datetime) -> tuple[Partner, Credentials]:
    """A new sandbox partner for each run: its customers never meet those of an earlier one."""
    made = partners.create_partner(name="Demo Pay", at=at, actor=OPERATOR)
    issued = partners.issue_credential(partner_id=made.pk, name="demo", at=at, actor=OPERATOR)
    return made, Credentials(issued.client_id, issued.client_secret)


def officers(*, at: datetime) -> tuple[SignIn, SignIn]:
    """Two officers with new passwords; one of the same name from an earlier run gets a new password."""
    first, second = (SignIn(name, secrets.token_urlsafe(12)) for name in ("olga", "omar"))
    for sign_in in (first, second):
        found = Officer.objects.filter(username=sign_in.username).first()
        if found is None:
            partners.create_officer(
                username=sign_in.username, password=sign_in.password, admin=True, at=at, actor=OPERATOR
            )
        else:
            found.set_password(sign_in.password)
            found.save(update_fields=["password"])
    return first, second


def load_lists(*, at: datetime) -> list[str]:
    """The synthetic lists, each as its publisher would publish it; one line a list for the reader."""
    return [_sync(source, path, at) for source, path in LISTS.items()]


def load_update(*, at: datetime) -> str:
    return _sync(*UPDATE, at)


def _sync(source: str, path: Path, at: datetime) -> str:
    result = screening.sync(source=source, path=path, at=at, actor=OPERATOR)
    changes = f"{result.added} added, {result.changed} changed, {result.removed} removed"
    return f"list {source}: {changes}"


def webhook_endpoint(api: PartnerClient, receiver: Receiver) -> None:
    body = api.ask("POST", "/v1/webhook-endpoints", expect=201, json={"url": receiver.url})
    receiver.secret = body["secret"]


def case_of(customer: str) -> str | None:
    """The public id of the customer's open case, else of the newest one."""
    case = cases.newest_case(customer_id=parse_id("cus", customer))
    return public_id("case", case.pk) if case else None
