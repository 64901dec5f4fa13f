"""Judges a picture by thresholds calibrated on the specimen grades (docs/decisions/0042, 0045): what to do better."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from onboarding.quality.assess import WORKING_SIDE, Quality, assess, glare_patches, grey
from onboarding.quality.edges import reduced
from onboarding.quality.findings import Box, Finding
from onboarding.quality.outline import Corners, outlines, scaled, sides, two_sides

Image = NDArray[np.uint8]

ALIKE = 0.5
"""Share of the largest document's length from which another one counts as a document too."""


@dataclass(frozen=True)
class Thresholds:
    """Below or above these a picture is sent back, or an officer told."""

    sharpness: float = 0.2
    dark: float = 60.0
    bright: float = 245.0
    contrast: float = 18.0
    glare: float = 0.026
    long_side: int = 250
    moire: float = 7.0
    colour: float = 0.7
    beyond: float = 0.15
    outlined: bool = True
    """Whether the picture shows a card or page whose outline should be seen."""
    two_sided: bool = True
    """Whether two outlines of one size may be its front and its back: only a reader can tell."""


DOCUMENT = Thresholds()
PASSPORT = Thresholds(two_sided=False)
SELFIE = Thresholds(sharpness=0.06, colour=0.0, outlined=False)
"""Skin has fewer edges than print."""
PAPER = Thresholds(colour=0.0, moire=float("inf"), bright=254.0, contrast=5.0, outlined=False)
"""Letters and extracts: mostly white, often without colour, printed with rasters, and nothing lies around them."""
_BY_KIND = {"passport": PASSPORT, "selfie": SELFIE, "proof_of_address": PAPER, "registry_extract": PAPER}


@dataclass(frozen=True)
class Judged:
    """Findings most important first; none where the picture will do.

    `outlines` are largest first, `sides` two of them that may be the front and the back of one card.
    """

    quality: Quality
    outlines: tuple[Corners, ...]
    findings: tuple[Finding, ...]
    sides: tuple[Corners, ...] = ()


def thresholds(kind: str | None) -> Thresholds:
    """Of an identity document where the kind is not known."""
    return _BY_KIND.get(kind or "", DOCUMENT)


def judge(image: Image, limit: Thresholds = DOCUMENT) -> Judged:
    """`image` is BGR or grey, boxes are in its pixels. About 120 ms for 12 megapixels."""
    small, scale = reduced(image, WORKING_SIDE)
    found = tuple(scaled(outline, 1 / scale) for outline in outlines(small)) if limit.outlined else ()
    quality = assess(image, found[0] if found else None)
    glare = _glare_box(small, scale) if quality.glare > limit.glare else None
    both = two_sides(found) if limit.two_sided else ()
    second = () if both else _several(found)
    return Judged(quality, found, (*findings(quality, limit, glare=glare), *second), both)


def findings(quality: Quality, limit: Thresholds = DOCUMENT, *, glare: Box | None = None) -> tuple[Finding, ...]:
    """What the measures say, most important first."""
    dark = quality.brightness < limit.dark
    seen = not dark and quality.contrast >= limit.contrast
    judged = (
        (quality.across < limit.long_side, _measured("image_small", quality.across, limit.long_side)),
        (dark, _measured("image_dark", quality.brightness, limit.dark)),
        (quality.brightness > limit.bright, _measured("image_bright", quality.brightness, limit.bright)),
        (not seen and not dark, _measured("image_flat", quality.contrast, limit.contrast)),
        (quality.glare > limit.glare, _measured("image_glare", quality.glare, limit.glare, box=glare)),
        (
            quality.sharpness < limit.sharpness and (seen or dark),
            _measured("image_blurred", quality.sharpness, limit.sharpness),
        ),
        (
            limit.outlined and quality.beyond > limit.beyond,
            _measured("document_cut_off", quality.beyond, limit.beyond),
        ),
        (quality.moire > limit.moire, _measured("screen_recapture", quality.moire, limit.moire)),
        (quality.colour < limit.colour and seen, _measured("greyscale_copy", quality.colour, limit.colour)),
    )
    return tuple(finding for found, finding in judged if found)


def _measured(code: str, value: float, limit: float, *, box: Box | None = None) -> Finding:
    return Finding(code, box, {"value": value, "limit": limit})


def _several(found: tuple[Corners, ...]) -> tuple[Finding, ...]:
    if len(found) < 2 or max(sides(found[1])) < ALIKE * max(sides(found[0])):
        return ()
    return (several(found[1]),)


def several(second: Corners) -> Finding:
    """At the document that should not be here."""
    left, top, width, height = cv2.boundingRect(np.array(second, np.float32))
    return Finding("several_documents", (left, top, width, height))


def _glare_box(small: Image, scale: float) -> Box:
    """Around the largest reflection, in pixels of the whole picture."""
    left, top, width, height, _ = max(glare_patches(grey(small)), key=lambda patch: patch[4])
    return round(left / scale), round(top / scale), round(width / scale), round(height / scale)
