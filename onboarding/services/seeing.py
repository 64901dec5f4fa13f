"""What the face engines make of sealed pictures: slow, and never inside a transaction."""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, cast
from uuid import UUID

import numpy as np
from django.conf import settings
from numpy.typing import NDArray
from PIL import Image

from compliance.policy.faces import FaceRules
from onboarding import selectors, storage
from onboarding.faces import engine as faces
from onboarding.models import ChallengeFrame, Document
from onboarding.readings import Box, FaceComparison, ReadingFinding
from onboarding.services.beside import ask
from onboarding.services.templates import keep_template

if TYPE_CHECKING:
    from onboarding.faces.model import Box as FaceBox
    from onboarding.faces.model import Comparison, Look, Model


def model_in_use() -> "Model":
    """What the distances of the matcher that the settings name mean. Raises FaceEngineUnavailable."""
    return faces.model(settings.FACE_MODEL)


def look_at(document: Document | ChallengeFrame) -> "Look":
    """Raises EngineFailed."""
    return cast("Look", ask("onboarding.faces.engine", "look", pixels(document), path=settings.FACE_MODEL))


def compare_documents(
    *, id_document_id: UUID, selfie_id: UUID, rules: FaceRules, at: datetime, before_each: Callable[[], object]
) -> FaceComparison:
    """The portrait of the identity document against the face of the selfie, judged by the rates of `rules`. Slow.

    `before_each` is called before each picture that is looked at: what it raises ends the comparison.
    Keeps the selfie's face where they say so: it is at hand here, and nowhere else unsealed.
    """
    selfie = selectors.document(document_id=selfie_id)
    before_each()
    seen = look_at(selfie)
    if seen.embedding is not None:
        keep_template(document=selfie, embedding=seen.embedding, model=model_in_use().name, rules=rules, at=at)
    before_each()
    return comparison_of(look_of(id_document_id), seen, rules)


def look_of(document_id: UUID) -> "Look":
    """Raises UnknownId, CustomerErased (410), SealBroken for a file that was altered."""
    return look_at(selectors.document(document_id=document_id))


def comparison_of(portrait: "Look", selfie: "Look", rules: FaceRules) -> FaceComparison:
    model = model_in_use()
    match_at, review_at = model.distance_at(rules.match_fmr), model.distance_at(rules.review_fmr)
    compared = faces.compare_looks(portrait, selfie, threshold=match_at, by=model)
    wrong = import_module("onboarding.faces.findings").of_selfie(selfie)
    findings = tuple(ReadingFinding(finding.code, facts=finding.facts) for finding in wrong)
    return _told(compared, match_at, review_at, findings)


def _told(
    compared: "Comparison", match_at: float, review_at: float, findings: tuple[ReadingFinding, ...]
) -> FaceComparison:
    return FaceComparison(
        faces_a=compared.faces_a,
        faces_b=compared.faces_b,
        box_a=_face_box(compared.box_a),
        box_b=_face_box(compared.box_b),
        distance=compared.distance,
        score=compared.score,
        match=compared.match,
        model=compared.model,
        versions=dict(compared.versions),
        fmr=compared.fmr,
        match_at=match_at,
        review_at=review_at,
        findings=findings,
    )


def _face_box(box: "FaceBox | None") -> Box | None:
    return None if box is None else (box.left, box.top, box.width, box.height)


def pixels(document: Document | ChallengeFrame) -> NDArray[np.uint8]:
    """Rows × columns × blue, green, red."""
    with Image.open(BytesIO(storage.read(document)), formats=["JPEG"]) as image:
        return np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])
