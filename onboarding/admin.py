"""The raw tables of onboarding, to look at only: identities and files stay sealed here."""

from django.contrib import admin

from compliance.audit.evidence import Evidence
from onboarding.models import Customer, Demand, Document, RelatedPerson


@admin.register(Customer)
class CustomerAdmin(Evidence):
    list_display = ("id", "partner", "kind", "status", "product", "round", "created_at")
    list_filter = ("status", "kind")
    list_select_related = ("partner",)
    exclude = ("identity",)


@admin.register(RelatedPerson)
class RelatedPersonAdmin(Evidence):
    list_display = ("id", "customer", "role", "created_at", "removed_at")
    list_filter = ("role",)
    exclude = ("identity",)


@admin.register(Document)
class DocumentAdmin(Evidence):
    list_display = ("id", "customer", "kind", "side", "size", "created_at", "superseded_at")
    list_filter = ("kind",)
    exclude = ("sha256", "storage_key")


@admin.register(Demand)
class DemandAdmin(Evidence):
    list_display = ("id", "customer", "code", "document_kind", "raised_at", "due_at", "met_at")
    list_filter = ("code",)
