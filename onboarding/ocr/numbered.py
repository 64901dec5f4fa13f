"""Driving licences: fields by their numbers, as Directive 2006/126/EC and AAMVA's card design both have them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onboarding.ocr.labels import NUMBERED
from onboarding.ocr.pieces import Piece, joined
from onboarding.ocr.visual_values import date_and_rest, normalised

LEAST = 4
"""So many different numbers in front of values make a document a licence."""
_NUMBER = re.compile(r"(?:\(?(4\s?[abcdABCD]|[1-35789Il])[.,:)°]\s*|(4[abcd])\s+)(?=(.*))")
_ORDER = ("1", "2", "3", "4a", "4b", "5")
ASIDE = 5
"""A value begins at most so many of its heights to the right of its number."""


def numbered_fields(found: Sequence[Piece]) -> dict[str, Piece]:
    """Empty where the document does not number its fields."""
    if not is_numbered(found):
        return {}
    numbers, values = _numbers(found)
    free = joined(values)
    by_number: dict[str, Piece] = {}
    for number, piece in numbers:
        value = piece if piece.text else _beside(piece, free)
        if value is not None:
            by_number.setdefault(number, value)
            free = [one for one in free if one is not value]
    return _named(_completed(by_number, free))


def is_numbered(found: Sequence[Piece]) -> bool:
    """Whether enough of its fields carry the numbers of a driving licence."""
    return len({number for number, _ in _numbers(found)[0]}) >= LEAST


def _numbers(found: Sequence[Piece]) -> tuple[list[tuple[str, Piece]], list[Piece]]:
    """The numbers, each with what stands behind it in the same piece, and the pieces that have none."""
    numbers, values = [], []
    for piece in found:
        match = _NUMBER.match(piece.text)
        if match:
            number = re.sub(r"\s", "", match[1] or match[2]).lower().replace("i", "1").replace("l", "1")
            numbers.append((number, replace(piece, text=match[3].strip())))
        else:
            values.append(piece)
    return numbers, values


def _beside(number: Piece, free: Sequence[Piece]) -> Piece | None:
    near = [one for one in free if _on_row(number, one) and -1 < (one.left - number.right) / one.height < ASIDE]
    return min(near, key=lambda one: one.left, default=None)


def _on_row(number: Piece, value: Piece) -> bool:
    """Numbers are smaller than values and stand higher or lower on the line."""
    return abs(number.middle - value.middle) < 0.6 * max(number.height, value.height)


def _completed(values: dict[str, Piece], free: list[Piece]) -> dict[str, Piece]:
    """A number that was not found, small as it is: the value that stands in its row, between its neighbours."""
    for place, number in enumerate(_ORDER):
        after = next((values[other] for other in _ORDER[place + 1 :] if other in values), None)
        before = next((values[other] for other in reversed(_ORDER[:place]) if other in values), None)
        if number in values or after is None:
            continue
        fitting = [one for one in free if _between(one, before, after) and normalised(NUMBERED[number], one.text)]
        if fitting:
            values[number] = max(fitting, key=lambda one: one.middle)
    return values


def _between(one: Piece, before: Piece | None, after: Piece) -> bool:
    rows = (after.middle - one.middle) / after.height
    aligned = -1 < (one.left - after.left) / after.height < ASIDE
    return aligned and 0.7 < rows < 2.6 and (before is None or one.middle > before.middle + 0.5 * one.height)


def _named(values: dict[str, Piece]) -> dict[str, Piece]:
    """By field; what stands behind 3 is a date and a place."""
    named = {NUMBERED[number]: piece for number, piece in values.items() if NUMBERED.get(number)}
    if "birth_date" in named:
        born, place = date_and_rest(named["birth_date"].text)
        if place:
            named["birth_place"] = replace(named["birth_date"], text=place)
        named["birth_date"] = replace(named["birth_date"], text=born)
    return {name: piece for name, piece in named.items() if normalised(name, piece.text)}
