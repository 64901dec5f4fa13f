"""Identifiers: ordered by time, readable by kind, and nothing else is taken for one."""

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.kernel.ids import HOUSE, UnknownId, new_id, parse_id, public_id


def test_a_new_id_is_a_version_7_uuid_of_this_moment() -> None:
    before = time.time_ns() // 1_000_000
    made = new_id()
    after = time.time_ns() // 1_000_000

    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert before <= made.int >> 80 <= after


def test_new_ids_differ() -> None:
    assert len({new_id() for _ in range(1_000)}) == 1_000


def test_ids_made_one_after_another_sort_in_that_order() -> None:
    made = [new_id() for _ in range(20_000)]

    assert made == sorted(made)
    assert len({one.int >> 80 for one in made}) < len(made) / 10  # many share a millisecond


def test_threads_never_make_the_same_id_and_each_sees_its_own_in_order() -> None:
    def many(_: int) -> list[UUID]:
        return [new_id() for _ in range(2_000)]

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(many, range(8)))

    assert all(each == sorted(each) for each in made)
    assert len({one.int >> 62 for each in made for one in each}) == 16_000  # before the random bits already


def test_a_clock_that_is_set_back_does_not_turn_the_order_round(monkeypatch: pytest.MonkeyPatch) -> None:
    before = new_id()
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() - 5_000_000)

    after = [new_id() for _ in range(100)]

    assert [before, *after] == sorted([before, *after])
    assert {one.version for one in after} == {7}


def test_a_public_id_is_written_in_a_known_way() -> None:
    assert public_id("cus", HOUSE) == "cus_00000000000000000000000000"
    assert public_id("cus", UUID(int=2**128 - 1)) == "cus_7zzzzzzzzzzzzzzzzzzzzzzzzz"
    assert public_id("cus", UUID(int=33)) == "cus_00000000000000000000000011"


@given(st.uuids())
def test_parsing_undoes_writing(value: UUID) -> None:
    assert parse_id("case", public_id("case", value)) == value


@given(st.uuids(), st.uuids())
def test_public_ids_sort_as_their_uuids_do(one: UUID, other: UUID) -> None:
    assert (public_id("doc", one) < public_id("doc", other)) == (one < other)


@given(st.text(max_size=40))
def test_any_text_is_an_id_written_that_way_or_unknown(text: str) -> None:
    try:
        value = parse_id("cus", text)
    except UnknownId:
        return
    assert public_id("cus", value) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cus",
        "cus_",
        "doc_00000000000000000000000000",
        "_00000000000000000000000000",
        "00000000000000000000000000",
        "cus_0000000000000000000000000",
        "cus_000000000000000000000000000",
        "cus_80000000000000000000000000",
        "cus_0000000000000000000000000I",
        "cus_0000000000000000000000000u",
        "cus_0000000000000000000000000A",
        "CUS_00000000000000000000000000",
    ],
)
def test_what_is_not_an_id_of_the_kind_is_unknown(text: str) -> None:
    with pytest.raises(UnknownId) as raised:
        parse_id("cus", text)

    assert (raised.value.status, raised.value.code) == (404, "not_found")
