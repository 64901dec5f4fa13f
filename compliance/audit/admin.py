"""The trail in the admin site: to be read, by nobody to be changed."""

from django.contrib import admin

from compliance.audit.evidence import Evidence
from compliance.audit.models import Checkpoint, Event


@admin.register(Event)
class EventAdmin(Evidence):
    list_display = ("at", "kind", "subject", "actor", "chain", "seq")
    list_filter = ("kind",)
    search_fields = ("subject", "kind")
    ordering = ("-id",)


@admin.register(Checkpoint)
class CheckpointAdmin(Evidence):
    list_display = ("at", "chain", "seq", "hash", "key_id")
    ordering = ("-at",)
