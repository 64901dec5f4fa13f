"""The one open door of django-oauth-toolkit, tokens for client credentials (RFC 6749 §4.4), and its description."""

from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.generic import View
from oauth2_provider.views.mixins import OAuthLibMixin

from compliance.partners.scopes import SCOPES
from compliance.partners.throttling import caller_address, take_for_address

FORM = "application/x-www-form-urlencoded"
GRANT = "client_credentials"
MAX_FORM = 16 * 1024


@method_decorator(csrf_exempt, name="dispatch")
class TokenView(OAuthLibMixin, View):  # type: ignore[misc]  # the library is untyped
    """A form in, a token for 15 minutes out. Errors are those of RFC 6749 §5.2, which OAuth clients understand."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        allowance = take_for_address(caller_address(request))
        if not allowance.allowed:
            wait = {"Retry-After": str(allowance.wait)}
            return _error("temporarily_unavailable", "Too many token requests.", 429, allowance.headers | wait)
        reason = _malformed(request)
        if reason:
            return _error("invalid_request", reason, 400, allowance.headers)
        if request.POST.get("grant_type", GRANT) != GRANT:
            return _error("unsupported_grant_type", f"The grant type here is {GRANT}.", 400, allowance.headers)
        if "resource" in request.POST:
            return _error("invalid_target", "A token is for the whole API.", 400, allowance.headers)
        return self._token(request, allowance.headers)

    @sensitive_variables()
    def _token(self, request: HttpRequest, headers: dict[str, str]) -> HttpResponse:
        _url, given, body, status = self.create_token_response(request)
        response = HttpResponse(body, status=status, content_type="application/json")
        for name, value in {"Cache-Control": "no-store", **headers, **given}.items():
            response[name] = value
        return response

    def http_method_not_allowed(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        return _error("invalid_request", "A token is asked for with POST.", 405, {"Allow": "POST"})


def _malformed(request: HttpRequest) -> str:
    """Why the body is no form that names each parameter once in UTF-8, or nothing."""
    if request.content_type != FORM:
        return f"The body must be {FORM}."
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_FORM:
        return "The body is too large."
    try:
        fields = request.POST
    except (RequestDataTooBig, TooManyFieldsSent, UnicodeError):
        return "The body is not a small form in UTF-8."
    if any(len(values) > 1 for _, values in fields.lists()):
        return "A parameter was sent twice."
    if any("\x00" in text for pair in fields.items() for text in pair):
        return "A parameter holds a NUL."
    return ""


def _error(error: str, description: str, status: int, headers: dict[str, str]) -> JsonResponse:
    body = {"error": error, "error_description": description}
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store", **headers})


def metadata(request: HttpRequest) -> JsonResponse:
    """RFC 8414: what a client library reads to find the token endpoint and how to use it."""
    issuer = request.build_absolute_uri("/").rstrip("/")
    document = {
        "issuer": issuer,
        "token_endpoint": f"{issuer}/oauth/token",
        "grant_types_supported": [GRANT],
        "response_types_supported": [],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "scopes_supported": list(SCOPES),
        "service_documentation": f"{issuer}/docs",
    }
    return JsonResponse(document, headers={"Cache-Control": "max-age=3600"})
