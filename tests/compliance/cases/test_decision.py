"""What a finished round means: the whole table, case by case."""

from uuid import UUID

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from compliance.cases.decision import AlertDraft, Decision, OpenMatch, Result, decide, outcome_of
from compliance.cases.models import AlertKind, CheckKind, Outcome
from compliance.policy.parsing import parse
from compliance.risk.models import Level
from onboarding.models import Status

POLICY = parse(settings.POLICY_FILE.read_text(encoding="utf-8"))
A, B, C, M = (UUID(int=number) for number in range(1, 5))

DOCUMENT = Result(A, "document", Outcome.CLEAR)
FACE = Result(B, "face", Outcome.CLEAR)
SCREENING = Result(C, "screening", Outcome.CLEAR)
BLURRED = Result(A, "document", Outcome.RETRY, ("image_blurred",))
WRONG_NAME = Result(A, "document", Outcome.CONSIDER, ("name_differs", "birth_date_differs"))
IMPOSTOR = Result(B, "face", Outcome.CONSIDER, ("face_differs",))
UNKNOWN = Result(A, "document", Outcome.UNIDENTIFIED)
BY_HAND = Result(C, "screening", Outcome.UNIDENTIFIED, ("watchlist_match", "screening_by_hand"))
HIT = Result(C, "screening", Outcome.CONSIDER, ("watchlist_match",))
PARKED = Result(B, "face", "", parked=True)
MATCH = OpenMatch(M, "un_sc", 0.934)

NAME_ALERT = AlertDraft(AlertKind.CHECK, "name_differs", 50, check_id=A)
FACE_ALERT = AlertDraft(AlertKind.CHECK, "face_differs", 50, check_id=B)
MATCH_ALERT = AlertDraft(AlertKind.MATCH, "un_sc", 93, match_id=M)
PARKED_ALERT = AlertDraft(AlertKind.OPERATIONS, "face_failed", 40, check_id=B)
HIGH_ALERT = AlertDraft(AlertKind.RISK, "risk_high", 60)
PROHIBITED_ALERT = AlertDraft(AlertKind.RISK, "risk_prohibited", 60)
BY_HAND_ALERT = AlertDraft(AlertKind.CHECK, "screening_by_hand", 50, check_id=C)
UNKNOWN_ALERT = AlertDraft(AlertKind.CHECK, "document_unidentified", 50, check_id=A)

VERIFIED, DRAFT = Decision(Status.VERIFIED), Decision(Status.DRAFT)


def review(*alerts: AlertDraft) -> Decision:
    return Decision(Status.REVIEW, alerts)


TABLE = [
    ([DOCUMENT, FACE, SCREENING], [], Level.LOW, VERIFIED),
    ([DOCUMENT, FACE, SCREENING], [], Level.MEDIUM, VERIFIED),
    ([DOCUMENT, FACE, SCREENING], [], Level.HIGH, review(HIGH_ALERT)),
    ([DOCUMENT, FACE, SCREENING], [], Level.PROHIBITED, review(PROHIBITED_ALERT)),
    ([DOCUMENT, FACE, SCREENING], [MATCH], Level.LOW, review(MATCH_ALERT)),
    ([DOCUMENT, FACE, HIT], [MATCH], Level.LOW, review(MATCH_ALERT)),
    ([DOCUMENT, FACE, HIT], [], Level.LOW, VERIFIED),
    ([DOCUMENT, FACE, BY_HAND], [], Level.LOW, review(BY_HAND_ALERT)),
    ([BLURRED, FACE, SCREENING], [], Level.LOW, DRAFT),
    ([BLURRED, IMPOSTOR, HIT], [MATCH], Level.PROHIBITED, DRAFT),
    ([BLURRED, PARKED, SCREENING], [], Level.LOW, DRAFT),
    ([WRONG_NAME, FACE, SCREENING], [], Level.LOW, review(NAME_ALERT)),
    ([UNKNOWN, FACE, SCREENING], [], Level.LOW, review(UNKNOWN_ALERT)),
    ([DOCUMENT, IMPOSTOR, SCREENING], [], Level.LOW, review(FACE_ALERT)),
    ([DOCUMENT, PARKED, SCREENING], [], Level.LOW, review(PARKED_ALERT)),
    ([WRONG_NAME, IMPOSTOR, HIT], [MATCH], Level.HIGH, review(NAME_ALERT, FACE_ALERT, MATCH_ALERT, HIGH_ALERT)),
    ([], [], Level.LOW, VERIFIED),
]


@pytest.mark.parametrize(("results", "matches", "level", "expected"), TABLE)
def test_a_round_is_decided_by_the_table(
    results: list[Result], matches: list[OpenMatch], level: str, expected: Decision
) -> None:
    assert decide(results, matches, level) == expected


@pytest.mark.parametrize("round_number", [1, 2])
def test_the_customer_is_asked_again_twice(round_number: int) -> None:
    assert decide([BLURRED, FACE], [], Level.LOW, round_number=round_number) == DRAFT


@pytest.mark.parametrize("round_number", [3, 4])
def test_a_third_time_a_human_looks_at_what_no_engine_can_read(round_number: int) -> None:
    alert = AlertDraft(AlertKind.CHECK, "image_blurred", 50, check_id=A)

    assert decide([BLURRED, FACE], [], Level.LOW, round_number=round_number) == review(alert)


@pytest.mark.parametrize(
    ("codes", "outcome"),
    [
        ([], Outcome.CLEAR),
        (["image_blurred"], Outcome.RETRY),
        (["name_differs", "document_expired"], Outcome.RETRY),
        (["selfie_no_face"], Outcome.RETRY),
        (["name_differs"], Outcome.CONSIDER),
        (["face_differs"], Outcome.CONSIDER),
        (["never_heard_of"], Outcome.CONSIDER),
    ],
)
def test_findings_that_the_customer_can_put_right_are_asked_again(codes: list[str], outcome: Outcome) -> None:
    assert outcome_of(codes, POLICY) == outcome


results = st.builds(
    Result,
    id=st.uuids(),
    kind=st.sampled_from(CheckKind.values),
    outcome=st.sampled_from(Outcome.values),
    codes=st.tuples(st.sampled_from(["a", "b"])),
    parked=st.booleans(),
)
open_matches = st.builds(OpenMatch, id=st.uuids(), source=st.just("un_sc"), score=st.floats(0, 1))


@given(st.lists(results), st.lists(open_matches), st.sampled_from(Level.values))
def test_nothing_is_ever_rejected_or_restricted_by_the_machine_alone(
    checks: list[Result], matches: list[OpenMatch], level: str
) -> None:
    assert decide(checks, matches, level).to in {Status.DRAFT, Status.REVIEW, Status.VERIFIED}


@given(st.lists(results), st.lists(open_matches, min_size=1), st.sampled_from(Level.values))
def test_nobody_with_an_open_match_is_verified(checks: list[Result], matches: list[OpenMatch], level: str) -> None:
    assert decide(checks, matches, level).to != Status.VERIFIED
