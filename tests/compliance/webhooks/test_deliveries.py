"""From the outbox to a partner's server: nothing lost, nothing told that should not be, and an end to every failure."""

import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from standardwebhooks import Webhook

from compliance.audit import services as audit
from compliance.audit.models import Event, Pending
from compliance.kernel.actors import system
from compliance.kernel.ids import HOUSE, UnknownId, new_id, public_id
from compliance.partners.models import Partner
from compliance.webhooks.models import Delivery, Endpoint
from compliance.webhooks.schedule import ATTEMPTS
from compliance.webhooks.services import deliveries, endpoints
from tests import factories
from tests.compliance.webhooks.receiver import Receiver

pytestmark = pytest.mark.django_db
ACTOR = system("test")


@pytest.fixture(autouse=True)
def _loopback_is_allowed(settings: Any) -> None:
    settings.ALLOW_PRIVATE_WEBHOOKS = True


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


@pytest.fixture
def partner() -> Partner:
    return factories.partner()


@pytest.fixture
def now() -> datetime:
    """Signatures are checked against the real clock."""
    return timezone.now()


def endpoint_of(partner: Partner, url: str, *kinds: str) -> endpoints.WithSecret:
    made = endpoints.create(partner_id=partner.pk, url=url, kinds=kinds, actor=ACTOR, at=factories.AT)
    Pending.objects.all().delete()
    return made


def happen(partner: Partner, kind: str = "customer.verified", *, subject: str = "cus_1", at: datetime) -> Event:
    with transaction.atomic():
        return audit.record(
            partner_id=partner.pk, kind=kind, subject=subject, actor=ACTOR, facts={"secret": "match"}, at=at
        )


def only() -> Delivery:
    return Delivery.objects.select_related("endpoint").get()


def test_an_event_becomes_one_delivery_per_endpoint_that_wants_it(partner: Partner, now: datetime) -> None:
    everything = endpoint_of(partner, "https://a.example/").endpoint
    wanting = endpoint_of(partner, "https://b.example/", "customer.verified").endpoint
    endpoint_of(partner, "https://c.example/", "customer.rejected")
    endpoint_of(factories.partner(name="Other"), "https://d.example/")
    event = happen(partner, at=now)

    result = deliveries.fan_out(at=now)

    assert set(Delivery.objects.values_list("endpoint_id", "event_id")) == {
        (everything.pk, event.pk),
        (wanting.pk, event.pk),
    }
    assert result.taken == 1
    assert set(result.deliveries) == set(Delivery.objects.values_list("pk", flat=True))
    assert Pending.objects.count() == 0
    assert deliveries.fan_out(at=now) == deliveries.FannedOut(0, ())


@pytest.mark.parametrize(
    "kind", ["match.found", "match.disposed", "case.opened", "proposal.made", "check.completed", "customer.rated"]
)
def test_what_could_tip_off_never_leaves_the_house(partner: Partner, now: datetime, kind: str) -> None:
    endpoint_of(partner, "https://a.example/")
    happen(partner, kind, at=now)

    deliveries.fan_out(at=now)

    assert Delivery.objects.count() == 0
    assert Pending.objects.count() == 0


def test_events_of_the_house_go_to_nobody(partner: Partner, now: datetime) -> None:
    endpoint_of(partner, "https://a.example/")
    with transaction.atomic():
        audit.record(partner_id=HOUSE, kind="customer.verified", subject="x", actor=ACTOR, facts={}, at=now)

    deliveries.fan_out(at=now)

    assert Delivery.objects.count() == 0


def test_a_disabled_and_a_deleted_endpoint_get_nothing(partner: Partner, now: datetime) -> None:
    off = endpoint_of(partner, "https://a.example/").endpoint
    gone = endpoint_of(partner, "https://b.example/").endpoint
    endpoints.disable(endpoint_id=off.pk, reason="failing", at=now)  # type: ignore[arg-type]
    endpoints.delete(endpoint_id=gone.pk, partner_id=partner.pk, actor=ACTOR, at=now)
    happen(partner, at=now)

    deliveries.fan_out(at=now)

    assert Delivery.objects.count() == 0


def test_a_delivery_is_signed_and_thin(partner: Partner, now: datetime, receiver: Receiver) -> None:
    secret = endpoint_of(partner, receiver.url).secret
    happen(partner, "match.found", at=now)
    happen(partner, "customer.submitted", at=now)
    event = happen(partner, at=now)
    (_, last) = deliveries.fan_out(at=now).deliveries

    deliveries.deliver(delivery_id=last, at=now)

    (received,) = receiver.received
    verified = Webhook(secret).verify(received.body, received.headers)
    assert (
        verified
        == json.loads(received.body)
        == {
            "type": "customer.verified",
            "timestamp": now.isoformat(),
            "data": {"id": public_id("evt", event.pk), "subject": "cus_1", "sequence": 2},
        }
    )
    assert received.headers["webhook-id"] == public_id("evt", event.pk)
    stored = Delivery.objects.get(pk=last)
    assert (stored.finished_at, stored.status_code, stored.attempts, stored.last_error) == (now, 204, 1, "")
    assert stored.duration_ms is not None


def test_a_delivery_that_was_made_is_not_made_again(partner: Partner, now: datetime, receiver: Receiver) -> None:
    endpoint_of(partner, receiver.url)
    happen(partner, at=now)
    (one,) = deliveries.fan_out(at=now).deliveries
    deliveries.deliver(delivery_id=one, at=now)

    assert deliveries.deliver(delivery_id=one, at=now + timedelta(days=1)) is None
    assert deliveries.deliver(delivery_id=new_id(), at=now) is None
    assert len(receiver.received) == 1


def test_after_a_rotation_either_secret_verifies_until_the_old_one_ends(
    partner: Partner, now: datetime, receiver: Receiver
) -> None:
    old = endpoint_of(partner, receiver.url)
    new = endpoints.rotate_secret(endpoint_id=old.endpoint.pk, partner_id=partner.pk, actor=ACTOR, at=now)
    Pending.objects.all().delete()
    happen(partner, at=now)
    (one,) = deliveries.fan_out(at=now).deliveries
    deliveries.deliver(delivery_id=one, at=now)

    (received,) = receiver.received
    for secret in (old.secret, new.secret):
        Webhook(secret).verify(received.body, received.headers)

    deliveries.replay(
        endpoint_id=old.endpoint.pk, partner_id=partner.pk, since=now, everything=True, actor=ACTOR, at=now
    )
    Delivery.objects.exclude(pk=one).delete()
    deliveries.deliver(delivery_id=one, at=now + timedelta(hours=25))
    assert len(receiver.received[-1].headers["webhook-signature"].split()) == 1


def test_a_failure_is_tried_again_later_with_the_same_id(partner: Partner, now: datetime, receiver: Receiver) -> None:
    receiver.status = 503
    endpoint_of(partner, receiver.url)
    happen(partner, at=now)
    (one,) = deliveries.fan_out(at=now).deliveries
    deliveries.deliver(delivery_id=one, at=now)

    failed = only()
    assert (failed.status_code, failed.last_error, failed.attempts) == (503, "http_503", 1)
    assert timedelta(seconds=5) <= failed.due_at - now <= timedelta(seconds=6)
    assert failed.endpoint.failing_since == now
    assert deliveries.owed(at=now + timedelta(seconds=1)) == ()
    assert deliveries.deliver(delivery_id=one, at=now + timedelta(seconds=1)) is None

    receiver.status = 200
    later = now + timedelta(seconds=10)
    assert deliveries.owed(at=later) == (one,)
    deliveries.deliver(delivery_id=one, at=later)

    assert only().finished_at == later
    assert only().endpoint.failing_since is None
    assert len({received.headers["webhook-id"] for received in receiver.received}) == 1


def test_after_days_of_failure_the_delivery_is_parked_and_the_endpoint_disabled(
    partner: Partner, now: datetime, receiver: Receiver
) -> None:
    receiver.status = 500
    made = endpoint_of(partner, receiver.url).endpoint
    happen(partner, at=now)
    (one,) = deliveries.fan_out(at=now).deliveries
    at = now
    for _ in range(ATTEMPTS):
        deliveries.deliver(delivery_id=one, at=at)
        at = only().due_at

    assert len(receiver.received) == ATTEMPTS
    assert only().parked_at is not None
    assert only().parked_at - now >= timedelta(days=3)  # type: ignore[operator]
    assert only().endpoint.disabled_reason == "failing"
    event = Event.objects.get(kind="webhook_endpoint.disabled")
    assert (event.subject, event.actor, event.facts) == (
        public_id("whe", made.pk), "system:webhooks", '{"reason":"failing"}',
    )  # fmt: skip
    assert deliveries.owed(at=at + timedelta(days=9)) == ()


def test_one_success_in_between_keeps_the_endpoint_enabled(partner: Partner, now: datetime, receiver: Receiver) -> None:
    receiver.status = 500
    endpoint_of(partner, receiver.url)
    happen(partner, at=now)
    (one,) = deliveries.fan_out(at=now).deliveries
    Delivery.objects.update(attempts=ATTEMPTS - 1)

    deliveries.deliver(delivery_id=one, at=now)

    assert only().parked_at == now
    assert only().endpoint.disabled_at is None


def test_gone_disables_at_once(partner: Partner, now: datetime, receiver: Receiver) -> None:
    receiver.status = 410
    endpoint_of(partner, receiver.url)
    happen(partner, at=now)
    (one,) = deliveries.fan_out(at=now).deliveries

    deliveries.deliver(delivery_id=one, at=now)

    assert (only().parked_at, only().endpoint.disabled_reason) == (now, "gone")


def test_nothing_is_sent_to_an_endpoint_that_was_disabled_meanwhile(
    partner: Partner, now: datetime, receiver: Receiver
) -> None:
    made = endpoint_of(partner, receiver.url).endpoint
    happen(partner, at=now)
    (one,) = deliveries.fan_out(at=now).deliveries
    endpoints.disable(endpoint_id=made.pk, reason="gone", at=now)  # type: ignore[arg-type]

    deliveries.deliver(delivery_id=one, at=now)

    assert receiver.received == []
    assert (only().parked_at, only().last_error) == (now, "endpoint_disabled")


def test_loopback_is_refused_where_the_house_does_not_allow_it(
    partner: Partner, now: datetime, receiver: Receiver, settings: Any
) -> None:
    endpoint_of(partner, receiver.url)
    happen(partner, at=now)
    (one,) = deliveries.fan_out(at=now).deliveries
    settings.ALLOW_PRIVATE_WEBHOOKS = False

    deliveries.deliver(delivery_id=one, at=now)

    assert receiver.received == []
    assert only().last_error == "address_refused"


def test_the_sweeper_sends_a_lost_message_again_and_no_fresh_one(partner: Partner, now: datetime) -> None:
    endpoint_of(partner, "https://a.example/")
    happen(partner, at=now)
    (one,) = deliveries.fan_out(at=now).deliveries

    assert deliveries.owed(at=now + timedelta(seconds=30)) == ()
    assert deliveries.owed(at=now + timedelta(seconds=60)) == (one,)
    assert deliveries.owed(at=now + timedelta(seconds=61)) == ()


def test_the_sweeper_parks_what_its_worker_never_came_back_from(partner: Partner, now: datetime) -> None:
    endpoint_of(partner, "https://a.example/")
    happen(partner, at=now)
    deliveries.fan_out(at=now)
    Delivery.objects.update(attempts=ATTEMPTS, leased_until=now, lease_token=new_id())

    assert deliveries.owed(at=now + timedelta(hours=1)) == ()
    assert only().last_error == "worker_lost"


def replay(endpoint: Endpoint, since: datetime, *, everything: bool = False, **changes: Any) -> int:
    given: dict[str, Any] = {"endpoint_id": endpoint.pk, "partner_id": endpoint.partner_id, "actor": ACTOR}
    return deliveries.replay(since=since, everything=everything, **({"at": since} | given | changes))


def test_a_replay_sends_what_was_missed_and_with_everything_also_what_was_not(
    partner: Partner, now: datetime, receiver: Receiver
) -> None:
    happen(partner, at=now - timedelta(hours=1))
    before = happen(partner, at=now)
    Pending.objects.all().delete()
    made = endpoint_of(partner, receiver.url, "customer.verified").endpoint
    happen(partner, at=now)
    (one,) = deliveries.fan_out(at=now).deliveries
    deliveries.deliver(delivery_id=one, at=now)

    assert replay(made, now) == 1
    assert set(Delivery.objects.filter(finished_at=None).values_list("event_id", flat=True)) == {before.pk}
    assert len(deliveries.owed(at=now)) == 1
    assert replay(made, now, everything=True) == 1
    assert Delivery.objects.filter(finished_at=None).count() == 2


def test_a_replay_of_a_parked_delivery_gives_it_all_its_attempts_again(partner: Partner, now: datetime) -> None:
    made = endpoint_of(partner, "https://a.example/", "customer.verified").endpoint
    happen(partner, at=now)
    deliveries.fan_out(at=now)
    Delivery.objects.update(parked_at=now, attempts=ATTEMPTS, last_error="timeout")

    assert replay(made, now) == 1
    assert (only().attempts, only().parked_at, only().last_error) == (0, None, "")


def test_a_replay_is_refused_too_far_back_when_disabled_and_to_others(partner: Partner, now: datetime) -> None:
    made = endpoint_of(partner, "https://a.example/").endpoint

    with pytest.raises(deliveries.ReplayTooLong):
        replay(made, now - timedelta(days=31), at=now)
    with pytest.raises(UnknownId):
        replay(made, now, partner_id=factories.partner(name="Other").pk)
    endpoints.disable(endpoint_id=made.pk, reason="gone", at=now)  # type: ignore[arg-type]
    with pytest.raises(deliveries.EndpointDisabled):
        replay(made, now)

    assert not Event.objects.filter(kind="webhook_endpoint.replayed").exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_four_workers_fan_out_each_event_exactly_once_while_writers_write(partner: Partner, now: datetime) -> None:
    endpoint_of(partner, "https://a.example/")
    writing = threading.Event()
    writing.set()

    def write() -> None:
        for _ in range(30):
            happen(partner, at=now)
        connection.close()

    def read() -> None:
        while writing.is_set() or Pending.objects.exists():
            deliveries.fan_out(at=now, limit=7)
        connection.close()

    writers = [threading.Thread(target=write) for _ in range(4)]
    readers = [threading.Thread(target=read) for _ in range(4)]
    for thread in (*writers, *readers):
        thread.start()
    for thread in writers:
        thread.join(timeout=60)
    writing.clear()
    for thread in readers:
        thread.join(timeout=60)

    assert Delivery.objects.count() == 120
    assert Delivery.objects.values("event").distinct().count() == 120
    assert Pending.objects.count() == 0


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_many_workers_told_of_one_delivery_one_sends_it(partner: Partner, now: datetime, receiver: Receiver) -> None:
    endpoint_of(partner, receiver.url)
    happen(partner, at=now)
    (one,) = deliveries.fan_out(at=now).deliveries

    def work() -> None:
        deliveries.deliver(delivery_id=one, at=now)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert len(receiver.received) == 1
    assert (only().attempts, only().finished_at) == (1, now)
