"""From what the engines saw to codes."""

from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings

from compliance.cases.comparison import Declared
from compliance.cases.readings import as_read, document_codes, face_codes
from compliance.policy.document import Demands
from compliance.policy.parsing import parse
from onboarding.readings import DocumentReading, FaceComparison, FieldReading, MrzReading, ReadingFinding

_SHIPPED = parse(settings.POLICY_FILE.read_text(encoding="utf-8"))
POLICY = replace(
    _SHIPPED,
    demands=Demands(14, {"image_blurred": "Again.", "document_kind_differs": "Again.", "mrz_missing": "Again."}),
)
TODAY = date(2026, 3, 1)
DECLARED = Declared("Ana Maria", "Silva", date(1990, 4, 12), "PT")
ZONE = MrzReading(
    format="TD3",
    lines=("P<PRT", "X"),
    valid=True,
    document_code="P",
    issuing_state="PRT",
    document_number="X1",
    birth_date="1990-04-12",
    sex="F",
    expiry_date="2030-01-01",
    nationality="PRT",
    surname="SILVA",
    given_names="ANA MARIA",
    optional_data="",
)
READING = DocumentReading("passport", ZONE, {}, (), {}, {"tesseract": "5"})
FACES = FaceComparison(1, 1, None, None, 0.3, 0.9, True, "dlib")


def codes(reading: DocumentReading, kind: str = "passport") -> tuple[str, ...]:
    return document_codes(reading, kind=kind, declared=DECLARED, policy=POLICY, on=TODAY)


def with_findings(*found: str) -> DocumentReading:
    return replace(READING, findings=tuple(ReadingFinding(code, "") for code in found))


@pytest.mark.parametrize(
    ("reading", "kind", "expected"),
    [
        (READING, "passport", ()),
        (READING, "identity_card", ("document_kind_differs",)),
        (replace(READING, mrz=replace(ZONE, document_code="I")), "passport", ("document_kind_differs",)),
        (replace(READING, mrz=replace(ZONE, document_code="I")), "identity_card", ()),
        (with_findings("image_blurred"), "passport", ("image_blurred",)),
        (with_findings("mrz_names_uncertain"), "passport", ()),
        (with_findings("mrz_check_digit.birth_date"), "passport", ("mrz_check_digit.birth_date",)),
        (
            replace(with_findings("mrz_names_uncertain"), mrz=replace(ZONE, surname="SOUSA")),
            "passport",
            ("name_differs", "mrz_names_uncertain"),
        ),
        (
            replace(with_findings("image_blurred"), mrz=replace(ZONE, surname="SOUSA")),
            "passport",
            ("image_blurred",),
        ),
        (replace(READING, mrz=None), "passport", ("name_unread", "birth_date_unread", "expiry_date_unread")),
    ],
)
def test_a_reading_becomes_codes(reading: DocumentReading, kind: str, expected: tuple[str, ...]) -> None:
    assert codes(reading, kind) == expected


def test_a_zone_with_a_wrong_check_digit_gives_way_to_fields_that_were_read_surely() -> None:
    fields = {
        "surname": FieldReading("Silva", 0.9, None),
        "given_names": FieldReading("Ana", 0.59, None),
        "birth_date": FieldReading("1990-04", 0.9, None),
    }

    read = as_read(replace(READING, mrz=replace(ZONE, valid=False), fields=fields), 0.6)

    assert (read.surname, read.given_names, read.birth_date, read.expiry_date) == ("Silva", None, None, None)


@pytest.mark.parametrize(
    ("comparison", "expected"),
    [
        (FACES, []),
        (replace(FACES, distance=0.477), []),
        (replace(FACES, distance=0.478), ["face_unsure"]),
        (replace(FACES, distance=0.544), ["face_unsure"]),
        (replace(FACES, distance=0.545), ["face_differs"]),
        (replace(FACES, faces_a=0, distance=None), ["portrait_missing"]),
        (replace(FACES, faces_b=0, distance=None), ["selfie_no_face"]),
        (replace(FACES, faces_a=0, faces_b=0, distance=None), ["portrait_missing", "selfie_no_face"]),
        (replace(FACES, faces_b=2, distance=0.9), ["selfie_many_faces"]),
        (replace(FACES, faces_a=2), []),
    ],
)
def test_faces_become_codes(comparison: FaceComparison, expected: list[str]) -> None:
    assert list(face_codes(comparison, POLICY.thresholds)) == expected
