"""What a customer may do now: asked by the partner's engineer, or by the proxy before their own service."""

from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import APIException, MethodNotAllowed
from rest_framework.request import Request
from rest_framework.response import Response

from compliance.gate import services
from compliance.gate.capabilities import Capability
from compliance.gate.decision import Reason
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import parse_id, public_id
from compliance.kernel.money import Money
from compliance.partners.authentication import admit
from compliance.partners.views import PartnerView

_log = structlog.get_logger(__name__)
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_ANSWERED = frozenset({*_METHODS, "HEAD"})
_DIGITS = 16


class CapabilityOutput(serializers.Serializer[Any]):
    capability = serializers.ChoiceField([str(capability) for capability in Capability])
    allowed = serializers.BooleanField()
    limits = serializers.DictField(
        child=serializers.IntegerField(), help_text="The largest single payment by currency, in minor units."
    )


class StandingOutput(serializers.Serializer[Any]):
    customer = serializers.CharField()
    capabilities = CapabilityOutput(many=True)
    reason = serializers.CharField(allow_null=True)


def render(standing: services.Standing) -> dict[str, Any]:
    granted = {grant.capability: dict(grant.limits) for grant in standing.grants}
    capabilities = [
        {"capability": str(capability), "allowed": capability in granted, "limits": granted.get(capability, {})}
        for capability in Capability
    ]
    reason = str(standing.reason) if standing.reason else None
    return {"customer": public_id("cus", standing.customer_id), "capabilities": capabilities, "reason": reason}


class CustomerAccess(PartnerView):
    scopes = {"GET": "access:read"}

    @extend_schema(responses={200: StandingOutput})
    def get(self, request: Request, customer_id: str) -> Response:
        """All that the customer may do now, with limits; `reason` says in neutral words why something is missing."""
        standing = services.standing(customer_id=parse_id("cus", customer_id), partner_id=self.partner.id, at=self.now)
        return Response(render(standing))


class MalformedQuestion(DomainError):
    """A 403, not a 400: a proxy lets nothing through on an answer that it does not know."""

    code = "malformed_question"
    status = 403
    title = "X-Gatehouse-Customer and X-Gatehouse-Capability are needed; an amount is whole minor units and a currency."


class Shut(DomainError):
    code = "customer_not_permitted"
    status = 403
    title = services.Refused.title


class Access(PartnerView):
    """Forward authorisation for NGINX `auth_request`, Envoy `ext_authz` and Traefik `ForwardAuth`: 200, 401 or 403.

    Whatever goes wrong is a 403, never a 5xx: a proxy told to "fail open" would let the payment through. The proxy sets
    the headers itself, overwriting what its own caller sent. Envoy keeps the caller's method and appends the caller's
    path: both are ignored, and so is then the query. Not throttled: a payment waits for this answer.
    """

    scopes = dict.fromkeys(_METHODS, "access:read")
    idempotency = "none"
    throttle_classes = ()

    def dispatch(self, request: HttpRequest, rest: str = "") -> HttpResponseBase:
        """Without REST framework's request, negotiation and parsers: they cost more than the decision does."""
        self.request = request  # type: ignore[assignment]
        try:
            request.auth = admit(request.META.get("HTTP_AUTHORIZATION", ""), scope="access:read")  # type: ignore[attr-defined]
            response: HttpResponseBase = self.get(request, rest)
        except Exception as exc:  # closed on any doubt
            response = self.handle_exception(exc)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    @extend_schema(
        parameters=[
            OpenApiParameter("X-Gatehouse-Customer", str, OpenApiParameter.HEADER),
            OpenApiParameter("X-Gatehouse-Capability", str, OpenApiParameter.HEADER),
            OpenApiParameter("X-Gatehouse-Amount", int, OpenApiParameter.HEADER),
            OpenApiParameter("X-Gatehouse-Currency", str, OpenApiParameter.HEADER),
            OpenApiParameter("customer", str),
            OpenApiParameter("capability", str),
            OpenApiParameter("amount", int),
            OpenApiParameter("currency", str),
        ],
        responses={200: None},
    )
    def get(self, request: HttpRequest, rest: str = "") -> HttpResponse:
        """Each word is given as a header or in the query; one that is given as both, and differs, is refused."""
        if request.method not in _ANSWERED:
            raise MethodNotAllowed(str(request.method))
        asked = _Question(request, with_query=not rest)
        permit = services.require(
            customer_id=parse_id("cus", asked.word("customer")),
            partner_id=self.partner.id,
            capability=asked.word("capability"),
            amount=asked.amount(),
            at=self.now,
        )
        return HttpResponse(headers={"X-Gatehouse-Policy": str(permit.policy_version)})

    post = put = patch = delete = extend_schema(exclude=True)(get)

    def handle_exception(self, exc: Exception) -> HttpResponseBase:  # type: ignore[override]
        if not isinstance(exc, DomainError | APIException):
            _log.error("access_failed", error_type=type(exc).__name__)
        return super().handle_exception(_shut(exc))


class _Question:
    def __init__(self, request: HttpRequest, *, with_query: bool) -> None:
        self._request = request
        self._with_query = with_query

    def word(self, name: str) -> str:
        """Empty where it is not given, which no customer and no capability is called."""
        header = self._request.META.get(f"HTTP_X_GATEHOUSE_{name.upper()}", "")
        query = self._request.GET.getlist(name) if self._with_query else []
        given = {text for text in (header, *query) if text}
        if len(given) > 1:
            raise MalformedQuestion("The headers and the query say different things.")
        return given.pop() if given else ""

    def amount(self) -> Money | None:
        minor, currency = self.word("amount"), self.word("currency")
        if not minor and not currency:
            return None
        if not (minor.isascii() and minor.isdigit() and len(minor) < _DIGITS):
            raise MalformedQuestion
        return Money(int(minor), currency)


def _shut(exc: Exception) -> Exception:
    """What says 401 or 403 already, as it is; everything else as one refusal that tells nothing."""
    status = getattr(exc, "status", None) or getattr(exc, "status_code", None)
    if status in {401, 403}:
        return exc
    reason = Reason.UNAVAILABLE if status is None or status >= 500 else Reason.NOT_AVAILABLE
    return Shut(reason=str(reason))
