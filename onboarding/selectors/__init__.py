"""Questions about customers: who they are, what they sent, what they owe."""

from onboarding.selectors.challenges import answered_challenge, challenges
from onboarding.selectors.compromised import (
    ANY_STATE,
    CompromisedListMissing,
    compromised_digests,
    is_compromised,
)
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
    text_of,
)
from onboarding.selectors.owed import requirements

__all__ = [
    "ANY_STATE", "CompromisedListMissing", "CustomerErased", "answered_challenge", "challenges", "compromised_digests",
    "content", "current_documents", "customer", "customer_by_id", "customers", "document", "documents", "identity",
    "is_compromised", "live_customers", "open_demands", "people", "people_rows", "person_identity", "requirements",
    "text_of",
]  # fmt: skip
