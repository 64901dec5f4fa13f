"""What becomes of an uploaded file: sniffed, bounded, decoded once and drawn anew; nothing of the original is kept."""

from onboarding.intake.accepting import accept, sniff
from onboarding.intake.limits import DEFAULT, Limits
from onboarding.intake.picture import Picture
from onboarding.intake.refusals import ImageBroken, IntakeError

__all__ = ["DEFAULT", "ImageBroken", "IntakeError", "Limits", "Picture", "accept", "sniff"]
