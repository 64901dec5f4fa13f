"""The one door for files of strangers: scanned where a scanner is named, then drawn anew."""

from dataclasses import replace

from django.conf import settings

from onboarding.intake import Limits, Picture, accept
from onboarding.intake.scanner import scan


def received(upload: bytes, *, declared: str, kept_side: int | None = None, pages: int | None = None) -> Picture:
    """Within the bounds of the settings, or narrower ones. Slow: call it with no transaction open.

    Raises IntakeError, ScannerUnavailable (503).
    """
    if settings.CLAMAV and len(upload) <= settings.MAX_UPLOAD_BYTES:
        scan(upload, address=settings.CLAMAV)
    limits = Limits(
        bytes=settings.MAX_UPLOAD_BYTES, pixels=settings.MAX_UPLOAD_PIXELS, pages=pages or settings.MAX_UPLOAD_PAGES
    )
    return accept(upload, declared=declared, limits=replace(limits, kept_side=kept_side or limits.kept_side))
