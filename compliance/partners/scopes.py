"""What a credential may be allowed to do, and the answer django-oauth-toolkit asks for."""

from typing import Any

from oauth2_provider.scopes import BaseScopes

from compliance.partners.models import Credential

SCOPES = {
    "customers:read": "Read customers, their people, documents, checks and requirements.",
    "customers:write": "Create, change and submit customers and their people.",
    "documents:write": "Add documents.",
    "screenings:write": "Screen names once, without a customer.",
    "watchlists:read": "Read how your own list stands.",
    "watchlists:write": "Replace or empty your own list.",
    "access:read": "Ask what a customer may do now.",
    "payments:read": "Read payments.",
    "payments:write": "Create payments.",
    "webhooks:read": "Read webhook endpoints and deliveries.",
    "webhooks:write": "Create, change and delete webhook endpoints, and replay deliveries.",
    "events:read": "Read the events of the trail.",
}


def allowed(credential: Credential) -> list[str]:
    """The scopes of `credential` that still exist, in the table's order."""
    granted = set(credential.allowed_scopes.split())
    return [scope for scope in SCOPES if scope in granted]


class CredentialScopes(BaseScopes):  # type: ignore[misc]  # the library is untyped
    """A token gets what it asks for if the credential has it, and all of it where it asks for nothing."""

    def get_all_scopes(self) -> dict[str, str]:
        return SCOPES

    def get_available_scopes(
        self, application: Credential | None = None, request: object = None, *_args: Any, **_kwargs: Any
    ) -> list[str]:
        return allowed(application) if application else list(SCOPES)

    def get_default_scopes(
        self, application: Credential | None = None, request: object = None, *_args: Any, **_kwargs: Any
    ) -> list[str]:
        return self.get_available_scopes(application)
