"""A run as one worker holds it: who has lost it writes nothing more."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from compliance.cases.models import RescreenRun
from compliance.cases.services.running import Clock
from compliance.jobs import services as jobs

LEASE = timedelta(seconds=2 * settings.CHECK_LEASE_SECONDS)
"""Longer than anything that a run does between two renewals."""


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
        jobs.renew(self.row, at=at, lease=LEASE, **columns)
