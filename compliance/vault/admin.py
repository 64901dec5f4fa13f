"""Data keys in the admin site: which exist and which were destroyed; the wrapped key itself is not shown."""

from django.contrib import admin

from compliance.audit.evidence import Evidence
from compliance.vault.models import DataKey


@admin.register(DataKey)
class DataKeyAdmin(Evidence):
    """To be read only, for superusers too: destroying a key is a service with a line in the trail."""

    list_display = ("subject_id", "master_key_id", "created_at", "destroyed_at")
    list_filter = ("master_key_id",)
    fields = list_display
    search_fields = ("subject_id",)
