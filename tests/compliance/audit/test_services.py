"""Recording: what is refused, what is linked, what the outbox gives."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal
from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from compliance.audit import services
from compliance.audit.chain import GENESIS
from compliance.audit.models import ChainHead, Checkpoint, Event, Pending
from compliance.kernel.actors import system
from compliance.kernel.ids import HOUSE, new_id, parse_id
from tests.factories import AT

CONDUCTOR = system("conductor")
PARTNER = UUID(int=7)


def record(**changes: object) -> Event:
    values = {
        "partner_id": PARTNER,
        "kind": "customer.submitted",
        "subject": "cus_01",
        "actor": CONDUCTOR,
        "facts": {"round": 1},
        "at": AT,
    }
    return services.record(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.django_db
def test_an_event_holds_what_was_recorded() -> None:
    event = record(facts={"b": [1, None, True], "a": "Ω"})

    stored = Event.objects.get(pk=event.pk)
    assert (stored.chain, stored.seq, stored.at, stored.kind) == (PARTNER, 1, AT, "customer.submitted")
    assert (stored.subject, stored.actor) == ("cus_01", "system:conductor")
    assert stored.facts == '{"a":"Ω","b":[1,null,true]}'
    assert stored.parsed == {"a": "Ω", "b": [1, None, True]}
    assert parse_id("evt", stored.public_id) == event.id


@pytest.mark.django_db
def test_each_event_links_to_the_one_before_it_in_its_own_chain() -> None:
    first, other, second = record(), record(partner_id=HOUSE), record()

    assert (first.seq, other.seq, second.seq) == (1, 1, 2)
    assert (first.previous, other.previous, second.previous) == (GENESIS, GENESIS, first.hash)
    head = ChainHead.objects.get(chain=PARTNER)
    assert (head.seq, head.hash) == (2, second.hash)


@pytest.mark.django_db
def test_every_reader_gets_one_pending_row(settings: object) -> None:
    settings.AUDIT_READERS = ("webhooks", "broker")  # type: ignore[attr-defined]

    event = record()

    assert sorted(Pending.objects.values_list("event_id", "reader")) == [(event.id, "broker"), (event.id, "webhooks")]


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_is_refused() -> None:
    with pytest.raises(services.NotInTransaction):
        record()

    assert not Event.objects.exists()
    assert not ChainHead.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_transaction_leaves_no_trace_and_no_gap() -> None:
    with transaction.atomic():
        record()
        transaction.set_rollback(True)
    with transaction.atomic():
        event = record()

    assert event.seq == 1
    assert list(Event.objects.values_list("pk", flat=True)) == [event.pk]
    assert Pending.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "facts",
    [
        {"score": float("nan")},
        {"score": float("inf")},
        {"amount": Decimal(1)},
        {"id": PARTNER},
        {"at": AT},
        {"set": {1}},
        {"bytes": b"1"},
        {1: "key"},
        {"deep": [{"deeper": {2: 3}}]},
        {"text": "\ud800"},
        {"long": "x" * 40_000},
    ],
)
def test_facts_that_are_not_json_are_refused(facts: dict[str, object]) -> None:
    with pytest.raises(services.NotFacts):
        record(facts=facts)

    assert not Event.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "submitted"},
        {"kind": "Customer.submitted"},
        {"kind": "customer." + "x" * 80},
        {"subject": ""},
        {"subject": "Jane Doe"},
        {"subject": "x" * 81},
        {"actor": system("two words")},
        {"at": datetime(2026, 3, 1)},  # noqa: DTZ001 (that is the point)
    ],
)
def test_an_event_without_a_proper_kind_subject_actor_or_time_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"kind|subject|actor|aware"):
        record(**changes)

    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_time_of_another_zone_is_hashed_as_utc() -> None:
    record(at=AT.astimezone(timezone(timedelta(hours=5))))

    assert services.verify().verified


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Event, Checkpoint])
@pytest.mark.parametrize("change", ["UPDATE {} SET seq = 9", "DELETE FROM {}"])
def test_the_database_refuses_to_change_the_trail(model: type[Event | Checkpoint], change: str) -> None:
    record()
    services.checkpoint(at=AT)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(model._meta.db_table))

    assert model.objects.get().seq == 1


@pytest.mark.django_db
def test_the_database_refuses_to_replace_an_event() -> None:
    event = record()
    columns = "id, chain, seq, at, kind, subject, actor, facts, previous, hash"
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"

    for changed in ("id", "chain"):
        row = columns.replace(changed, "'" + new_id().hex + "'")
        sql = f"{verb} INTO audit_event ({columns}) SELECT {row} FROM audit_event"  # noqa: S608
        if changed == "id" or connection.vendor == "sqlite":
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql)

    assert Event.objects.get().pk == event.pk


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_database_refuses_to_truncate_the_trail() -> None:
    record()
    connection.check_constraints()  # runs the deferred foreign keys, which TRUNCATE would stumble over first

    for table in ("audit_event CASCADE", "audit_checkpoint"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table}")

    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_a_reader_takes_its_own_oldest_rows_with_their_events() -> None:
    events = [record() for _ in range(3)]

    taken = services.take_pending(reader="webhooks", limit=2)

    assert [pending.event.id for pending in taken] == [event.id for event in events[:2]]
    assert services.take_pending(reader="nobody", limit=2) == []


@pytest.mark.django_db(transaction=True)
def test_taking_outside_a_transaction_is_refused() -> None:
    with pytest.raises(services.NotInTransaction):
        services.take_pending(reader="webhooks", limit=1)


def run_together(count: int, work: object) -> list[object]:
    barrier, results = Barrier(count), []

    def body(number: int) -> None:
        try:
            barrier.wait(10)
            results.append(work(number))  # type: ignore[operator]
        finally:
            connection.close()

    threads = [Thread(target=body, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_racing_writers_of_a_new_chain_leave_no_gap() -> None:
    def write(_: int) -> None:
        for _ in range(5):
            with transaction.atomic():
                record()

    assert len(run_together(6, write)) == 6

    assert services.verify().events == 30
    assert services.verify().verified


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_readers_never_take_the_same_row() -> None:
    with transaction.atomic():
        for _ in range(20):
            record()
    inside = Barrier(2)

    def take(_: int) -> list[int]:
        with transaction.atomic():
            rows = services.take_pending(reader="webhooks", limit=10)
            inside.wait(10)
            return [row.id for row in rows]

    first, second = run_together(2, take)

    assert len(first) == len(second) == 10  # type: ignore[arg-type]
    assert not set(first) & set(second)  # type: ignore[call-overload]
