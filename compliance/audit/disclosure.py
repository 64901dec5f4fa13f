"""Which kinds of event a partner may see. Everything else is the house's own: telling of it could be tipping off."""

PARTNER_KINDS: frozenset[str] = frozenset(
    {
        "customer.created",
        "customer.updated",
        "customer.submitted",
        "customer.review_started",
        "customer.requirements_changed",
        "customer.verified",
        "customer.restricted",
        "customer.rejected",
        "customer.closed",
        "customer.erased",
        "document.added",
        "challenge.opened",
        "challenge.answered",
        "customer.person_added",
        "customer.person_removed",
        "payment.accepted",
        "payment.refused",
        "webhook_endpoint.created",
        "webhook_endpoint.updated",
        "webhook_endpoint.deleted",
        "webhook_endpoint.disabled",
        "webhook_endpoint.secret_rotated",
        "webhook_endpoint.replayed",
    }
)
"""Matches, alerts, cases, proposals, checks and ratings are left out on purpose, and facts are never shown."""
