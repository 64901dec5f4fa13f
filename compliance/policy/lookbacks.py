"""Whether what a policy would change was looked at before: the report that publishing it asks for."""

from datetime import datetime, timedelta
from enum import StrEnum

from compliance.policy.document import PolicyDocument
from compliance.policy.models import Lookback

GOOD_FOR = timedelta(days=7)
"""Customers and lists move on: an older report speaks of others than those on whom the policy would take effect."""


class Seen(StrEnum):
    NOT_NEEDED = "not_needed"
    MISSING = "missing"
    RUNNING = "running"
    OUT_OF_DATE = "out_of_date"
    OTHER_MATCHER = "other_matcher"
    """There is one, by another matcher than the policy names, and none was begun by that one."""
    CURRENT = "current"


ENOUGH = frozenset({Seen.NOT_NEEDED, Seen.CURRENT})
"""With these a policy may be published."""


def newest(version: int) -> Lookback | None:
    """The report on a policy that was begun last, done or not."""
    return Lookback.objects.filter(policy=version).order_by("-created_at", "-id").first()


def on_matcher(matcher: str, *, against: int) -> Lookback | None:
    """The report on what this matcher finds otherwise than the matches on file, under that policy; done or not."""
    return Lookback.objects.filter(policy=None, matcher_version=matcher, against=against).first()


def seen(proposed: PolicyDocument, in_force: PolicyDocument, *, at: datetime) -> Seen:
    """What there is of a report on `proposed` against `in_force`; one that screens as it does needs none."""
    if proposed.screens_as(in_force):
        return Seen.NOT_NEEDED
    rows = Lookback.objects.filter(policy=proposed.version).order_by("-created_at", "-id")
    done = rows.filter(finished_at__isnull=False).first()
    begun = rows.filter(finished_at=None, against=in_force.version)
    if done is not None and _is_current(done, in_force.version, at):
        if done.matcher_version == proposed.screening.matcher:
            return Seen.CURRENT
        if not begun.filter(matcher_version=proposed.screening.matcher).exists():
            return Seen.OTHER_MATCHER
    if begun.filter(parked_at=None).exists():
        return Seen.RUNNING
    return Seen.MISSING if done is None else Seen.OUT_OF_DATE


def _is_current(report: Lookback, in_force: int, at: datetime) -> bool:
    """Made against what is in force, not long ago, and by the matcher that was last taken into use."""
    if report.finished_at is None or report.against != in_force or at - report.finished_at > GOOD_FOR:
        return False
    matcher = Lookback.objects.filter(policy=None, created_at__gt=report.created_at)
    return not matcher.exclude(matcher_version=report.matcher_version).exists()
