"""The vault: what is sealed opens for its owner and purpose alone, survives rotation, not destruction."""

import os
from itertools import pairwise
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, Settings

from compliance.audit import services as audit
from compliance.audit.models import Event
from compliance.kernel.actors import system
from compliance.kernel.ids import HOUSE, new_id
from compliance.vault import envelope, services
from compliance.vault.models import DataKey
from tests.factories import AT

pytestmark = pytest.mark.django_db

ADA, BOB = UUID(int=1), UUID(int=2)
IDENTITY = "customer.identity"


@pytest.fixture(autouse=True)
def _keys() -> None:
    services.create_key(subject_id=ADA, at=AT)
    services.create_key(subject_id=BOB, at=AT)


def sealed(data: bytes = b"Ada Lovelace", subject_id: UUID = ADA, context: str = IDENTITY) -> bytes:
    return services.seal(subject_id=subject_id, context=context, data=data)


def test_what_was_sealed_opens_again() -> None:
    assert services.unseal(subject_id=ADA, context=IDENTITY, sealed=memoryview(sealed())) == b"Ada Lovelace"


def test_json_opens_as_the_same_value() -> None:
    value = {"names": ["Ada", "Ωmega"], "born": None, "n": 1}

    box = services.seal_json(subject_id=ADA, context=IDENTITY, value=value)

    assert services.unseal_json(subject_id=ADA, context=IDENTITY, sealed=box) == value


def test_a_seal_shows_nothing_and_is_never_the_same_twice() -> None:
    first, second = sealed(), sealed()

    assert first != second
    assert b"Ada" not in first
    assert len(first) == 1 + 12 + len(b"Ada Lovelace") + 16


@pytest.mark.parametrize(("subject_id", "context"), [(BOB, IDENTITY), (ADA, "person.identity")])
def test_a_seal_opens_for_no_other_subject_or_context(subject_id: UUID, context: str) -> None:
    with pytest.raises(services.SealBroken):
        services.unseal(subject_id=subject_id, context=context, sealed=sealed())


def test_a_seal_with_any_bit_changed_or_any_end_cut_is_refused() -> None:
    box = sealed(b"x")
    opener = services.opener(subject_id=ADA)

    for bit in range(len(box) * 8):
        changed = bytearray(box)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(services.SealBroken):
            opener.unseal(context=IDENTITY, sealed=bytes(changed))
    for length in range(len(box)):
        with pytest.raises(services.SealBroken):
            opener.unseal(context=IDENTITY, sealed=box[:length])


@given(key=st.binary(min_size=32, max_size=32), data=st.binary(max_size=300), aad=st.binary(max_size=40))
def test_decrypting_undoes_encrypting(key: bytes, data: bytes, aad: bytes) -> None:
    assert envelope.decrypt(key, envelope.encrypt(key, data, aad), aad) == data


@given(one=st.lists(st.binary(max_size=6)), other=st.lists(st.binary(max_size=6)))
def test_two_lists_of_parts_never_bind_alike(one: list[bytes], other: list[bytes]) -> None:
    assert (envelope.bound(*one) == envelope.bound(*other)) == (one == other)


def test_an_opener_asks_the_database_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    boxes = [sealed(str(number).encode()) for number in range(5)]

    with django_assert_num_queries(1):
        opener = services.opener(subject_id=ADA)
        opened = [opener.unseal(context=IDENTITY, sealed=box) for box in boxes]

    assert opened == [b"0", b"1", b"2", b"3", b"4"]


def test_an_opener_does_not_print_its_key() -> None:
    assert repr(services.opener(subject_id=ADA)) == f"Opener(subject_id={ADA!r})"


def test_creating_a_key_again_keeps_the_first() -> None:
    box = sealed()

    services.create_key(subject_id=ADA, at=AT)

    assert services.unseal(subject_id=ADA, context=IDENTITY, sealed=box) == b"Ada Lovelace"


def test_a_subject_without_a_key_cannot_seal() -> None:
    with pytest.raises(services.KeyMissing):
        sealed(subject_id=UUID(int=3))


def test_destroying_a_key_makes_every_copy_unreadable_and_leaves_the_trail_whole() -> None:
    with transaction.atomic():
        facts = {"documents": 2}
        audit.record(partner_id=BOB, kind="customer.erased", subject="cus_1", actor=system("x"), facts=facts, at=AT)
    copies = [sealed(), sealed(context="document.file")]
    events = list(Event.objects.values_list("hash", flat=True))

    services.destroy(subject_id=ADA, at=AT)

    for copy, context in zip(copies, (IDENTITY, "document.file"), strict=True):
        with pytest.raises(services.KeyDestroyed) as raised:
            services.unseal(subject_id=ADA, context=context, sealed=copy)
        assert (raised.value.status, raised.value.code) == (410, "erased")
    with pytest.raises(services.KeyDestroyed):
        sealed()
    row = DataKey.objects.get(subject_id=ADA)
    assert (row.wrapped, row.destroyed_at) == (None, AT)
    assert audit.verify().verified
    assert list(Event.objects.values_list("hash", flat=True)) == events


def test_a_destroyed_key_never_comes_back() -> None:
    services.destroy(subject_id=ADA, at=AT)
    services.destroy(subject_id=ADA, at=AT.replace(year=2030))
    services.create_key(subject_id=ADA, at=AT)

    with pytest.raises(services.KeyDestroyed):
        services.opener(subject_id=ADA)
    assert DataKey.objects.get(subject_id=ADA).destroyed_at == AT


def test_destroying_what_never_was_is_refused() -> None:
    with pytest.raises(services.KeyMissing):
        services.destroy(subject_id=UUID(int=3), at=AT)


def test_the_house_keeps_its_key() -> None:
    box = services.seal_house(context="webhook.secret", data=b"whsec")

    with pytest.raises(ValueError, match="not destroyed"):
        services.destroy(subject_id=HOUSE, at=AT)

    assert services.unseal_house(context="webhook.secret", sealed=box) == b"whsec"


def test_a_wrapped_key_works_for_its_own_subject_only() -> None:
    DataKey.objects.filter(subject_id=BOB).update(wrapped=DataKey.objects.get(subject_id=ADA).wrapped)

    with pytest.raises(services.SealBroken):
        services.opener(subject_id=BOB)


def rotate(settings: Settings, *, keep: bool = True) -> None:
    settings.MASTER_KEYS = {"next": b"n" * 32} | (settings.MASTER_KEYS if keep else {})


def test_rotation_wraps_every_key_anew_and_changes_no_data(settings: Settings) -> None:
    box, house = sealed(), services.seal_house(context="c", data=b"d")
    index = services.blind_index(purpose="document.number", value="X1")
    services.destroy(subject_id=BOB, at=AT)
    rotate(settings)

    assert services.rewrap(actor=system("operator"), at=AT, batch=1) == 2
    rotate(settings, keep=False)

    assert services.unseal(subject_id=ADA, context=IDENTITY, sealed=box) == b"Ada Lovelace"
    assert services.unseal_house(context="c", sealed=house) == b"d"
    assert services.blind_index(purpose="document.number", value="X1") == index
    assert services.rewrap(actor=system("operator"), at=AT) == 0
    facts = [event.parsed for event in Event.objects.filter(kind="vault.rewrapped")]
    assert facts == [{"keys": 1, "master_key": "next"}] * 2


def test_a_key_of_an_absent_master_key_cannot_be_opened(settings: Settings) -> None:
    rotate(settings, keep=False)

    with pytest.raises(services.MasterKeyMissing):
        services.opener(subject_id=ADA)


def test_a_rewrap_without_the_former_master_key_changes_nothing(settings: Settings) -> None:
    before = list(DataKey.objects.values_list("subject_id", "wrapped", "master_key_id"))
    rotate(settings, keep=False)

    with pytest.raises(CommandError) as raised:
        call_command("vault", "rewrap")

    assert raised.value.returncode == 2
    assert list(DataKey.objects.values_list("subject_id", "wrapped", "master_key_id")) == before
    assert not Event.objects.exists()


def test_the_command_says_how_many_keys_it_wrapped(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    rotate(settings)

    call_command("vault", "rewrap")

    assert capsys.readouterr().out == "2 data keys wrapped by the master key next.\n"


def test_a_blind_index_is_equal_for_equal_values_and_one_purpose_only() -> None:
    indexes = [
        services.blind_index(purpose="a", value="X1"),
        services.blind_index(purpose="a", value="X2"),
        services.blind_index(purpose="b", value="X1"),
    ]

    assert indexes[0] == services.blind_index(purpose="a", value=b"X1")
    assert all(len(index) == 64 for index in indexes)
    assert all(one != other for one, other in pairwise([*indexes, indexes[0]]))


def test_nonces_do_not_repeat() -> None:
    opener = services.opener(subject_id=ADA)

    nonces = {opener.seal(context="c", data=os.urandom(1))[1:13] for _ in range(500)}

    assert len(nonces) == 500


def test_a_shared_key_goes_with_each_of_its_subjects_and_with_nobody_else() -> None:
    first, inside, last, outside = (new_id() for _ in range(4))
    for subject in (first, inside, last, outside):
        services.create_key(subject_id=subject, at=AT)
    for erased in (first, inside, last):
        key = services.create_shared_key(first=first, last=last, at=AT)
        sealed = services.seal(subject_id=key, context="roster", data=b"names")
        services.destroy(subject_id=outside, at=AT)
        assert services.unseal(subject_id=key, context="roster", sealed=sealed) == b"names"

        services.destroy(subject_id=erased, at=AT)

        with pytest.raises(services.KeyMissing):
            services.unseal(subject_id=key, context="roster", sealed=sealed)


def test_only_a_shared_key_is_dropped() -> None:
    subject = new_id()
    services.create_key(subject_id=subject, at=AT)

    services.drop_shared_key(key_ids=[subject])

    assert services.opener(subject_id=subject).subject_id == subject


def test_many_keys_are_opened_at_once_and_those_that_do_not_open_are_left_out() -> None:
    kept, gone, never = (new_id() for _ in range(3))
    for subject in (kept, gone):
        services.create_key(subject_id=subject, at=AT)
    services.destroy(subject_id=gone, at=AT)

    assert set(services.openers(subject_ids=[kept, gone, never])) == {kept}
