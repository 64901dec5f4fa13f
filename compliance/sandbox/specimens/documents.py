"""The kinds of documents that can be drawn, and who draws each."""

from collections.abc import Callable, Mapping
from typing import Final

from compliance.sandbox.specimens import licences, permits, travel, visas
from compliance.sandbox.specimens.papers import LICENCE, PERMIT, TD1, TD2, TD3, VISA_A, VISA_B, Paper
from compliance.sandbox.specimens.sheet import Picture, Sheet

DRAWN: Final[Mapping[str, Callable[[Paper, Picture, int], dict[str, Sheet]]]] = {
    TD3: travel.passport,
    TD1: travel.card,
    TD2: travel.large_card,
    VISA_A: visas.large,
    VISA_B: visas.small,
    PERMIT: permits.permit,
    LICENCE: licences.licence,
}


def draw(paper: Paper, portrait: Picture, *, seed: int) -> dict[str, Sheet]:
    """The sides of a document, `front` and, of a card, `back`; raises FontMissing."""
    return DRAWN[paper.kind](paper, portrait, seed)
