"""Questions about policy versions."""

from django.db.models import QuerySet

from compliance.policy.models import PolicyVersion


def in_force() -> PolicyVersion | None:
    """The newest published version, without its text."""
    return published().first()


def published() -> QuerySet[PolicyVersion]:
    """Versions that are or were in force, newest first, without their texts."""
    return PolicyVersion.objects.filter(published_at__isnull=False).defer("content").order_by("-version")


def versions() -> list[PolicyVersion]:
    """All versions without their texts, newest first."""
    return list(PolicyVersion.objects.defer("content").order_by("-version"))


def waiting() -> list[PolicyVersion]:
    """Proposed versions that a second officer may still publish, newest first, without their texts."""
    rows = PolicyVersion.objects.filter(published_at=None).select_related("proposed_by").defer("content")
    newest = in_force()
    return list((rows.filter(version__gt=newest.version) if newest else rows).order_by("-version"))


def version(number: int) -> PolicyVersion | None:
    """With its text and the officers behind it."""
    return PolicyVersion.objects.select_related("proposed_by", "published_by").filter(version=number).first()
