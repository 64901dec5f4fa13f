"""Verifying: a whole trail is whole, and whatever is done to it is found, in the database and in the exported file."""

from dataclasses import asdict
from random import Random
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from pytest_django import Settings

from compliance.audit import chain, checkpoints, exported, guard, reading, services, signatures
from compliance.audit.models import ChainHead, Checkpoint, Event, Pending
from compliance.kernel.ids import HOUSE
from tests.compliance.audit import trails
from tests.compliance.audit.trails import PARTNER, Records
from tests.factories import AT

pytestmark = pytest.mark.django_db


def tampered(trail: Records, seed: int) -> tuple[bytes, str]:
    """A broken copy of the trail: what is done, and where, follows from the seed."""
    random = Random(seed)
    original = trails.content(trail)
    while True:
        copy, tampering = [dict(record) for record in trail], random.choice(trails.TAMPERINGS)
        tampering(copy, random)
        if (changed := trails.content(copy)) != original:
            return changed, tampering.__name__


def test_a_whole_trail_verifies() -> None:
    trails.write()

    report = services.verify()

    assert asdict(report) == {
        "events": 24,
        "chains": 2,
        "checkpoints": 4,
        "signatures_checked": True,
        "verified": True,
        "first_fault": None,
    }
    assert str(report) == "The trail is whole.\nVerified: 24 events in 2 chains, 4 checkpoints."


def test_an_empty_trail_is_whole() -> None:
    assert services.verify() == services.Report(0, 0, 0, True, True, None)


def test_one_chain_can_be_verified_alone() -> None:
    trails.write()

    assert services.verify(chain=PARTNER).events == 12


def test_a_long_chain_is_read_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PAGE", 5)
    trails.write()

    assert services.verify().events == 24


def test_each_of_1000_random_tamperings_with_an_export_is_found() -> None:
    trails.write()
    original = trails.exported_bytes()
    trail, keys = trails.records(original), trails.keys()
    assert exported.verify(original.splitlines(keepends=True), keys=keys).verified

    missed, done = [], set()
    for seed in range(1_000):
        changed, how = tampered(trail, seed)
        done.add(how)
        if exported.verify(changed.splitlines(keepends=True), keys=keys).verified:
            missed.append((seed, how))

    assert missed == []
    assert done == {tampering.__name__ for tampering in trails.TAMPERINGS}


def test_every_changed_byte_of_an_export_is_found() -> None:
    trails.write(2)
    original, keys = trails.exported_bytes(), trails.keys()
    random = Random(0)

    for place in range(len(exported.HEADER), len(original)):
        changed = bytearray(original)
        changed[place] ^= 1 << random.randrange(8)
        assert not exported.verify(bytes(changed).splitlines(keepends=True), keys=keys).verified, place


def test_every_cut_of_an_export_is_found() -> None:
    trails.write(2)
    original, keys = trails.exported_bytes(), trails.keys()

    for end in range(len(exported.HEADER), len(original), 3):
        assert not exported.verify(original[:end].splitlines(keepends=True), keys=keys).verified, end


def lowered() -> None:
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in guard.lower_guard(connection.vendor):
            cursor.execute(statement)


SQL = {
    "id": "UPDATE audit_event SET id = '00000000000000000000000000000009' WHERE chain = %s AND seq = 3",
    "at": "UPDATE audit_event SET at = '2026-03-01 12:00:01+00:00' WHERE chain = %s AND seq = 3",
    "kind": "UPDATE audit_event SET kind = 'check.parked' WHERE chain = %s AND seq = 3",
    "subject": "UPDATE audit_event SET subject = 'cus_99' WHERE chain = %s AND seq = 3",
    "actor": "UPDATE audit_event SET actor = 'officer:1' WHERE chain = %s AND seq = 3",
    "facts": "UPDATE audit_event SET facts = '{}' WHERE chain = %s AND seq = 3",
    "facts spaced": "UPDATE audit_event SET facts = facts || ' ' WHERE chain = %s AND seq = 3",
    "previous": "UPDATE audit_event SET previous = '0' WHERE chain = %s AND seq = 3",
    "hash": "UPDATE audit_event SET hash = '0' WHERE chain = %s AND seq = 3",
}


@pytest.mark.parametrize("what", SQL)
def test_an_altered_column_is_found_where_it_is(what: str) -> None:
    trails.write()
    lowered()
    if what == "id":
        connection.cursor().execute("DELETE FROM audit_pending")

    with connection.cursor() as cursor:
        cursor.execute(SQL[what], [Event._meta.pk.get_db_prep_value(PARTNER, connection)])

    assert services.verify().first_fault == chain.Fault(PARTNER.hex, 3, chain.ALTERED)


def events(**place: int) -> QuerySet[Event]:
    return Event.objects.filter(chain=PARTNER, **place)


def test_a_deleted_event_is_missed() -> None:
    trails.write()
    lowered()
    Pending.objects.all().delete()

    events(seq=4).delete()

    assert services.verify().first_fault == chain.Fault(PARTNER.hex, 4, chain.MISSING)


def test_events_that_changed_places_are_found() -> None:
    trails.write()
    lowered()

    for old, new in ((4, 99), (5, 4), (99, 5)):
        events(seq=old).update(seq=new)

    assert services.verify().first_fault == chain.Fault(PARTNER.hex, 4, chain.ALTERED)


def test_an_event_moved_to_another_chain_is_missed_in_its_own() -> None:
    trails.write()
    lowered()

    events(seq=12).update(chain=HOUSE, seq=13)

    assert services.verify().first_fault == chain.Fault(HOUSE.hex, 13, chain.ALTERED)
    assert services.verify(chain=PARTNER).first_fault == chain.Fault(PARTNER.hex, 12, chain.TRUNCATED_CHECKPOINT)


def forge(seq: int, previous: str) -> Event:
    event = Event(chain=PARTNER, seq=seq, at=AT, kind="check.completed", subject="x", actor="y", facts="{}")
    event.previous = previous
    fields = (chain.instant(AT), event.kind, event.subject, event.actor, event.facts, previous)
    event.hash = chain.digest((PARTNER.hex, seq, event.id.hex, *fields, ""))
    event.save(force_insert=True)
    return event


def test_an_event_inserted_beyond_the_head_is_found() -> None:
    trails.write()
    forge(13, ChainHead.objects.get(chain=PARTNER).hash)

    assert services.verify().first_fault == chain.Fault(PARTNER.hex, 13, chain.BEYOND)


def test_an_event_that_links_to_nothing_is_found() -> None:
    trails.write()
    forge(13, "f" * 64)

    assert services.verify().first_fault == chain.Fault(PARTNER.hex, 13, chain.UNLINKED)


def test_a_truncated_chain_contradicts_its_head() -> None:
    trails.write()
    lowered()
    Checkpoint.objects.all().delete()
    Pending.objects.all().delete()

    events(seq__gt=10).delete()

    assert services.verify().first_fault == chain.Fault(PARTNER.hex, 11, chain.TRUNCATED)


def test_a_truncated_chain_with_its_head_put_right_contradicts_its_checkpoint() -> None:
    trails.write()
    lowered()
    Pending.objects.all().delete()

    events(seq__gt=10).delete()
    ChainHead.objects.filter(chain=PARTNER).update(seq=10, hash=events(seq=10).get().hash)

    assert services.verify().first_fault == chain.Fault(PARTNER.hex, 11, chain.TRUNCATED_CHECKPOINT)


def test_a_chain_that_vanished_with_its_checkpoints_contradicts_an_anchor_kept_elsewhere() -> None:
    trails.write()
    anchors = reading.marks(PARTNER)
    lowered()
    Pending.objects.all().delete()
    for rows in (events(), Checkpoint.objects.filter(chain=PARTNER), ChainHead.objects.filter(chain=PARTNER)):
        rows.delete()

    assert services.verify().verified
    assert services.verify(anchors=anchors).first_fault == chain.Fault(PARTNER.hex, 1, chain.TRUNCATED_CHECKPOINT)
    left = trails.exported_bytes().splitlines(keepends=True)
    assert exported.verify(left, anchors=anchors).first_fault == chain.Fault(PARTNER.hex, 1, chain.TRUNCATED_CHECKPOINT)


def test_a_head_with_another_hash_is_found() -> None:
    trails.write()
    ChainHead.objects.filter(chain=PARTNER).update(hash="0" * 64)

    assert services.verify().first_fault == chain.Fault(PARTNER.hex, 12, chain.HEAD)


@pytest.mark.parametrize("change", [{"hash": "0" * 64}, {"seq": 5}, {"key_id": "0" * 16}, {"signature": "zz"}])
def test_a_forged_checkpoint_is_found(change: dict[str, object]) -> None:
    trails.write()
    lowered()

    Checkpoint.objects.filter(chain=PARTNER, seq=6).update(**change)

    what = signatures.UNKNOWN_KEY if "key_id" in change else signatures.FORGED
    assert services.verify().first_fault == chain.Fault(PARTNER.hex, int(str(change.get("seq", 6))), what)


def test_a_checkpoint_is_made_only_where_a_chain_has_grown() -> None:
    trails.write()

    assert services.checkpoint(at=AT) == []
    assert Checkpoint.objects.count() == 4


def test_a_broken_chain_is_not_signed() -> None:
    trails.write()
    forge(13, "f" * 64)
    ChainHead.objects.filter(chain=PARTNER).update(seq=13)

    with pytest.raises(services.BrokenTrail) as raised, transaction.atomic():
        services.checkpoint(at=AT)

    assert raised.value.fault == chain.Fault(PARTNER.hex, 13, chain.UNLINKED)
    assert Checkpoint.objects.count() == 4


def test_checkpoints_of_a_retired_key_verify_while_its_public_key_is_known(settings: Settings) -> None:
    trails.write()
    retired = signatures.public_key(checkpoints.signing_seed()).hex()
    settings.AUDIT_SIGNING_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

    assert services.verify().first_fault == chain.Fault(HOUSE.hex, 6, signatures.UNKNOWN_KEY)
    settings.AUDIT_RETIRED_KEYS = [retired]
    assert services.verify().verified


def test_an_export_is_the_same_bytes_each_time() -> None:
    trails.write()

    assert trails.exported_bytes() == trails.exported_bytes()


def test_without_keys_an_export_is_verified_but_for_its_signatures() -> None:
    trails.write()

    report = exported.verify(trails.exported_bytes().splitlines(keepends=True))

    assert (report.verified, report.signatures_checked) == (True, False)
    assert str(report).endswith("The signatures were not checked: that needs the public key.")


def test_a_broken_trail_can_be_exported_and_is_found_broken_offline() -> None:
    trails.write()
    lowered()
    events(seq=3).update(subject="cus_99")

    content = trails.exported_bytes()

    assert exported.verify(content.splitlines(keepends=True)).first_fault == services.verify().first_fault


def test_the_head_row_exists_for_every_chain() -> None:
    trails.write(2)

    assert set(ChainHead.objects.values_list("chain", flat=True)) == {HOUSE, UUID(int=7)}
