"""How alike faces must be, what is asked besides the likeness, and how long what makes a face that person's is kept."""

from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST_DAYS = 10 * 365


@dataclass(frozen=True, slots=True)
class FaceRules:
    """Rates are of false matches, the part of strangers who pass. Whatever network compares, they mean the same."""

    match_fmr: float = 1e-4
    """At or below: the same person, without a human."""
    review_fmr: float = 1e-3
    """Above `match_fmr` and at or below this: a human decides. Above this: not the same person, a human is told."""
    keep_templates: bool = False
    """Whether the embedding of a selfie is kept, sealed, to be held against those of later customers."""
    template_days: int = 365
    duplicate_fmr: float = 1e-4
    """At or below: a face of another customer is a candidate for an officer to look at."""
    challenge: bool = True
    """Whether the liveness check asks for turns and blinks before the camera."""
    challenge_minutes: int = 15
    frame_days: int = 0
    """How long the frames of an answered challenge are kept once they were judged; 0: to the next sweep."""
    passive_liveness: bool = False
    """Whether a selfie that looks like a print or a screen is brought to an officer (docs/decisions/0054)."""

    def mistakes(self) -> Iterator[str]:
        if not 1e-4 <= self.match_fmr <= self.review_fmr <= 1e-2:
            yield "faces: 0.0001 ≤ match_fmr ≤ review_fmr ≤ 0.01 must hold."
        if not 1e-4 <= self.duplicate_fmr <= 1e-2:
            yield "faces.duplicate_fmr must be from 0.0001 to 0.01."
        for name, least, most in (
            ("template_days", 1, _LONGEST_DAYS),
            ("challenge_minutes", 1, 24 * 60),
            ("frame_days", 0, _LONGEST_DAYS),
        ):
            if not least <= getattr(self, name) <= most:
                yield f"faces.{name} must be from {least} to {most}."
