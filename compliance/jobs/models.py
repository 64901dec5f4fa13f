"""What every row that is also a piece of work has: attempts, a lease, an end. The table is the truth, not the queue."""

from django.db import models


class Job(models.Model):
    """Open while `finished_at` and `parked_at` are null; runnable when also `due_at` and `leased_until` are past."""

    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    parked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
