"""Portraits for documents and selfies for telephones, of the identities in the table of looks."""

from dataclasses import replace
from functools import lru_cache
from typing import Final

import numpy as np

from compliance.sandbox.specimens.grades import TAKINGS, Grade, Picture, Taking, spoil
from compliance.sandbox.specimens.look import Look, Shot
from compliance.sandbox.specimens.looks import LOOKS
from compliance.sandbox.specimens.portrait import render

FACES: Final = {look.name: look for look in LOOKS}
PORTRAIT: Final = (420, 540)
SELFIE: Final = (600, 750)
_PHONE: Final = Taking(*SELFIE, filled=1.0, shade=0.12, blur=0.7, noise=2.0)
SELFIES: Final = {
    Grade.CLEAN: Taking(*SELFIE, filled=1.0),
    Grade.SCAN: Taking(*SELFIE, filled=1.0, blur=0.5, noise=1.0),
    **dict.fromkeys((Grade.PHONE, Grade.CUT_OFF, Grade.COPIED, Grade.MARKED), _PHONE),
    Grade.BLURRED: Taking(*SELFIE, filled=1.0, shade=0.12, blur=6.0, shake=25, noise=2.0),
    Grade.HARD: Taking(*SELFIE, filled=1.0, shade=0.35, exposure=0.55, blur=1.5, noise=8.0),
    Grade.ROTATED: Taking(*SELFIE, filled=1.0, shade=0.12, blur=0.7, noise=2.0, quarters=True),
    Grade.GLARE: replace(_PHONE, glare=1.3),
    Grade.RECAPTURED: replace(_PHONE, screen=0.16),
    Grade.DARK: replace(_PHONE, exposure=0.12, noise=3.0),
}
"""What only documents suffer, such as a mark across them, leaves a selfie as a telephone takes it."""


class UnknownFace(Exception):
    """There is no specimen face of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no face {name!r}; there are: {', '.join(sorted(FACES))}.")


def look(name: str) -> Look:
    """Raises UnknownFace, naming those there are."""
    if name not in FACES:
        raise UnknownFace(name)
    return FACES[name]


@lru_cache(maxsize=32)
def portrait(name: str) -> Picture:
    """The photographer's picture: straight, evenly lit, before a plain wall. Some seconds; treat it as read-only."""
    drawn = render(look(name), Shot(span=3.3, seed=FACES[name].seed), width=PORTRAIT[0], height=PORTRAIT[1])
    drawn.setflags(write=False)
    return drawn


def selfie(name: str, grade: Grade, *, seed: int) -> tuple[Picture, int]:
    """A picture at arm's length in some room, and the JPEG quality it is kept in; a rotated one lies on its side."""
    random = np.random.default_rng([seed, 808])
    shot = Shot(
        yaw=random.uniform(-11, 11),
        pitch=random.uniform(-5, 6),
        roll=random.uniform(-5, 5),
        smile=random.uniform(0, 0.55),
        squint=random.uniform(0, 0.35),
        light=(random.uniform(-0.8, 0.8), random.uniform(0.2, 0.8), 0.8),
        key=random.uniform(0.75, 1.0),
        fill=random.uniform(0.35, 0.6),
        warmth=random.uniform(-0.4, 0.9),
        background="room",
        span=random.uniform(3.1, 3.7),
        seed=seed,
    )
    worn = replace(look(name), garment=tuple(random.uniform(0.02, 0.35, 3)))
    taking = SELFIES[grade]
    picture = spoil(render(worn, shot, width=SELFIE[0], height=SELFIE[1]).astype(np.float32), taking, random)
    if taking.quarters:
        picture = np.ascontiguousarray(np.rot90(picture, int(random.choice([1, 3]))))
    return picture, TAKINGS[Grade.PHONE].quality
