"""Customers come, change and are forgotten."""

from pathlib import Path
from typing import Any

import pytest

from compliance.audit import services as audit
from compliance.audit.models import Event
from compliance.kernel.actors import system
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import UnknownId, parse_id, public_id
from compliance.vault.models import DataKey
from onboarding import selectors, services, storage
from onboarding.identity import InvalidIdentity
from onboarding.models import Customer
from onboarding.selectors import CustomerErased
from onboarding.services.customers import CustomerNotErasable, ReferenceTaken, UnknownProduct
from onboarding.services.locked import CustomerNotEditable, StaleRevision
from onboarding.services.words import InvalidReference
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
ACTOR = system("test")


def create(**changes: Any) -> Customer:
    factories.policy()
    wanted = {
        "kind": "person",
        "identity": factories.person_identity(),
        "reference": "",
        "product": "standard",
    } | changes
    partner = wanted.pop("partner", None) or factories.partner()
    return services.create_customer(partner=partner, at=AT, actor=ACTOR, **wanted)


def change(customer: Customer, changes: dict[str, object], *, expected: int | None = None) -> Customer:
    return services.update_customer(
        customer_id=customer.pk,
        partner_id=customer.partner_id,
        changes=changes,
        expected_revision=expected,
        at=AT,
        actor=ACTOR,
    )


def refused(customer: Customer, changes: dict[str, object], error: type[DomainError], **kwargs: Any) -> None:
    """The change is refused, and row and trail are as they were."""
    before = Customer.objects.filter(pk=customer.pk).values().get(), Event.objects.count()
    with pytest.raises(error):
        change(customer, changes, **kwargs)
    assert (Customer.objects.filter(pk=customer.pk).values().get(), Event.objects.count()) == before


def test_a_new_customer_is_a_sealed_draft() -> None:
    customer = Customer.objects.get(pk=create(reference="u-1").pk)

    assert (customer.status, customer.revision, customer.round, customer.reference) == ("draft", 1, 0, "u-1")
    assert b"Silva" not in bytes(customer.identity)
    assert selectors.identity(customer) == factories.person_identity()
    event = Event.objects.get(kind="customer.created")
    assert event.parsed == {"kind": "person", "product": "standard"}
    assert event.chain == customer.partner_id


@pytest.mark.parametrize(
    ("changes", "error"),
    [({"product": "lottery"}, UnknownProduct), ({"reference": "Ana Silva"}, InvalidReference)],
)
def test_a_wrong_customer_leaves_nothing(changes: dict[str, object], error: type[DomainError]) -> None:
    with pytest.raises(error):
        create(**changes)

    assert (Customer.objects.count(), DataKey.objects.count()) == (0, 0)
    assert not Event.objects.filter(kind="customer.created").exists()


def test_a_reference_is_taken_once_per_partner() -> None:
    first = create(reference="u-1")

    with pytest.raises(ReferenceTaken):
        create(partner=first.partner, reference="u-1")

    assert create(partner=factories.partner(name="Other"), reference="u-1").reference == "u-1"
    assert create(partner=first.partner).reference == create(partner=first.partner).reference == ""
    assert Customer.objects.count() == 4


def test_a_changed_draft_counts_on_and_names_the_fields_only() -> None:
    customer = create()

    changed = change(customer, {"identity": {"family_name": "Souza", "phone": "+351912345678"}, "reference": "u-9"})

    stored = Customer.objects.get(pk=customer.pk)
    assert (changed.revision, stored.revision, stored.reference) == (2, 2, "u-9")
    assert selectors.identity(stored).full_name == "Ana Maria Souza"
    facts = Event.objects.get(kind="customer.updated").parsed
    assert facts == {
        "fields": ["identity.family_name", "identity.phone", "reference"],
        "revision": 2,
        "screening_due": False,
    }


def test_a_change_that_changes_nothing_is_no_event() -> None:
    customer = create(reference="u-1")

    same = change(customer, {"identity": {"family_name": "Silva"}, "reference": "u-1", "product": "standard"})

    assert same.revision == 1
    assert not Event.objects.filter(kind="customer.updated").exists()


def test_null_removes_an_optional_field_and_not_a_required_one() -> None:
    customer = create(identity=factories.person_identity(phone="+351912345678"))

    assert "phone" not in selectors.identity(change(customer, {"identity": {"phone": None}})).to_json()
    refused(customer, {"identity": {"birth_date": None}}, InvalidIdentity)


def test_a_change_meant_for_another_revision_is_refused() -> None:
    customer = create()

    refused(customer, {"reference": "u-1"}, StaleRevision, expected=2)
    assert change(customer, {"reference": "u-1"}, expected=1).revision == 2


@pytest.mark.parametrize("status", ["checking", "review", "restricted", "rejected", "closed"])
def test_only_a_draft_or_verified_customer_may_change(status: str) -> None:
    refused(factories.customer(status=status), {"reference": "u-1"}, CustomerNotEditable)


def test_a_verified_customers_new_name_makes_screening_due() -> None:
    customer = factories.customer(status="verified")
    services.mark_screened(customers=[customer], at=AT)

    change(customer, {"identity": {"phone": "+351912345678"}})
    assert Customer.objects.get(pk=customer.pk).screened_at == AT

    change(customer, {"identity": {"family_name": "Souza"}})
    assert Customer.objects.get(pk=customer.pk).screened_at is None
    facts = [event.parsed for event in Event.objects.filter(kind="customer.updated").order_by("seq")]
    assert [fact["screening_due"] for fact in facts] == [False, True]


def test_a_verified_customer_does_not_change_product() -> None:
    refused(factories.customer(status="verified"), {"product": "crypto"}, CustomerNotEditable)


def test_an_open_demand_for_words_is_met_by_a_change() -> None:
    customer = create()
    demand = services.raise_demand(
        customer_id=customer.pk,
        code="address_missing",
        detail="Say where.",
        document_kind="",
        due_at=AT,
        at=AT,
        actor=ACTOR,
    )

    change(customer, {"identity": {"address": ["Rua Um 1", "Lisboa"]}})

    demand.refresh_from_db()
    assert demand.met_at == AT


def test_another_partners_customer_is_unknown_everywhere() -> None:
    customer, stranger = create(), factories.partner(name="Stranger")
    name = public_id("cus", customer.pk)

    with pytest.raises(UnknownId):
        selectors.customer(partner_id=stranger.pk, public_id=name)
    with pytest.raises(UnknownId):
        services.update_customer(
            customer_id=customer.pk, partner_id=stranger.pk, changes={}, expected_revision=None, at=AT, actor=ACTOR
        )
    assert list(selectors.customers(partner_id=stranger.pk)) == []
    assert selectors.customer(partner_id=customer.partner_id, public_id=name) == customer


def test_the_same_demand_is_raised_once() -> None:
    customer = create()
    wanted = {"customer_id": customer.pk, "code": "document_blurred", "detail": "Again.", "document_kind": "passport"}

    first = services.raise_demand(**wanted, due_at=AT, at=AT, actor=ACTOR)  # type: ignore[arg-type]
    second = services.raise_demand(**wanted, due_at=AT, at=AT, actor=ACTOR)  # type: ignore[arg-type]

    assert first == second
    assert Event.objects.filter(kind="customer.demand_raised").count() == 1


@pytest.fixture
def files(tmp_path: Path, settings: Any) -> Path:
    settings.STORAGE_ROOT = tmp_path / "files"
    return tmp_path / "files"


def test_an_erased_customer_is_gone_for_good_and_the_trail_still_verifies(
    files: Path, django_capture_on_commit_callbacks: Any
) -> None:
    customer = create(reference="u-1")
    document = factories.document(customer)
    sealed_copy = next(files.glob("*/*")).read_bytes()

    with django_capture_on_commit_callbacks(execute=True):
        services.erase_customer(customer_id=customer.pk, at=AT, actor=ACTOR)

    stored = Customer.objects.get(pk=customer.pk)
    assert (stored.status, stored.erased_at, bytes(stored.identity), stored.reference) == ("closed", AT, b"", "")
    assert list(files.glob("*/*")) == []
    with pytest.raises(CustomerErased):
        selectors.customer(partner_id=customer.partner_id, public_id=public_id("cus", customer.pk))
    storage._path(document.storage_key).write_bytes(sealed_copy)
    with pytest.raises(DomainError) as gone:
        storage.read(document)
    assert (gone.value.code, gone.value.status) == ("erased", 410)
    with pytest.raises(CustomerErased):
        services.erase_customer(customer_id=customer.pk, at=AT, actor=ACTOR)
    assert audit.verify().verified


@pytest.mark.parametrize("status", ["checking", "review", "verified", "restricted"])
def test_a_living_relationship_is_not_erased(status: str) -> None:
    customer = factories.customer(status=status)
    before = Event.objects.count()

    with pytest.raises(CustomerNotErasable):
        services.erase_customer(customer_id=customer.pk, at=AT, actor=ACTOR)

    assert selectors.identity(customer) == factories.person_identity()
    assert Event.objects.count() == before


def test_live_customers_are_those_whom_a_new_list_concerns() -> None:
    partner = factories.partner()
    for status in ("draft", "checking", "review", "verified", "restricted", "rejected", "closed"):
        factories.customer(of=partner, status=status)

    assert [customer.status for customer in selectors.live_customers()] == ["review", "verified", "restricted"]


def test_public_ids_of_other_kinds_are_unknown() -> None:
    customer = create()

    for name in (public_id("doc", customer.pk), "cus_", "cus_!", str(customer.pk)):
        with pytest.raises(UnknownId):
            selectors.customer(partner_id=customer.partner_id, public_id=name)
    assert parse_id("cus", public_id("cus", customer.pk)) == customer.pk
