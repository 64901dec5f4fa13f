"""A run as one worker holds it: who has lost it writes nothing more."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from compliance.cases.models import RescreenRun
from compliance.cases.services.running import Clock

LEASE = timedelta(seconds=2 * settings.CHECK_LEASE_SECONDS)
"""Longer than anything that a run does between two renewals."""


class LeaseLost(Exception):
    """Another worker has the run: whatever is at hand is its business now."""


@dataclass(frozen=True, slots=True)
class Lease:
    """`row` is changed in place as the run goes on."""

    row: RescreenRun
    clock: Clock

    def renew(self) -> datetime:
        """Holds the run for longer, and answers the time. In a transaction it locks the run's row: nobody else takes
        the run before what is written beside it is committed. Raises LeaseLost."""
        at = self.clock()
        self._write(at)
        return at

    def keep(self) -> None:
        """Writes how far the run is. Raises LeaseLost."""
        row = self.row
        self._write(
            self.clock(),
            cursor=row.cursor,
            total=row.total,
            customers=row.customers,
            failed=row.failed,
            matches=row.matches,
            attempts=1,
        )

    def _write(self, at: datetime, **columns: object) -> None:
        mine = RescreenRun.objects.filter(pk=self.row.pk, lease_token=self.row.lease_token, finished_at=None)
        if not mine.update(leased_until=at + LEASE, **columns):
            raise LeaseLost
