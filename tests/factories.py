"""Plain functions that make valid rows with as few words as a test needs."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

from django.utils import timezone
from oauth2_provider.models import AccessToken, set_token_value
from PIL import Image

from compliance.kernel.actors import system
from compliance.partners.models import Credential, Mode, Officer, Partner
from compliance.partners.scopes import SCOPES
from compliance.partners.tokens import new_token
from compliance.policy import services as policies
from compliance.policy.document import PolicyDocument
from compliance.risk.models import Rating
from onboarding import identity as identities
from onboarding import services as onboarding
from onboarding.identity import Identity
from onboarding.models import Customer, Document, DocumentKind, Side
from screening.models import ListVersion, Watchlist

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def partner(*, name: str = "Acme Pay", mode: str = Mode.SANDBOX) -> Partner:
    return Partner.objects.create(name=name, mode=mode, created_at=AT)


def officer(username: str = "maker") -> Officer:
    return Officer.objects.create_user(username=username, password="correct horse battery")


def policy() -> PolicyDocument:
    """The shipped policy, in force."""
    return policies.load_shipped(at=AT)


def person_identity(**changes: object) -> Identity:
    table = {"given_names": "Ana Maria", "family_name": "Silva", "birth_date": "1990-04-12"}
    return identities.parse("person", table | {"nationality": "PT", "country": "PT"} | changes, today=AT.date())


def company_identity(**changes: object) -> Identity:
    table = {"legal_name": "Silva Vinhos Lda", "registration_number": "PT-509 123", "country": "PT"}
    return identities.parse("company", table | {"incorporation_date": "2015-02-03"} | changes, today=AT.date())


def customer(
    *, of: Partner | None = None, identity: Identity | None = None, status: str = "draft", reference: str = ""
) -> Customer:
    """A customer of the shipped policy. A `status` other than draft is put there by hand, without history."""
    policy()
    identity = identity or person_identity()
    made = onboarding.create_customer(
        partner=of or partner(),
        kind=identity.kind,
        identity=identity,
        reference=reference,
        product="standard",
        at=AT,
        actor=system("factory"),
    )
    if status != made.status:
        Customer.objects.filter(pk=made.pk).update(status=status, screened_at=AT)
        made.refresh_from_db()
    return made


def picture(*, width: int = 640, height: int = 400, kind: str = "JPEG", colour: str = "steelblue") -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), colour).save(file, kind)
    return file.getvalue()


def document(of: Customer, *, kind: str = "passport", side: str = "front", upload: bytes | None = None) -> Document:
    return onboarding.add_document(
        customer_id=of.pk,
        partner_id=of.partner_id,
        kind=DocumentKind(kind),
        side=Side(side),
        person_id=None,
        upload=upload or picture(),
        declared_type="image/jpeg",
        at=AT,
        actor=system("factory"),
    )


def token(owner: Partner, *scopes: str) -> str:
    """A bearer token of `owner` for 15 minutes from now, with these scopes or with all. Leaves no line in the trail."""
    credential = Credential.objects.create(partner=owner, allowed_scopes=" ".join(SCOPES))
    text = new_token(None)
    row = AccessToken(application=credential, expires=timezone.now() + timedelta(minutes=15))
    row.scope = " ".join(scopes or SCOPES)
    set_token_value(row, text)
    row.save()
    return text


def rating(of: Customer, level: str = "low") -> Rating:
    """One more rating of the customer: the newest counts."""
    return Rating.objects.create(
        customer=of, level=level, score=0.1, reasons=[], policy_version=1, at=AT, next_review_at=AT
    )


def fresh_lists(*, at: datetime = AT) -> None:
    """Empty versions in force of every list that the shipped policy wants, all confirmed at `at`."""
    for source in policy().stale_list_hours:
        version = ListVersion.objects.create(
            source=source, number=1, fetched_at=at, entry_count=0, added=0, changed=0, removed=0
        )
        Watchlist.objects.create(source=source, current=version, checked_at=at)


def payer(*, of: Partner | None = None, at: datetime = AT) -> Customer:
    """A verified customer of low risk whom the gate lets pay at `at`."""
    made = customer(of=of, status="verified")
    Customer.objects.filter(pk=made.pk).update(screened_at=at)
    rating(made)
    fresh_lists(at=at)
    return made
