"""The visual zone: labels are looked for, and the value is what stands under or beside each of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onboarding.ocr.labels import field_of, label_and_rest
from onboarding.ocr.numbered import numbered_fields
from onboarding.ocr.pieces import Piece, both, joined, pieces
from onboarding.ocr.printed import Line
from onboarding.ocr.visual_values import in_two_scripts, normalised

Box = tuple[int, int, int, int]

BELOW = 3.4
"""A value begins at most so many heights of its label under it."""
ASIDE = 14
"""And at most so many heights to the right of its label."""
NAMES = ("surname", "given_names")


@dataclass(frozen=True)
class Seen:
    """A value of the visual zone as printed; `box` is [x, y, width, height] in pixels of the upright picture."""

    value: str
    confidence: float
    box: Box


@dataclass(frozen=True)
class _Label:
    name: str
    piece: Piece


def find_fields(lines: Sequence[Line]) -> dict[str, Seen]:
    """The value that stands by each known label; a field whose value makes no sense, or has no label, is left out."""
    found = [piece for piece in pieces(lines) if "<<" not in piece.text and re.search(r"\w", piece.text)]
    values = numbered_fields(found) or _labelled(found)
    return _in_latin({name: Seen(piece.text, piece.confidence, piece.box) for name, piece in values.items()})


def _labelled(found: Sequence[Piece]) -> dict[str, Piece]:
    labels, free, values = [], [], dict[str, Piece]()
    for piece in found:
        inline = label_and_rest(piece.text)
        if inline is not None and normalised(inline[0], inline[1]):
            values.setdefault(inline[0], replace(piece, text=inline[1]))
        elif (name := field_of(piece.text)) is not None:
            labels.append(_Label(name, piece))
        else:
            free.append(piece)
    free = joined(free)
    for label in labels:
        value = _value(label, labels, free)
        if value is not None:
            free = [piece for piece in free if piece is not value]
            values.setdefault(label.name, value)
    values.pop("", None)
    if "address" in values:
        values["address"] = _continued(values["address"], free)
    return values


def _value(label: _Label, labels: Iterable[_Label], free: Sequence[Piece]) -> Piece | None:
    """What fits the field best of what stands under the label, else beside it."""
    piece = label.piece
    blocked = min((other.piece.top for other in labels if _under(piece, other.piece)), default=float("inf"))
    under = [one for one in free if _under(piece, one) and one.middle < blocked + one.height / 2]
    beside = [one for one in free if one.beside(piece) and -0.5 < (one.left - piece.right) / piece.height < ASIDE]
    ordered = (
        *sorted(under, key=lambda one: one.top - piece.bottom + 0.5 * abs(one.left - piece.left)),
        *sorted(beside, key=lambda one: one.left),
    )
    return next((one for one in ordered if not label.name or normalised(label.name, one.text)), None)


def _under(label: Piece, other: Piece) -> bool:
    """Lower, near, and beginning where the label does or within it, or around where it does."""
    near = 0.3 * label.height < other.middle - label.middle < BELOW * label.height
    aligned = -1.5 * label.height < other.left - label.left < max(2.0 * label.height, (label.right - label.left) / 2)
    around = other.left < label.left and other.right > label.left + label.height
    return near and (aligned or around)


def _continued(value: Piece, free: Sequence[Piece]) -> Piece:
    """With the lines under it that begin where it does and follow at once."""
    for piece in free:
        follows = 0.5 * value.height < piece.top - value.top and piece.top - value.bottom < 0.6 * piece.height
        if follows and abs(piece.left - value.left) < piece.height and piece.top > value.top:
            value = both(replace(value, text=f"{value.text},"), piece)
    return value


def _in_latin(seen: dict[str, Seen]) -> dict[str, Seen]:
    """Names apart by script: the Latin spelling as the name, the other one, family name first, as the national."""
    national = []
    for name in NAMES:
        if name in seen:
            own, latin = in_two_scripts(seen[name].value)
            national += [replace(seen[name], value=own)] if own else []
            seen[name] = replace(seen[name], value=latin)
    if national and "name_national" not in seen:
        seen["name_national"] = Seen(
            " ".join(part.value for part in national),
            min(part.confidence for part in national),
            around([part.box for part in national]),
        )
    return {name: each for name, each in seen.items() if each.value}


def around(boxes: Sequence[Box]) -> Box:
    """The rectangle around all of them."""
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    return (left, top, max(box[0] + box[2] for box in boxes) - left, max(box[1] + box[3] for box in boxes) - top)
