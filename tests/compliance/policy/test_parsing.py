"""Reading a policy: the shipped one, and every mistake in another."""

import tomllib
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as bounds
from hypothesis import strategies as st

from compliance.kernel.money import Money
from compliance.policy.document import PolicyDocument
from compliance.policy.parsing import PROPOSAL_KINDS, PolicyInvalid, parse
from compliance.policy.strict import build

TEXT = settings.POLICY_FILE.read_text(encoding="utf-8")
TABLE = tomllib.loads(TEXT)


@pytest.fixture(scope="module")
def policy() -> PolicyDocument:
    return parse(TEXT, version=7)


def to_toml(value: object) -> str:
    """Inline TOML: enough to write a changed policy."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {to_toml(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(to_toml, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else repr(value)


def mistakes(change: Callable[[dict[str, Any]], object]) -> tuple[str, ...]:
    table = deepcopy(TABLE)
    change(table)
    with pytest.raises(PolicyInvalid) as invalid:
        parse("\n".join(f"{name} = {to_toml(value)}" for name, value in table.items()))
    return invalid.value.mistakes


def test_the_shipped_policy_has_no_mistakes(policy: PolicyDocument) -> None:
    assert (policy.title, policy.version) == ("Gatehouse default policy", 7)


def test_a_person_is_read_compared_and_screened(policy: PolicyDocument) -> None:
    assert policy.checks.required("person", "standard") == ("document", "face", "screening")
    assert policy.documents.required("person", "standard") == (
        ("passport", "identity_card", "residence_permit"),
        ("selfie",),
    )


def test_a_face_passes_alone_at_one_stranger_in_ten_thousand(policy: PolicyDocument) -> None:
    assert (policy.faces.match_fmr, policy.faces.review_fmr) == (1e-4, 1e-3)


def test_the_call_for_action_is_on_three_countries(policy: PolicyDocument) -> None:
    countries = policy.risk.countries

    assert countries.call_for_action == ("IR", "KP", "MM")
    assert len(countries.increased_monitoring) == 22
    assert not set(countries.call_for_action) & set(countries.increased_monitoring)


@pytest.mark.parametrize(("level", "months"), [("low", 60), ("medium", 24), ("high", 12), ("prohibited", 12)])
def test_who_is_riskier_is_reviewed_sooner(policy: PolicyDocument, level: str, months: int) -> None:
    assert policy.review_months.of(level) == months


@pytest.mark.parametrize(
    ("score", "level"), [(0.0, "low"), (0.299, "low"), (0.3, "medium"), (0.6, "high"), (1, "high")]
)
def test_bands_begin_at_their_cut_points(policy: PolicyDocument, score: float, level: str) -> None:
    assert policy.risk.level(score) == level


@pytest.mark.parametrize(
    ("minor", "currency", "allowed"),
    [(1, "EUR", True), (1_500_000, "EUR", True), (1_500_001, "EUR", False), (0, "EUR", False), (1, "BRL", False)],
)
def test_a_limit_is_closed_to_other_currencies(
    policy: PolicyDocument, minor: int, currency: str, *, allowed: bool
) -> None:
    limit = policy.limit("pay_out", "low")

    assert limit is not None
    assert limit.allows(Money(minor, currency)) is allowed


@pytest.mark.parametrize(("capability", "level"), [("pay_out", "prohibited"), ("fly", "low"), ("", "")])
def test_what_has_no_limit_is_not_allowed(policy: PolicyDocument, capability: str, level: str) -> None:
    assert policy.limit(capability, level) is None


def test_an_unknown_product_is_asked_for_more(policy: PolicyDocument) -> None:
    assert (policy.tier("standard"), policy.tier("crypto"), policy.tier("lottery")) == (
        "standard",
        "enhanced",
        "enhanced",
    )


def test_a_policy_that_is_silent_about_papers_takes_them_for_ninety_days() -> None:
    older = "\n".join(line for line in TEXT.splitlines() if "max_age_days" not in line)

    thresholds = parse(older).thresholds

    assert (thresholds.address_max_age_days, thresholds.registry_max_age_days) == (90, 90)


def test_the_shipped_policy_has_no_words_of_its_own_for_findings_and_a_minimum_age(policy: PolicyDocument) -> None:
    assert list(policy.demands.texts) == ["officer_request"]
    assert policy.thresholds.minimum_age == 18


def test_every_kind_of_proposal_has_reasons(policy: PolicyDocument) -> None:
    assert set(policy.reasons) == PROPOSAL_KINDS


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t: t.pop("title"), "title is missing."),
        (lambda t: t.update(colour="red"), "colour is not known here."),
        (lambda t: t.update(title=7), "title must be a text."),
        (lambda t: t.update(products=[]), "products must be a table."),
        (lambda t: t["products"]["crypto"].update(risk="much"), "products.crypto.risk must be a number."),
        (lambda t: t["products"]["crypto"].update(risk=True), "products.crypto.risk must be a number."),
        (lambda t: t["products"]["crypto"].update(tier="none"), "products: none is not one of enhanced, standard."),
        (
            lambda t: t["products"].pop("standard"),
            "products.standard is missing: it is what a customer gets who names none.",
        ),
        (
            lambda t: t["thresholds"].update(address_max_age_days=0),
            "thresholds.address_max_age_days must be at least 1.",
        ),
        (lambda t: t["people"].update(director=1.5), "people.director must be a whole number."),
        (lambda t: t["people"].update(director=True), "people.director must be a whole number."),
        (lambda t: t["documents"].update(two_sided="passport"), "documents.two_sided must be a list."),
        (
            lambda t: t["documents"]["person"].update(standard=["passport"]),
            "documents.person.standard[0] must be a list.",
        ),
        (lambda t: t["checks"]["person"].update(standard=["document"]), "checks.person.standard must hold screening."),
        (lambda t: t["faces"].update(match_fmr=0.002), "faces: 0.0001 ≤ match_fmr ≤ review_fmr ≤ 0.01 must hold."),
        (lambda t: t["faces"].update(match_fmr=0.00005), "faces: 0.0001 ≤ match_fmr ≤ review_fmr ≤ 0.01 must hold."),
        (lambda t: t["faces"].update(duplicate_fmr=0.5), "faces.duplicate_fmr must be from 0.0001 to 0.01."),
        (lambda t: t["faces"].update(template_days=0), "faces.template_days must be from 1 to 3650."),
        (
            lambda t: t["thresholds"].update(screening_strong=1.1),
            "thresholds: 0 < screening_review ≤ screening_strong ≤ 1 must hold.",
        ),
        (
            lambda t: t["thresholds"].update(document_min_confidence=-1),
            "thresholds.document_min_confidence must be from 0 to 1.",
        ),
        (lambda t: t["risk"]["bands"].update(high=0.1), "risk.bands: 0 < medium < high ≤ 1 must hold."),
        (
            lambda t: t["risk"]["countries"].update(prohibited=["ZZ"]),
            "risk.countries.prohibited: ZZ is no ISO 3166-1 alpha-2 code.",
        ),
        (
            lambda t: t["risk"]["countries"].update(prohibited=["KP", "KP"]),
            "risk.countries.prohibited names a country twice.",
        ),
        (lambda t: t["review_months"].update(low=61), "review_months: 0 < high ≤ medium ≤ low ≤ 60 must hold."),
        (lambda t: t["sla_hours"].update(match=0), "sla_hours.match must be at least 1."),
        (lambda t: t["stale_list_hours"].update(ofac_sdn=0), "stale_list_hours.ofac_sdn must be at least 1."),
        (
            lambda t: t["stale_list_hours"].clear(),
            "stale_list_hours must name at least one list: without lists there is no screening.",
        ),
        (lambda t: t["demands"].update(due_days=0), "demands.due_days must be at least 1."),
        (lambda t: t["thresholds"].update(minimum_age=101), "thresholds.minimum_age must be from 0 to 100."),
        (
            lambda t: t["limits"].update(fly={}),
            "limits: fly is not one of hold, pay_in, pay_out, refund.",
        ),
        (
            lambda t: t["limits"]["hold"].update(prohibited={"per_payment": {}}),
            "limits.hold: prohibited is not one of high, low, medium.",
        ),
        (
            lambda t: t["limits"]["hold"]["low"]["per_payment"].update(EUR=0),
            "limits.hold.low.per_payment.EUR must be a currency and at least 1.",
        ),
        (
            lambda t: t["limits"]["hold"]["low"]["per_payment"].update(ZZZ=5),
            "limits.hold.low.per_payment.ZZZ must be a currency and at least 1.",
        ),
        (lambda t: t["reasons"].pop("lift"), "reasons.lift is missing."),
        (lambda t: t["reasons"].update(lift={}), "reasons.lift must not be empty."),
    ],
)
def test_a_mistake_is_named_by_its_place(change: Callable[[dict[str, Any]], object], message: str) -> None:
    assert mistakes(change) == (message,)


def test_an_unknown_check_is_named() -> None:
    found = mistakes(lambda t: t["checks"]["person"].update(standard=["astrology", "screening"]))

    assert found == (
        "checks.person.standard: astrology is not one of address, document, duplicates, face, liveness, screening.",
    )


def test_an_unknown_document_is_named() -> None:
    (found,) = mistakes(lambda t: t["documents"]["company"].update(standard=[["birth_certificate"]]))

    assert found.startswith("documents.company.standard: birth_certificate is not one of ")


def test_all_mistakes_are_named_at_once() -> None:
    def spoil(table: dict[str, Any]) -> None:
        del table["title"]
        table["people"]["director"] = "one"
        table["sla_hours"]["lunch"] = 1

    assert mistakes(spoil) == (
        "title is missing.",
        "people.director must be a whole number.",
        "sla_hours.lunch is not known here.",
    )


def test_what_is_not_toml_is_said_so() -> None:
    with pytest.raises(PolicyInvalid, match="This is not TOML"):
        parse("title = ")


leaves = st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
branches = leaves | st.lists(leaves, max_size=3) | st.dictionaries(st.sampled_from(["standard", "low", "x"]), leaves)
trees = branches | st.lists(branches, max_size=2) | st.dictionaries(st.sampled_from(["person", "bands", "x"]), branches)


@bounds(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(sorted(TABLE)), trees))
def test_any_table_is_a_policy_or_a_list_of_mistakes(table: dict[str, Any]) -> None:
    found: list[str] = []

    assert (build(PolicyDocument, TABLE | table, found) is None) == bool(found)


def test_distances_of_a_network_that_is_gone_are_dropped_from_a_stored_text_and_refused_in_a_new_one() -> None:
    old = TEXT.replace("\n[thresholds]\n", "\n[thresholds]\nface_match = 0.477\nface_review = 0.544\n")

    assert parse(old, release=TEXT).faces.match_fmr == 1e-4
    with pytest.raises(PolicyInvalid, match=r"thresholds\.face_match is not known here"):
        parse(old)
