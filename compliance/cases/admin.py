"""Checks, cases, alerts and proposals as rows, to read only: what changes them are services."""

from django.contrib import admin

from compliance.audit.evidence import Evidence
from compliance.cases.models import Alert, Case, Check, Proposal, RescreenRun


@admin.register(Check)
class CheckAdmin(Evidence):
    list_display = ("id", "kind", "customer_id", "round", "outcome", "attempts", "finished_at", "parked_at")
    list_filter = ("kind", "outcome")
    exclude = ("result",)
    ordering = ("-id",)


@admin.register(Case)
class CaseAdmin(Evidence):
    list_display = ("id", "customer_id", "priority", "opened_at", "due_at", "closed_at", "assignee")
    ordering = ("-id",)


@admin.register(Alert)
class AlertAdmin(Evidence):
    list_display = ("id", "kind", "code", "case_id", "raised_at", "settled_at", "disposition")
    list_filter = ("kind", "disposition")
    ordering = ("-id",)


@admin.register(Proposal)
class ProposalAdmin(Evidence):
    list_display = ("id", "kind", "reason", "case_id", "proposed_by", "confirmed_by", "confirmed_at", "withdrawn_at")
    list_filter = ("kind",)
    exclude = ("note",)
    ordering = ("-id",)


@admin.register(RescreenRun)
class RescreenRunAdmin(Evidence):
    list_display = ("id", "source", "list_version", "customers", "matches", "created_at", "finished_at", "parked_at")
    ordering = ("-id",)
