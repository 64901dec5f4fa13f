"""What was kept of faces and documents besides the files, and goes: at its time, or with its customer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from compliance.policy import services as policies
from onboarding.models import Challenge, ChallengeFrame, DocumentNumber, FaceTemplate
from onboarding.storage import remove_after_commit

_GRACE = timedelta(hours=1)
"""A step that is tried again finds its frames for this long."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    templates: int
    frames: int


def forget_faces(customer_id: UUID) -> list[str]:
    """Removes every template, document number and frame of an erased customer; answers the frames' files."""
    frames = ChallengeFrame.objects.filter(customer_id=customer_id)
    keys = list(frames.values_list("storage_key", flat=True))
    for rows in (frames, FaceTemplate.objects.filter(customer_id=customer_id)):
        rows.delete()
    DocumentNumber.objects.filter(customer_id=customer_id).delete()
    return keys


@transaction.atomic
def sweep_faces(*, at: datetime) -> Forgotten:
    """Removes templates whose time is over, and the frames of challenges that were judged or never submitted."""
    templates, _ = FaceTemplate.objects.filter(delete_after__lte=at).delete()
    frames = ChallengeFrame.objects.filter(challenge__in=_done(at))
    remove_after_commit(list(frames.values_list("storage_key", flat=True)))
    removed, _ = frames.delete()
    return Forgotten(templates, removed)


def _done(at: datetime) -> QuerySet[Challenge]:
    """Judged longer ago than policy keeps frames, or answered a month ago and never judged."""
    kept = max(timedelta(days=policies.current().faces.frame_days), _GRACE)
    return Challenge.objects.filter(Q(judged_at__lte=at - kept) | Q(answered_at__lte=at - timedelta(days=30)))
