"""What can happen to an endpoint, and what stays in the trail of it."""

from datetime import timedelta
from typing import Any

import pytest

from compliance.audit.models import Event
from compliance.kernel.actors import system
from compliance.kernel.ids import UnknownId, public_id
from compliance.partners.etag import StaleRevision
from compliance.partners.models import Mode, Partner
from compliance.webhooks import signing
from compliance.webhooks.addresses import AddressRefused
from compliance.webhooks.models import Endpoint
from compliance.webhooks.services import endpoints
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
ACTOR = system("test")


def create(partner: Partner, url: str = "https://acme.example/hooks", *kinds: str) -> endpoints.WithSecret:
    return endpoints.create(partner_id=partner.pk, url=url, kinds=kinds, actor=ACTOR, at=AT)


def update(endpoint: Endpoint, *, expected: int | None = None, **changes: Any) -> Endpoint:
    return endpoints.update(
        endpoint_id=endpoint.pk,
        partner_id=endpoint.partner_id,
        changes=changes,
        expected_revision=expected,
        actor=ACTOR,
        at=AT,
    )


def kinds() -> list[str]:
    return list(Event.objects.order_by("seq").values_list("kind", flat=True))


def test_a_secret_has_256_bits_and_is_stored_sealed() -> None:
    made = create(factories.partner())

    stored = Endpoint.objects.get()
    assert made.secret.startswith("whsec_")
    assert len(made.secret) == len("whsec_") + 44
    assert made.secret.encode() not in bytes(stored.secret)
    assert signing.unseal(bytes(stored.secret)) == made.secret
    assert made.secret not in repr(made)


def test_the_trail_names_the_endpoint_and_not_its_url() -> None:
    made = create(factories.partner(), "https://acme.example/hooks?token=abc", "customer.verified")

    event = Event.objects.get()
    assert (event.kind, event.subject) == ("webhook_endpoint.created", public_id("whe", made.endpoint.pk))
    assert event.facts == '{"kinds":["customer.verified"]}'


@pytest.mark.parametrize("kind", ["match.found", "case.opened", "nonsense", "*"])
def test_a_kind_that_is_not_for_partners_cannot_be_asked_for(kind: str) -> None:
    with pytest.raises(endpoints.UnknownKind):
        create(factories.partner(), "https://acme.example/", "customer.verified", kind)

    assert Endpoint.objects.count() == 0
    assert kinds() == []


@pytest.mark.parametrize("mode", Mode.values)
def test_a_private_address_is_refused(mode: str) -> None:
    with pytest.raises(AddressRefused):
        create(factories.partner(mode=mode), "https://127.0.0.1/")
    with pytest.raises(AddressRefused):
        create(factories.partner(mode=mode), "http://acme.example/")

    assert Endpoint.objects.count() == 0


def test_plain_http_is_for_a_sandbox_partner_of_a_house_that_allows_it(settings: Any) -> None:
    settings.ALLOW_PRIVATE_WEBHOOKS = True

    assert create(factories.partner(), "http://127.0.0.1:9000/")
    with pytest.raises(AddressRefused):
        create(factories.partner(mode=Mode.LIVE), "http://127.0.0.1:9000/")


def test_a_partner_has_at_most_twenty() -> None:
    partner = factories.partner()
    made = [create(partner) for _ in range(endpoints.MOST)]

    with pytest.raises(endpoints.TooManyEndpoints):
        create(partner)

    endpoints.delete(endpoint_id=made[0].endpoint.pk, partner_id=partner.pk, actor=ACTOR, at=AT)
    assert create(partner)


def test_a_change_counts_the_revision_and_keeps_the_secret() -> None:
    made = create(factories.partner())

    changed = update(
        made.endpoint, url="https://new.example/", kinds=["payment.refused", "payment.accepted"], expected=1
    )

    assert (changed.url, changed.kinds, changed.revision) == (
        "https://new.example/",
        ["payment.accepted", "payment.refused"],
        2,
    )
    assert signing.unseal(bytes(Endpoint.objects.get().secret)) == made.secret
    assert Event.objects.get(kind="webhook_endpoint.updated").facts == '{"changed":["kinds","url"]}'


def test_a_change_meant_for_an_older_revision_changes_nothing() -> None:
    made = create(factories.partner())

    with pytest.raises(StaleRevision):
        update(made.endpoint, url="https://new.example/", expected=7)

    assert Endpoint.objects.get().url == "https://acme.example/hooks"
    assert kinds() == ["webhook_endpoint.created"]


def test_disabling_and_enabling_again_forgets_the_failures() -> None:
    made = create(factories.partner())
    assert update(made.endpoint, enabled=False).disabled_reason == "partner"
    Endpoint.objects.update(failing_since=AT)

    back = update(made.endpoint, enabled=True)

    assert (back.disabled_at, back.disabled_reason, back.failing_since) == (None, "", None)


def test_the_house_disables_once() -> None:
    made = create(factories.partner())

    for _ in range(2):
        endpoints.disable(endpoint_id=made.endpoint.pk, reason="gone", at=AT)  # type: ignore[arg-type]

    assert kinds() == ["webhook_endpoint.created", "webhook_endpoint.disabled"]


def test_a_deleted_endpoint_keeps_no_secret_and_is_found_no_more() -> None:
    made = create(factories.partner())
    endpoints.delete(endpoint_id=made.endpoint.pk, partner_id=made.endpoint.partner_id, actor=ACTOR, at=AT)

    assert bytes(Endpoint.objects.get().secret) == b""
    with pytest.raises(UnknownId):
        update(made.endpoint, enabled=True)


def test_another_partners_endpoint_cannot_be_touched() -> None:
    made, other = create(factories.partner()), factories.partner(name="Other")

    for verb in (endpoints.delete, endpoints.rotate_secret):
        with pytest.raises(UnknownId):
            verb(endpoint_id=made.endpoint.pk, partner_id=other.pk, actor=ACTOR, at=AT)

    assert kinds() == ["webhook_endpoint.created"]


def test_a_rotation_gives_a_new_secret_and_keeps_the_old_one_for_a_day() -> None:
    made = create(factories.partner())

    new = endpoints.rotate_secret(endpoint_id=made.endpoint.pk, partner_id=made.endpoint.partner_id, actor=ACTOR, at=AT)

    stored = Endpoint.objects.get()
    assert new.secret != made.secret
    assert signing.unseal(bytes(stored.previous_secret or b"")) == made.secret
    assert stored.previous_secret_until == AT + timedelta(days=1)
