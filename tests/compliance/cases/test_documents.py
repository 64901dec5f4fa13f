"""From what was read in a document to findings and to the nodes that were judged."""

from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings

from compliance.cases.comparison import Declared
from compliance.cases.documents import Judged, judge
from compliance.policy.document import Demands
from compliance.policy.parsing import parse
from onboarding.readings import DocumentReading, FieldReading, MrzReading, ReadingFinding
from onboarding.verdict.rules import Bounds
from onboarding.verdict.tree import NODES

POLICY = parse(settings.POLICY_FILE.read_text(encoding="utf-8"))
TODAY = date(2026, 3, 1)
DECLARED = Declared("Ana Maria", "Silva", date(1990, 4, 12), "PT")
BOUNDS = Bounds(minimum_age=18)
EVERYTHING = frozenset(NODES["document"])
OF_THE_PICTURE = EVERYTHING - {
    "document/data_validation", "document/data_consistency", "document/data_comparison", "document/validity",
    "document/age", "document/compromised",
}  # fmt: skip
ZONE = MrzReading(
    format="TD3",
    lines=("P<PRT", "X"),
    valid=True,
    document_code="P",
    issuing_state="PRT",
    document_number="N123456",
    birth_date="1990-04-12",
    sex="F",
    expiry_date="2030-01-01",
    nationality="PRT",
    surname="SILVA",
    given_names="ANA MARIA",
    optional_data="",
)
READING = DocumentReading("passport", ZONE, {}, (), {}, {"tesseract": "5"})
PRINTED_SOUSA = {
    "surname": FieldReading("SOUSA", 0.9, (5, 6, 70, 8), "viz"),
    "given_names": FieldReading("ANA MARIA", 0.9, (5, 16, 70, 8), "viz"),
}


def judged(reading: DocumentReading = READING, kind: str = "passport", bounds: Bounds = BOUNDS) -> Judged:
    return judge(reading, kind=kind, declared=DECLARED, policy=POLICY, bounds=bounds, on=TODAY)


def codes(reading: DocumentReading = READING, kind: str = "passport") -> list[str]:
    return [finding.code for finding in judged(reading, kind).findings]


def zone(**changes: object) -> DocumentReading:
    return replace(READING, mrz=replace(ZONE, **changes))  # type: ignore[arg-type]


def found(*codes: str) -> DocumentReading:
    return replace(READING, findings=tuple(ReadingFinding(code) for code in codes))


@pytest.mark.parametrize(
    ("reading", "kind", "expected"),
    [
        (READING, "passport", []),
        (READING, "identity_card", ["document_kind_differs"]),
        (zone(document_code="I"), "passport", ["document_kind_differs"]),
        (zone(document_code="IR"), "residence_permit", []),
        (found("image_blurred"), "passport", ["image_blurred"]),
        (found("mrz_names_uncertain"), "passport", []),
        (found("mrz_check_digit.birth_date"), "passport", ["mrz_check_digit.birth_date"]),
        (zone(surname="SOUSA"), "passport", ["name_differs", "name_unproven"]),
        (replace(zone(surname="SOUSA"), fields=PRINTED_SOUSA), "passport", ["name_differs"]),
        (replace(READING, fields=PRINTED_SOUSA), "passport", []),
        (
            replace(found("mrz_names_uncertain"), mrz=replace(ZONE, surname="SOUSA")),
            "passport",
            ["name_differs", "name_unproven", "mrz_names_uncertain"],
        ),
        (replace(found("image_blurred"), mrz=replace(ZONE, surname="SOUSA")), "passport", ["image_blurred"]),
        (zone(birth_date="2010-04-12"), "passport", ["birth_date_differs", "under_age"]),
        (zone(expiry_date="2026-02-28"), "passport", ["document_expired"]),
        (zone(issuing_state="UTO"), "passport", ["number_known_specimen"]),
        (zone(document_number="1"), "passport", ["number_format"]),
        (
            replace(READING, mrz=None),
            "passport",
            ["name_unread", "birth_date_unread", "expiry_date_unread", "document_number_unread"],
        ),
    ],
)
def test_a_reading_becomes_codes(reading: DocumentReading, kind: str, expected: list[str]) -> None:
    assert codes(reading, kind) == expected


def test_a_sandbox_takes_what_is_marked_as_a_specimen() -> None:
    marked = found("specimen_mark")

    assert codes(marked) == ["specimen_mark"]
    assert judged(marked, bounds=replace(BOUNDS, specimen_states=True)).findings == ()


def test_a_finding_is_shown_where_its_field_stands() -> None:
    reading = replace(zone(surname="SOUSA"), fields=PRINTED_SOUSA)

    (finding,) = judged(reading).findings

    assert (finding.code, finding.box, finding.side) == ("name_differs", (5, 6, 70, 8), "front")


def test_every_node_of_a_whole_document_is_judged() -> None:
    assert judged().ran == EVERYTHING


def test_of_a_picture_that_has_to_be_taken_again_only_the_picture_is_judged() -> None:
    assert judged(found("image_dark")).ran == OF_THE_PICTURE


def test_what_was_not_read_is_not_judged_and_is_a_finding() -> None:
    nothing = judged(replace(READING, mrz=None))
    undated = judged(zone(expiry_date=None, birth_date=None))

    assert nothing.ran == OF_THE_PICTURE
    assert EVERYTHING - undated.ran == {"document/validity", "document/age"}
    assert [finding.code for finding in undated.findings] == ["birth_date_unread", "expiry_date_unread"]


def test_a_policys_own_words_decide_what_is_asked_again() -> None:
    policy = replace(POLICY, demands=Demands(14, {"image_blurred": "", "mrz_names_uncertain": "Again."}))
    both = replace(found("image_blurred"), mrz=replace(ZONE, surname="SOUSA"))

    blurred = judge(both, kind="passport", declared=DECLARED, policy=policy, bounds=BOUNDS, on=TODAY)

    assert [finding.code for finding in blurred.findings] == ["name_differs", "name_unproven", "image_blurred"]
