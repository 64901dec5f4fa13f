"""Names in the national script, which stand beside or above the Latin ones: read by tesseract, proven by the zone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from onboarding.ocr import printed, tesseract
from onboarding.ocr.cross_check import agree
from onboarding.ocr.mrz import Mrz
from onboarding.ocr.printed import Corners, Image, Line
from onboarding.ocr.tesseract import Word
from onboarding.ocr.transliteration import WRITINGS, Writing, plain, proven
from onboarding.ocr.visual import NAMES, Box, Seen, around

HEIGHT, MARGIN = 40, 8
"""Pixels: what a line is high when tesseract reads it, and the ground left around it."""
MOST = 14
"""So many lines are read at most, the ones nearest to the Latin names: a bound for the time."""
ONE_LINE = 7
"""Tesseract's page segmentation mode."""
AROUND = (2.0, 4.0, 8.0, 6.0)
"""Heights of a line to the left, above, to the right of and below the Latin names within which the others stand."""


@dataclass(frozen=True)
class _Found:
    """A name in the national script; `rest` is where the Latin one stands: behind it on its line, else under it."""

    name: Seen
    rest: Corners | None


def writing_of(mrz: Mrz) -> Writing | None:
    """Of the state that issued the document, else of the holder's."""
    return WRITINGS.get(mrz.issuing_state) or WRITINGS.get(mrz.nationality)


def engine(mrz: Mrz) -> dict[str, str]:
    """What reads names of this state, for the versions of a reading; empty where nothing does."""
    writing = writing_of(mrz)
    model = writing and tesseract.model_of(writing.model, writing.script)
    return {"national": f"tesseract {tesseract.version()} {model}"} if model else {}


def settled(image: Image, mrz: Mrz, lines: Sequence[Line], seen: Mapping[str, Seen]) -> dict[str, Seen]:
    """What was seen, with the national name where it is proven and without it where it is not; `image` upright, BGR.

    It counts where its transliteration is the zone's name, part by part. A Latin name behind or under it that
    differed from the zone is read again alone: two scripts on a line confuse the reader. Without the language's data
    a national name that the print's own reader saw is proven alike, and nothing else changes.
    """
    writing = writing_of(mrz)
    if writing is None:
        return dict(seen)
    known = {name: each for name, each in seen.items() if name != "name_national"}
    found = _found(image, mrz, writing, _latin(mrz, lines, known))
    known |= {name: _again(image, name, found.get(name), mrz, known[name]) for name in NAMES if name in known}
    told = [found[name].name for name in NAMES if name in found]
    if told and len(told) == sum(bool(getattr(mrz, name)) for name in NAMES):
        known["name_national"] = Seen(
            " ".join(part.value for part in told),
            min(part.confidence for part in told),
            around([part.box for part in told]),
        )
    elif "name_national" in seen and _whole(seen["name_national"].value, mrz, writing):
        known["name_national"] = seen["name_national"]
    return known


def _whole(name: str, mrz: Mrz, writing: Writing) -> bool:
    words = name.split()
    return proven(words, f"{mrz.surname}{mrz.given_names}", writing) == len(words)


def _found(image: Image, mrz: Mrz, writing: Writing, latin: Sequence[Box]) -> dict[str, _Found]:
    """By name: the first line that says in the national script what the zone says in Latin letters."""
    model = tesseract.model_of(writing.model, writing.script)
    if model is None or not latin:
        return {}
    boxes = _near(image, latin)
    pictures = [_level(image, box) for box in boxes]
    read = tesseract.read(pictures, model=model, folder=tesseract.english(), layout=ONE_LINE)
    found: dict[str, _Found] = {}
    for box, picture, words in zip(boxes, pictures, read, strict=True):
        for name in NAMES:
            if name not in found and (one := _proven(words, getattr(mrz, name), writing, box, picture.shape[1])):
                found[name] = one if one.rest is not None else replace(one, rest=_under(box, boxes))
    return found


def _under(box: Corners, others: Sequence[Corners]) -> Corners | None:
    """The line that begins where this one does, right under it."""
    high, wide = box[3] - box[0], box[1] - box[0]
    height, along = float(np.linalg.norm(high)), wide / max(1.0, float(np.linalg.norm(wide)))
    near: list[tuple[float, Corners]] = []
    for other in others:
        step = other[0] - box[0]
        down, right = float(step @ high) / height**2, float(step @ along) / height
        if 0.4 < down < 1.8 and abs(right) < 0.8:
            near.append((down, other))
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _latin(mrz: Mrz, lines: Sequence[Line], seen: Mapping[str, Seen]) -> list[Box]:
    """Where the Latin names stand: as they were seen, else where a line holds one."""
    names = [_bare(getattr(mrz, name)) for name in NAMES]
    holding = (line for line in lines if any(name and name in _bare(line.text) for name in names))
    return [seen[name].box for name in NAMES if name in seen] or [_upright(line.corners) for line in holding]


def _bare(text: str) -> str:
    return "".join(letter for letter in text if letter.isalpha())


def _near(image: Image, latin: Sequence[Box]) -> list[Corners]:
    """The lines of text around the Latin names, the nearest first: the print's reader may know no letter of them."""
    left, top, wide, high = around(latin)
    line = min(box[3] for box in latin)
    before, above, behind, below = (round(heights * line) for heights in AROUND)
    x, y = max(0, left - before), max(0, top - above)
    part = np.ascontiguousarray(image[y : top + high + below, x : left + wide + behind])
    boxes = [box + np.array([x, y], np.float32) for box in printed.find_text(part)]
    middle = np.array([left, top + high / 2], np.float32)
    return sorted(boxes, key=lambda box: float(np.linalg.norm(box[[0, 3]].mean(axis=0) - middle)))[:MOST]


def _level(image: Image, box: Corners) -> Image:
    grey = cv2.cvtColor(printed.laid_straight(image, box, HEIGHT), cv2.COLOR_BGR2GRAY)
    sides = (MARGIN,) * 4
    return np.asarray(cv2.copyMakeBorder(grey, *sides, cv2.BORDER_REPLICATE), np.uint8)


def _proven(words: Sequence[Word], latin: str, writing: Writing, box: Corners, width: int) -> _Found | None:
    own = list(_before_the_bar(words))
    count = proven([word.text for word in own], latin, writing)
    if not count:
        return None
    reach = width - 2 * MARGIN
    end = (own[count - 1].box[0] + own[count - 1].box[2] - MARGIN) / reach
    behind = bool(_letters("".join(word.text for word in words).partition("/")[2]))
    name = Seen(
        " ".join(_letters(plain(word.text, writing)) for word in own[:count]),
        round(min(word.confidence for word in own[:count]), 3),
        _upright(_part(box, 0.0, min(1.0, end))),
    )
    return _Found(name, _part(box, min(1.0, end), 1.0) if behind else None)


def _before_the_bar(words: Sequence[Word]) -> Iterator[Word]:
    for word in words:
        text, bar, _ = word.text.partition("/")
        if _letters(text):
            left, top, wide, high = word.box
            yield replace(word, text=text, box=(left, top, round(wide * len(text) / len(word.text)), high))
        if bar:
            return


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalpha() or letter in "-'’").strip("-'’")


def _part(box: Corners, low: float, high: float) -> Corners:
    """Of a line from one share of its length up to another."""
    upper, lower = box[1] - box[0], box[2] - box[3]
    return np.array(
        [box[0] + low * upper, box[0] + high * upper, box[3] + high * lower, box[3] + low * lower], np.float32
    )


def _upright(box: Corners) -> Box:
    low, high = np.floor(box.min(axis=0)), np.ceil(box.max(axis=0))
    return (int(low[0]), int(low[1]), int(high[0] - low[0]), int(high[1] - low[1]))


def _again(image: Image, name: str, found: _Found | None, mrz: Mrz, seen: Seen) -> Seen:
    """The Latin name as it reads alone, whatever it then says; as it was where it agrees or nothing is read.

    What differs may also be the national name itself, above the Latin one, taken for Latin letters.
    """
    if found is None or found.rest is None or agree(name, seen.value, mrz):
        return seen
    lines = printed.read_lines(image, [found.rest])
    text = lines[0].text.strip(" /") if lines else ""
    return Seen(text, lines[0].confidence, _upright(found.rest)) if text else seen
