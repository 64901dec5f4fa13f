"""Questions about customers: who they are, what they sent, what they owe."""

from onboarding.selectors.evidence import (
    CustomerErased,
    content,
    current_documents,
    customer,
    customer_by_id,
    customers,
    document,
    documents,
    identity,
    live_customers,
    open_demands,
    people,
    people_rows,
    person_identity,
)
from onboarding.selectors.owed import requirements

__all__ = [
    "CustomerErased", "content", "current_documents", "customer", "customer_by_id", "customers", "document",
    "documents", "identity", "live_customers", "open_demands", "people", "people_rows", "person_identity",
    "requirements",
]  # fmt: skip
