"""From two faces as the engine saw them to what a check says: pure."""

from collections.abc import Iterator

from compliance.policy.faces import FaceRules
from onboarding.readings import FaceComparison, ReadingFinding


def face_findings(comparison: FaceComparison, rules: FaceRules) -> Iterator[ReadingFinding]:
    """What is wrong with the two pictures, or else with the likeness."""
    if not comparison.faces_a:
        yield ReadingFinding("portrait_missing")
    yield from comparison.findings
    if comparison.distance is None or comparison.findings:
        return
    rate = 1.0 if comparison.fmr is None else comparison.fmr
    if rate > rules.match_fmr:
        yield ReadingFinding("face_differs" if rate > rules.review_fmr else "face_unsure")
