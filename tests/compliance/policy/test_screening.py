"""The bars of screening: whose word counts for which list and partner, and what no policy may say."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.kernel.ids import public_id
from compliance.policy.parsing import parse
from compliance.policy.screening import LISTS, OPTIONAL_LISTS, Band, ScreeningBands
from screening.sources import SOURCES
from tests.compliance.policy.test_parsing import TEXT, mistakes

OURS, OTHERS = UUID(int=7), UUID(int=8)
PAR = public_id("par", OURS)
HOUSE = {"review": 0.72, "strong": 0.9}
RULES = f"""
[screening.lists.pep]
review = 0.80
strong = 0.95
[screening.lists.un]
review = 0.6
[screening.partners.{PAR}]
strong = 0.85
[screening.partners.{PAR}.lists.pep]
review = 0.70
[screening.partners.{PAR}.lists.un]
strong = 0.99
"""


@pytest.mark.parametrize(
    ("source", "partner", "expected"),
    [
        ("eu_fsf", OTHERS, (0.72, 0.9)),
        ("pep", OTHERS, (0.80, 0.95)),
        ("un", OTHERS, (0.6, 0.9)),
        ("eu_fsf", OURS, (0.72, 0.85)),
        ("pep", OURS, (0.70, 0.85)),
        ("un", OURS, (0.6, 0.99)),
    ],
)
def test_the_most_specific_says_value_by_value(source: str, partner: UUID, expected: tuple[float, float]) -> None:
    bands = parse(TEXT + RULES).bands(source=source, partner_id=partner)

    assert (bands.review, bands.strong, bands.enabled) == (*expected, True)


@pytest.mark.parametrize(
    ("score", "band"),
    [(0.0, "clear"), (0.7199, "clear"), (0.72, "review"), (0.8999, "review"), (0.9, "strong"), (1.0, "strong")],
)
def test_a_band_begins_at_its_bar(score: float, band: str) -> None:
    assert ScreeningBands(0.72, 0.9).band(score) == band


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 1), st.floats(0.01, 1))
def test_a_higher_score_is_never_in_a_lower_band(one: float, other: float, first: float, second: float) -> None:
    bands = ScreeningBands(min(first, second), max(first, second))
    order = list(Band)

    assert order.index(bands.band(min(one, other))) <= order.index(bands.band(max(one, other)))
    assert (bands.band(one) == Band.CLEAR) is (one < bands.bar)


def test_a_policy_without_rules_of_its_own_screens_everybody_by_the_houses_thresholds() -> None:
    text = "\n".join(line for line in TEXT.splitlines() if "_days = 365" not in line or "young" in line)
    policy = parse(text.replace("[screening.memory]", ""))

    assert policy.bands(source="un", partner_id=OURS) == ScreeningBands(0.72, 0.9)
    assert (policy.screening.memory.false_positive_days, policy.screening.memory.allowed_days) == (365, 365)


def test_a_partner_may_do_without_politically_exposed_persons_and_no_score_reaches_that_bar() -> None:
    policy = parse(TEXT + f"[screening.partners.{PAR}.lists.pep]\nenabled = false\n")

    assert policy.bars(OURS)("pep") > 1
    assert policy.bands(source="pep", partner_id=OURS).band(1.0) == Band.CLEAR
    assert policy.bars(OTHERS)("pep") == 0.72
    assert policy.bars(OURS)("un") == 0.72


@pytest.mark.parametrize("source", sorted(LISTS - OPTIONAL_LISTS))
def test_no_sanctions_list_can_be_switched_off(source: str) -> None:
    found = mistakes(_with({"partners": {PAR: {"lists": {source: {"enabled": False}}}}}))

    assert found == (f"screening.partners.{PAR}.lists.{source} cannot be switched off: it names sanctions.",)
    assert {"pep"} == OPTIONAL_LISTS


def test_a_partners_own_list_is_named_own_whosever_it_is() -> None:
    policy = parse(TEXT + "[screening.lists.own]\nreview = 0.5\n")

    assert policy.bars(OURS)(public_id("own", OURS)) == 0.5


def test_the_lists_that_a_policy_may_name_are_those_that_there_are() -> None:
    assert set(SOURCES) <= LISTS


@pytest.mark.parametrize(
    ("screening", "expected"),
    [
        ({"lists": {"pep": {"review": 0.95}}}, "screening.lists.pep: 0 < review ≤ strong ≤ 1 must hold."),
        ({"lists": {"pep": {"strong": 1.1}}}, "screening.lists.pep: 0 < review ≤ strong ≤ 1 must hold."),
        ({"lists": {"pep": {"review": 0.0}}}, "screening.lists.pep: 0 < review ≤ strong ≤ 1 must hold."),
        ({"lists": {"ofac": {"review": 0.8}}}, f"screening.lists: ofac is not one of {', '.join(sorted(LISTS))}."),
        ({"lists": {"pep": {"enabled": False}}}, "screening.lists.pep.enabled is not known here."),
        ({"lists": {"pep": {"review": "high"}}}, "screening.lists.pep.review must be a number."),
        ({"partners": {"acme": {"review": 0.8}}}, "screening.partners: acme is no partner's id."),
        ({"memory": {"false_positive_days": 0}}, "screening.memory.false_positive_days must be from 1 to 1825."),
        ({"memory": {"allowed_days": 1826}}, "screening.memory.allowed_days must be from 1 to 1825."),
    ],
)
def test_what_no_policy_may_say_is_named_by_its_place(screening: dict[str, Any], expected: str) -> None:
    assert expected in mistakes(_with(screening))


def test_a_partners_bar_is_held_against_every_list_it_meets() -> None:
    found = mistakes(_with({"lists": {"pep": {"strong": 0.74}}, "partners": {PAR: {"review": 0.75}}}))

    assert found == (f"screening.partners.{PAR}.lists.pep: 0 < review ≤ strong ≤ 1 must hold.",)


def test_two_policies_screen_alike_where_every_bar_is_the_same_whatever_else_differs() -> None:
    plain = parse(TEXT)

    assert plain.same_bars(parse(TEXT.replace("match = 24", "match = 12")))
    assert plain.same_bars(parse(TEXT + "[screening.lists.pep]\nreview = 0.72\n"))
    assert plain.same_bars(parse(TEXT.replace("false_positive_days = 365", "false_positive_days = 30")))
    for changed in (
        TEXT.replace("screening_review = 0.72", "screening_review = 0.73"),
        TEXT.replace("screening_strong = 0.9", "screening_strong = 0.91"),
        TEXT + "[screening.lists.own]\nreview = 0.73\n",
        TEXT + f"[screening.partners.{PAR}]\nreview = 0.71\n",
        TEXT + f"[screening.partners.{PAR}.lists.pep]\nenabled = false\n",
    ):
        assert not plain.same_bars(parse(changed))
        assert not parse(changed).same_bars(plain)
        assert not plain.screens_as(parse(changed))


def test_two_policies_for_two_matchers_do_not_screen_alike() -> None:
    plain, other = parse(TEXT), parse(TEXT.replace('matcher = "2"', 'matcher = "3"'))

    assert plain.same_bars(other)
    assert not plain.screens_as(other)
    assert plain.screens_as(parse(TEXT.replace("match = 24", "match = 12")))


@pytest.mark.parametrize("matcher", ["", "m" * 21])
def test_a_matcher_has_a_name_that_reports_can_hold(matcher: str) -> None:
    assert mistakes(_with({"matcher": matcher})) == ("screening.matcher must have 1 to 20 characters.",)


def _with(screening: dict[str, Any]) -> Callable[[dict[str, Any]], object]:
    return lambda table: table.update(screening=screening)
