"""Each risk factor by example, and what must hold for all of them together."""

from dataclasses import replace

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from compliance.policy.parsing import parse
from compliance.risk import factors
from compliance.risk.evidence import Evidence
from compliance.risk.models import Level
from compliance.risk.rating import assess

POLICY = parse(settings.POLICY_FILE.read_text(encoding="utf-8"))
PLAIN = Evidence(kind="person", product="standard", residences=frozenset({"NO"}), nationalities=frozenset({"NO"}))
COMPANY = replace(PLAIN, kind="company", company_age_days=4000)
ORDER = [Level.LOW, Level.MEDIUM, Level.HIGH, Level.PROHIBITED]


def points(evidence: Evidence) -> dict[str, float]:
    return {reason.factor: reason.score for reason in assess(evidence=evidence, policy=POLICY).reasons}


EXAMPLES = [
    (PLAIN, {"non_face_to_face": 0.05}),
    (replace(PLAIN, remote=False), {}),
    (
        replace(PLAIN, residences=frozenset({"KP"}), remote=False),
        {"prohibited_country": 1.0, "call_for_action_country": 0.7},
    ),
    (replace(PLAIN, nationalities=frozenset({"KP"}), remote=False), {"call_for_action_country": 0.7}),
    (replace(PLAIN, nationalities=frozenset({"IR", "MM"}), remote=False), {"call_for_action_country": 0.7}),
    (replace(PLAIN, residences=frozenset({"VN"}), remote=False), {"increased_monitoring_country": 0.35}),
    (replace(PLAIN, product="crypto", remote=False), {"product": 0.25}),
    (replace(PLAIN, product="cross_border", remote=False), {"product": 0.15}),
    (replace(PLAIN, product="never_heard_of", remote=False), {"product": 0.25}),
    (replace(PLAIN, company_age_days=3, remote=False), {}),
    (replace(COMPANY, company_age_days=364, remote=False), {"young_company": 0.2}),
    (replace(COMPANY, company_age_days=365, remote=False), {}),
    (replace(COMPANY, company_age_days=None, remote=False), {"young_company": 0.2}),
    (replace(PLAIN, pep=True, remote=False), {"pep": 0.6}),
    (replace(PLAIN, sanction_match=True, remote=False), {"sanction_match": 1.0}),
    (replace(PLAIN, open_match=True, remote=False), {"open_match": 0.0}),
    (replace(PLAIN, findings=frozenset({"face_differs"}), remote=False), {"document_findings": 0.1}),
    (replace(PLAIN, findings=frozenset({"a", "b", "c"}), remote=False), {"document_findings": 0.2}),
]


@pytest.mark.parametrize(("evidence", "expected"), EXAMPLES)
def test_a_factor_gives_its_points_and_no_other_does(evidence: Evidence, expected: dict[str, float]) -> None:
    assert points(evidence) == pytest.approx(expected)


def test_the_detail_names_the_countries_and_not_the_person() -> None:
    evidence = replace(PLAIN, nationalities=frozenset({"MM", "IR"}))

    [reason] = [r for r in assess(evidence=evidence, policy=POLICY).reasons if r.factor == "call_for_action_country"]

    assert reason.detail == "IR, MM"
    assert reason.explanation.startswith("A nationality, residence or seat")


@pytest.mark.parametrize(
    ("evidence", "level"),
    [
        (PLAIN, Level.LOW),
        (replace(PLAIN, product="crypto"), Level.MEDIUM),
        (replace(PLAIN, residences=frozenset({"VN"})), Level.MEDIUM),
        (replace(PLAIN, nationalities=frozenset({"IR"})), Level.HIGH),
        (replace(PLAIN, pep=True), Level.HIGH),
        (replace(PLAIN, residences=frozenset({"KP"})), Level.PROHIBITED),
        (replace(PLAIN, sanction_match=True), Level.PROHIBITED),
    ],
)
def test_the_bands_and_the_hard_rules_give_the_level(evidence: Evidence, level: Level) -> None:
    assert assess(evidence=evidence, policy=POLICY).level == level


def test_every_question_has_a_weight_and_an_explanation() -> None:
    assert {factor.name for factor in factors.factors(POLICY)} == set(POLICY.risk.weights)
    assert all(factor.explanation != factor.name for factor in factors.factors(POLICY))


def test_a_policy_without_a_weight_gives_no_rating() -> None:
    weights = {name: weight for name, weight in POLICY.risk.weights.items() if name != "pep"}
    policy = replace(POLICY, risk=replace(POLICY.risk, weights=weights))

    with pytest.raises(KeyError, match="pep"):
        assess(evidence=PLAIN, policy=policy)


countries = st.frozensets(st.sampled_from(["NO", "KP", "IR", "MM", "VN", "KE", "DE"]), max_size=3)
evidences = st.builds(
    Evidence,
    kind=st.sampled_from(["person", "company"]),
    product=st.sampled_from(["standard", "cross_border", "crypto", "unknown"]),
    residences=countries,
    nationalities=countries,
    company_age_days=st.none() | st.integers(0, 2000),
    pep=st.booleans(),
    sanction_match=st.booleans(),
    open_match=st.booleans(),
    findings=st.frozensets(st.sampled_from(["a", "b", "c"])),
    remote=st.booleans(),
)


@given(evidences, evidences)
def test_more_evidence_against_a_customer_never_lowers_the_score_or_the_level(one: Evidence, other: Evidence) -> None:
    worse = replace(
        one,
        residences=one.residences | other.residences,
        nationalities=one.nationalities | other.nationalities,
        pep=one.pep or other.pep,
        sanction_match=one.sanction_match or other.sanction_match,
        open_match=one.open_match or other.open_match,
        findings=one.findings | other.findings,
        remote=one.remote or other.remote,
    )

    before, after = assess(evidence=one, policy=POLICY), assess(evidence=worse, policy=POLICY)

    assert after.score >= before.score
    assert ORDER.index(after.level) >= ORDER.index(before.level)


@given(evidences)
def test_the_same_evidence_and_policy_give_the_same_assessment(evidence: Evidence) -> None:
    first = assess(evidence=evidence, policy=POLICY)

    assert assess(evidence=evidence, policy=POLICY) == first
    assert 0 <= first.score <= 1


@given(evidences)
def test_a_prohibiting_fact_prohibits_whatever_else_is_known(evidence: Evidence) -> None:
    level = assess(evidence=replace(evidence, sanction_match=True), policy=POLICY).level

    assert level == Level.PROHIBITED


def test_an_open_match_is_told_and_moves_neither_score_nor_level() -> None:
    """A limit that sinks on a suspicion would tell the partner of it."""
    near = replace(PLAIN, nationalities=frozenset({"VN"}), findings=frozenset({"face_differs"}))
    settled, suspected = (assess(evidence=one, policy=POLICY) for one in (near, replace(near, open_match=True)))

    assert (suspected.level, suspected.score) == (settled.level, settled.score)
    assert [reason.factor for reason in suspected.reasons] == [*(one.factor for one in settled.reasons), "open_match"]
    assert suspected.reasons[-1].score == 0


def test_a_factor_that_the_policy_does_not_know_has_the_releases_weight_and_says_so() -> None:
    text = settings.POLICY_FILE.read_text(encoding="utf-8")
    old = parse("\n".join(line for line in text.splitlines() if not line.startswith("pep = ")), release=text)

    reasons = {one.factor: one for one in assess(evidence=replace(PLAIN, pep=True), policy=old).reasons}

    assert reasons["pep"].score == 0.6
    assert reasons["pep"].detail == "confirmed match (the release's weight: the policy has none)"
    assert reasons["pep"].explanation == factors.pep.__doc__
    assert reasons["non_face_to_face"].detail == "remote"


def test_a_factor_that_no_policy_knows_gives_no_rating() -> None:
    text = settings.POLICY_FILE.read_text(encoding="utf-8")
    old = parse("\n".join(line for line in text.splitlines() if not line.startswith("pep = ")))

    with pytest.raises(KeyError):
        assess(evidence=PLAIN, policy=old)
