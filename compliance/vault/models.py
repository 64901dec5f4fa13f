"""One data key per subject, wrapped by a master key: without it no copy of the subject's data can be read."""

from django.db import models
from django.db.models.functions import Now


class DataKey(models.Model):
    """`wrapped` is the AES-256 key sealed under the master key `master_key_id`; null for good once destroyed."""

    subject_id = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField(null=True)
    master_key_id = models.CharField(max_length=40)
    created_at = models.DateTimeField(db_default=Now())
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wrapped__isnull=False, destroyed_at__isnull=True)
                | models.Q(wrapped__isnull=True, destroyed_at__isnull=False),
                name="data_key_is_whole_or_destroyed",
            )
        ]

    def __str__(self) -> str:
        return str(self.subject_id)


class SharedKey(models.Model):
    """That the data key `key` seals a thing in which subjects from `first` to `last` occur: it goes with each."""

    key = models.UUIDField(primary_key=True)
    first = models.UUIDField()
    last = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["first", "last"], name="shared_key_by_range")]

    def __str__(self) -> str:
        return str(self.key)
