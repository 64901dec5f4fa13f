"""The form of one row of the table of codes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

FIELD = ".FIELD"
"""Ends a pattern that stands for one code per field of a document; its sentences say `{field}`."""
_FIGURES = re.compile(r"\[(.*?)\]")


class Result(StrEnum):
    """From best to worst. `unidentified` is what could not be judged, `consider` what was judged and stands out."""

    CLEAR = "clear"
    UNIDENTIFIED = "unidentified"
    CONSIDER = "consider"

    @property
    def weight(self) -> int:
        return list(Result).index(self)


def worst(results: Iterable[Result]) -> Result:
    """Clear where there is none."""
    return max(results, key=lambda result: result.weight, default=Result.CLEAR)


class Finality(StrEnum):
    """Whether better evidence from the customer can change a result, or only a human."""

    RETRY = "RETRY"
    FINAL = "FINAL"


@dataclass(frozen=True, slots=True)
class Code:
    """`number` never changes meaning; `node` is a path in the tree, `*` for whichever check saw it.

    A sentence may say in [brackets] what the finding's facts give, as `[it is {value:g}, {limit:g} are needed]`.
    """

    number: int
    pattern: str
    node: str
    result: Result
    finality: Finality
    customer: str
    """What to do, in neutral words."""
    officer: str
    """What was seen, and what it means."""


Row = tuple[int, str, str, str]


def said(sentence: str, facts: Mapping[str, float]) -> str:
    """With its figures; what stands in brackets is left out where one of them is not known or of another kind."""

    def figures(part: re.Match[str]) -> str:
        try:
            return part[1].format_map(facts)
        except (KeyError, ValueError):
            return ""

    return _FIGURES.sub(figures, sentence)


def rows(node: str, result: Result, finality: Finality, *table: Row) -> tuple[Code, ...]:
    """(number, pattern, sentence for the customer, sentence for the officer), all of one node, result and finality."""
    return tuple(
        Code(number, pattern, node, result, finality, customer, officer) for number, pattern, customer, officer in table
    )
