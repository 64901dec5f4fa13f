"""How often a partner may call, and how often an address may ask for a token."""

from ipaddress import ip_address
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from compliance.partners.authentication import Access
from compliance.partners.buckets import BUCKETS, Allowance, Policy

if TYPE_CHECKING:
    from rest_framework.views import APIView  # it imports this module, by the name in the settings

WINDOW = 60


class PartnerBucket(BaseThrottle):
    """One bucket per partner, whatever the credential: a second credential gives no second quota."""

    allowance: Allowance | None = None

    def allow_request(self, request: Request, view: "APIView") -> bool:
        if not isinstance(request.auth, Access):
            return True
        policy = Policy("partner", settings.PARTNER_REQUESTS_PER_MINUTE, WINDOW)
        self.allowance = BUCKETS.take(f"partner:{request.auth.partner.id}", policy)
        view.allowance = self.allowance  # type: ignore[attr-defined]  # a PartnerView shows it in its headers
        return self.allowance.allowed

    def wait(self) -> float | None:
        return self.allowance.wait if self.allowance else None


def take_for_address(address: str) -> Allowance:
    """One token request from `address`: the limit on guessing client secrets."""
    policy = Policy("token", settings.TOKEN_REQUESTS_PER_MINUTE, WINDOW)
    return BUCKETS.take(f"token:{address}", policy)


def caller_address(request: HttpRequest) -> str:
    """The address that called, as our own proxy saw it: what a stranger writes into the header is not believed."""
    peer = request.META.get("REMOTE_ADDR", "")
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return forwarded if forwarded and _is_ours(peer) else peer


def _is_ours(address: str) -> bool:
    try:
        return any(ip_address(address) in network for network in settings.TRUSTED_PROXIES)
    except ValueError:  # a unix socket has no address
        return False
