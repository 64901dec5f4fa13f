"""The tree and the boxes of a check, as an officer's page shows them."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from compliance.cases.models import Check
from compliance.dashboard.breakdowns import Mark, sheets, tree_of
from onboarding.models import Document, Side
from onboarding.readings import ReadingFinding
from onboarding.verdict.tree import verdict

AT = datetime(2026, 3, 1, tzinfo=UTC)
FRONT = Document(id=UUID(int=1), kind="identity_card", side=Side.FRONT, width=400, height=300, created_at=AT)
BACK = Document(id=UUID(int=2), kind="identity_card", side=Side.BACK, width=400, height=300, created_at=AT)
OTHER = Document(id=UUID(int=3), kind="selfie", side=Side.FRONT, width=40, height=30, created_at=AT)
FIELD = {"value": "SILVA", "confidence": 0.914, "box": [10, 20, 30, 40], "source": "viz", "side": "front"}


def result(**reading: Any) -> dict[str, Any]:
    return {"document": str(FRONT.pk), "reading": {"fields": {"surname": FIELD}, "turns": {}, **reading}}


def tree(*seen: ReadingFinding) -> dict[str, Any]:
    return verdict(seen, name="document").to_json()


def test_fields_and_findings_are_marked_on_the_side_where_they_were_seen() -> None:
    found = ReadingFinding("image_glare", box=(1, 2, 3, 4), side="back")

    front, back = sheets(result(), tree(found), [OTHER, BACK, FRONT])

    assert (front.document, front.marks) == (FRONT, (Mark(10, 20, 30, 40, "Surname: SILVA (91 %)", "good"),))
    assert (back.document, back.marks) == (BACK, (Mark(1, 2, 3, 4, "Image glare", "bad"),))


@pytest.mark.parametrize(
    ("turns", "size", "turn"),
    [
        (0, (400, 300), ""),
        (1, (300, 400), "translate(0 400) rotate(-90)"),
        (2, (400, 300), "translate(400 300) rotate(180)"),
        (3, (300, 400), "translate(300 0) rotate(90)"),
    ],
)
def test_a_picture_is_set_upright_under_its_boxes(turns: int, size: tuple[int, int], turn: str) -> None:
    (sheet,) = sheets(result(turns={"front": turns}), None, [FRONT])

    assert ((sheet.width, sheet.height), sheet.turn) == (size, turn)


@pytest.mark.parametrize("seen", [{}, {"document": str(FRONT.pk)}, {"document": "", "reading": {"fields": {}}}])
def test_without_a_reading_there_is_no_sheet(seen: dict[str, Any]) -> None:
    assert sheets(seen, None, [FRONT]) == ()


def test_a_side_without_any_mark_is_not_shown() -> None:
    assert [sheet.document for sheet in sheets(result(), tree(), [FRONT, BACK])] == [FRONT]


def test_a_check_from_before_there_were_trees_gets_one_of_its_codes() -> None:
    check = Check(kind="face", finished_at=AT, findings=[{"code": "face_differs"}])

    assert tree_of(check, {}) == verdict([ReadingFinding("face_differs")], name="face").to_json()
    assert tree_of(check, {"breakdown": {"name": "sealed"}}) == {"name": "sealed"}
    assert tree_of(Check(kind="face"), {}) is None
