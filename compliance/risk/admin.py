"""Ratings as rows, to read only."""

from django.contrib import admin

from compliance.audit.evidence import Evidence
from compliance.risk.models import Rating


@admin.register(Rating)
class RatingAdmin(Evidence):
    list_display = ("customer_id", "level", "score", "policy_version", "at", "next_review_at")
    list_filter = ("level", "policy_version")
    ordering = ("-id",)
