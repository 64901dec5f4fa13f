"""Who calls and what they may do: RFC 6750 bearer tokens, found by their hash, and the scopes that routes ask for."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from compliance.kernel.actors import Actor, ActorKind
from compliance.partners import selectors
from compliance.partners.models import Partner

if TYPE_CHECKING:
    from rest_framework.views import APIView  # it imports this module, by the name in the settings

REALM = 'Bearer realm="gatehouse"'


@dataclass(frozen=True, slots=True)
class Access:
    """One valid token: whose it is and what it allows."""

    partner: Partner
    scopes: frozenset[str]
    credential_id: int

    @property
    def actor(self) -> Actor:
        return Actor(ActorKind.PARTNER, str(self.partner.id))


class InvalidToken(AuthenticationFailed):
    default_code = "invalid_token"
    default_detail = "The access token is not valid: it has expired, was revoked or never existed."


class PartnerSuspended(PermissionDenied):
    default_code = "partner_suspended"
    default_detail = "This partner is suspended. Contact Gatehouse's operator."


class InsufficientScope(PermissionDenied):
    default_code = "insufficient_scope"
    default_detail = "The access token does not have the scope that this operation needs."

    def __init__(self, scope: str) -> None:
        super().__init__(f"This operation needs the scope {scope}.")
        self.auth_header = f'{REALM}, error="insufficient_scope", scope="{scope}"'


class BearerToken(BaseAuthentication):
    """`Authorization: Bearer …` only: a token in the query string or a form would end up in logs (RFC 9700 §4.3.2)."""

    def authenticate(self, request: Request) -> tuple[None, Access] | None:
        """One query. A revoked credential and a suspended partner are refused at once, whatever the token's age."""
        token = bearer(request.META.get("HTTP_AUTHORIZATION", ""))
        return None if token is None else (None, access_of(token))

    def authenticate_header(self, request: Request) -> str:
        given = request.META.get("HTTP_AUTHORIZATION", "").lower().startswith("bearer ")
        return f'{REALM}, error="invalid_token"' if given else REALM


def bearer(header: str) -> str | None:
    """The token in an `Authorization` header; None where the header is of another scheme or empty."""
    scheme, _, token = header.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def access_of(token: str) -> Access:
    """The access that `token` gives now; raises InvalidToken or PartnerSuspended. One statement."""
    checksum = hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()
    found = selectors.holder(token_checksum=checksum, at=timezone.now())
    if found is None:
        raise InvalidToken
    if found.suspended:
        raise PartnerSuspended
    return Access(found.partner, frozenset(found.scope.split()), found.credential_id)


def admit(header: str, *, scope: str) -> Access:
    """What BearerToken and HasScope do for a view of REST framework, for one that does without."""
    token = bearer(header)
    if token is None:
        raise NotAuthenticated
    access = access_of(token)
    if scope not in access.scopes:
        raise InsufficientScope(scope)
    return access


def access_in(request: Request) -> Access:
    """The access of a request that HasScope has let in."""
    access: object = request.auth
    assert isinstance(access, Access)  # noqa: S101
    return access


class HasScope(BasePermission):
    """Denies by default: a method of a view that names no scope for it is closed to everybody."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        access = request.auth
        if not isinstance(access, Access):
            raise NotAuthenticated
        method = "GET" if request.method == "HEAD" else str(request.method)
        if method.lower() not in view.http_method_names or not hasattr(view, method.lower()):
            return True  # answered with 405
        scope = getattr(view, "scopes", {}).get(method)
        if scope is not None and scope not in access.scopes:
            raise InsufficientScope(scope)
        return scope is not None
