"""Makes specimen pictures with the truth about each: from a seed, or of the specimen people."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np

from compliance.sandbox.people import PEOPLE, Specimen
from compliance.sandbox.specimens import aamva, documents, faces, page, papers, papers_text
from compliance.sandbox.specimens.grades import Grade, Picture, Taken, take
from compliance.sandbox.specimens.papers import Paper
from compliance.sandbox.specimens.papers_text import PaperText
from compliance.sandbox.specimens.sheet import OCR_B, FontMissing, Sheet

TRUTH: Final = "ground_truth.json"
KINDS: Final = (*documents.DRAWN, "selfie", *papers_text.KINDS)
AS_OF: Final = date(2026, 1, 1)
"""The day on which invented documents are valid, or expired: fixed, so that a seed always draws the same."""


@dataclass(frozen=True, slots=True)
class Made:
    """One picture, not yet written: its file name, its JPEG (or, by its name, PDF), its record in the truth."""

    name: str
    jpeg: bytes
    truth: dict[str, Any]


def check(kind: str, face: str | None) -> None:
    """Raises FontMissing or UnknownFace before anything is drawn."""
    if kind in documents.DRAWN and not OCR_B.exists():
        raise FontMissing
    if face is not None:
        faces.look(face)


def invented(
    kind: str,
    grade: Grade,
    seed: int,
    *,
    face: str | None = None,
    expired: bool = False,
    script: str | None = None,
    changes: dict[str, Any] | None = None,
) -> Iterator[Made]:
    """The pictures of one seed: a page, both sides of a card, or a selfie; names also in `script` on a passport."""
    name = face or sorted(faces.FACES)[seed % len(faces.FACES)]
    stem = f"{kind}-{grade}-{seed:04}"
    if kind == "selfie":
        yield selfie(name, grade, seed=seed, stem=stem)
        return
    if kind in papers_text.KINDS:
        yield from printed(papers_text.invented(kind, seed, as_of=AS_OF, expired=expired), grade, seed=seed, stem=stem)
        return
    paper = papers.invented(
        kind,
        seed,
        as_of=AS_OF,
        face=name,
        sex=faces.look(name).sex,
        expired=expired,
        script=script,
        changes=changes or {},
    )
    yield from document(paper, grade, seed=seed, stem=stem)


def of_people() -> Iterator[Made]:
    """A document and a selfie of each of the specimen people: the pictures that demo and tests share."""
    for seed, person in enumerate(PEOPLE, start=1):
        yield from of_person(person, seed=seed)


def of_person(person: Specimen, *, seed: int) -> Iterator[Made]:
    stem = f"{person.key}-{person.document_kind}"
    for made in document(papers.of_person(person), Grade(person.grade), seed=seed, stem=stem):
        yield Made(made.name, made.jpeg, {**made.truth, "person": person.key})
    made = selfie(person.selfie_face, Grade.PHONE, seed=seed, stem=f"{person.key}-selfie")
    yield Made(made.name, made.jpeg, {**made.truth, "person": person.key})


def document(paper: Paper, grade: Grade, *, seed: int, stem: str) -> Iterator[Made]:
    sides = documents.draw(paper, faces.portrait(paper.face), seed=seed)
    for number, (side, sheet) in enumerate(sides.items()):
        taken = take(sheet.pixels, grade, seed=seed * 2 + number)
        name = f"{stem}.jpg" if len(sides) == 1 else f"{stem}-{side}.jpg"
        truth = {"file": name, "kind": paper.kind, "side": side, "grade": str(grade), "seed": seed}
        yield Made(name, _jpeg(taken.picture, taken.quality), {**truth, **_truth(paper, sheet, taken)})


def printed(paper: PaperText, grade: Grade, *, seed: int, stem: str) -> Iterator[Made]:
    """A paper as the PDF that its sender made, and as the picture that its receiver took."""
    truth = {"kind": paper.kind, "side": "front", "seed": seed, "text": paper.truth}
    yield Made(f"{stem}.pdf", page.pdf(paper.entries), {"file": f"{stem}.pdf", "grade": None, **truth})
    taken = take(page.picture(paper.entries), grade, seed=seed)
    picture = _jpeg(taken.picture, taken.quality)
    yield Made(f"{stem}.jpg", picture, {"file": f"{stem}.jpg", "grade": str(grade), **truth})


def selfie(face: str, grade: Grade, *, seed: int, stem: str) -> Made:
    picture, quality = faces.selfie(face, grade, seed=seed)
    truth = {"file": f"{stem}.jpg", "kind": "selfie", "side": None, "grade": str(grade), "seed": seed, "face": face}
    return Made(f"{stem}.jpg", _jpeg(picture, quality), truth)


def write(made: Iterator[Made], folder: Path) -> Iterator[Made]:
    """Writes each picture, and last the truth, which keeps what it said of other files in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / TRUTH
    truths = {row["file"]: row for row in json.loads(path.read_text())} if path.exists() else {}
    for each in made:
        (folder / each.name).write_bytes(each.jpeg)
        truths[each.name] = each.truth
        yield each
    path.write_text(json.dumps([truths[name] for name in sorted(truths)], indent=1, ensure_ascii=False) + "\n")


def _truth(paper: Paper, sheet: Sheet, taken: Taken) -> dict[str, Any]:
    values = paper.values
    boxes = {name: _box(taken.place(place.corners())) for name, place in sheet.places.items()}
    height, width = sheet.pixels.shape[:2]
    corners = taken.place(np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32))
    zone = [boxes[name] for name in sorted(boxes) if name.startswith("mrz_")]
    return {
        "face": paper.face,
        "corners": [[round(float(x), 1), round(float(y), 1)] for x, y in corners],
        "mark": taken.mark or None,
        "portrait": boxes.get("portrait"),
        "mrz": {"lines": list(paper.lines), "boxes": zone} if zone else None,
        "barcode": {"payload": aamva.payload(paper), "box": boxes["barcode"]} if "barcode" in boxes else None,
        "fields": {name: {"value": values[name], "box": box} for name, box in boxes.items() if name in values},
    }


def _box(corners: np.ndarray[Any, np.dtype[np.float32]]) -> list[int]:
    """Left, top, width, height of the upright rectangle around these corners."""
    low, high = np.floor(corners.min(axis=0)), np.ceil(corners.max(axis=0))
    return [int(low[0]), int(low[1]), int(high[0] - low[0]), int(high[1] - low[1])]


def _jpeg(picture: Picture, quality: int) -> bytes:
    done, coded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise RuntimeError("OpenCV could not write a JPEG.")
    return coded.tobytes()
