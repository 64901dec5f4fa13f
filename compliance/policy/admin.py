"""Policy versions, to look at only: a policy changes by proposal and publication."""

from django.contrib import admin

from compliance.audit.evidence import Evidence
from compliance.policy.models import PolicyVersion


@admin.register(PolicyVersion)
class PolicyVersionAdmin(Evidence):
    list_display = ("version", "shipped", "proposed_by", "proposed_at", "published_by", "published_at", "sha256")
    list_select_related = ("proposed_by", "published_by")
