"""The trail: events in one hash chain per partner, the outbox rows beside them, and signed checkpoints."""

import json
from typing import Any

from django.db import models

from compliance.kernel.ids import new_id, public_id


class ChainHead(models.Model):
    """The end of one partner's chain; locked while a new event is appended, so that `seq` has no gap and no race."""

    chain = models.UUIDField(primary_key=True)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.chain} at {self.seq}"


class Event(models.Model):
    """One line of the trail. A trigger refuses UPDATE and DELETE; `facts` is canonical JSON text, exactly as hashed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    chain = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    actor = models.CharField(max_length=120)
    facts = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="event_once_per_place")]
        indexes = [models.Index(fields=["subject", "chain", "seq"], name="event_by_subject")]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind} {self.subject}"

    @property
    def parsed(self) -> dict[str, Any]:
        """The facts as values."""
        facts: dict[str, Any] = json.loads(self.facts)
        return facts

    @property
    def public_id(self) -> str:
        return public_id("evt", self.id)


class Pending(models.Model):
    """The outbox: one row per event and reader, deleted by the reader when its work is safely stored."""

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="pending")
    reader = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "reader"], name="pending_once_per_reader")]
        indexes = [models.Index(fields=["reader", "id"], name="pending_by_reader")]

    def __str__(self) -> str:
        return f"{self.event_id} for {self.reader}"


class Checkpoint(models.Model):
    """A signed statement that a chain had this hash at this place: makes truncation visible."""

    id = models.UUIDField(primary_key=True, default=new_id)
    chain = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    key_id = models.CharField(max_length=64)
    signature = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="checkpoint_once_per_place")]

    def __str__(self) -> str:
        return f"{self.chain} at {self.seq}"
