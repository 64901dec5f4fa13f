"""From two faces as the engine saw them to findings."""

from dataclasses import replace

import pytest
from django.conf import settings

from compliance.cases.readings import face_findings
from compliance.policy.parsing import parse
from onboarding.readings import FaceComparison, ReadingFinding

POLICY = parse(settings.POLICY_FILE.read_text(encoding="utf-8"))
FACES = FaceComparison(1, 1, None, None, 0.03, 0.9, True, "dlib", fmr=1e-4)
NO_FACE, MANY = ReadingFinding("selfie_no_face"), ReadingFinding("selfie_many_faces", facts={"count": 2})


@pytest.mark.parametrize(
    ("comparison", "expected"),
    [
        (FACES, []),
        (replace(FACES, fmr=1e-3), ["face_unsure"]),
        (replace(FACES, fmr=1e-2), ["face_differs"]),
        (replace(FACES, fmr=None), ["face_differs"]),
        (replace(FACES, faces_a=0, distance=None), ["portrait_missing"]),
        (replace(FACES, faces_b=0, distance=None, findings=(NO_FACE,)), ["selfie_no_face"]),
        (
            replace(FACES, faces_a=0, faces_b=0, distance=None, findings=(NO_FACE,)),
            ["portrait_missing", "selfie_no_face"],
        ),
        (replace(FACES, faces_b=2, fmr=None, findings=(MANY,)), ["selfie_many_faces"]),
        (replace(FACES, faces_a=2), []),
    ],
)
def test_faces_become_findings(comparison: FaceComparison, expected: list[str]) -> None:
    assert [finding.code for finding in face_findings(comparison, POLICY.faces)] == expected


def test_the_figures_of_the_selfie_stay_with_its_finding() -> None:
    crowd = replace(FACES, faces_b=2, fmr=None, findings=(MANY,))

    assert list(face_findings(crowd, POLICY.faces)) == [MANY]
