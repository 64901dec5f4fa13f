"""How a PartnerView becomes OpenAPI 3.1: its scope, problems and Idempotency-Key, without a word in the view."""

import re
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter

from compliance.partners.scopes import SCOPES
from compliance.problems import CONTENT_TYPE

PROBLEM = {
    "type": "object",
    "description": "RFC 9457 problem details. `code` is stable; `detail` is for people.",
    "required": ["type", "title", "status", "detail", "code", "request_id"],
    "properties": {
        "type": {"type": "string", "format": "uri", "examples": ["urn:gatehouse:problem:validation_failed"]},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "code": {"type": "string", "examples": ["validation_failed"]},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code", "detail"],
                "properties": {name: {"type": "string"} for name in ("field", "pointer", "code", "detail")},
            },
        },
    },
}
_ANYWHERE = {
    "401": "No valid access token.",
    "403": "The token lacks the scope, or this is not permitted.",
    "429": "Too many requests; Retry-After says when to come again.",
    "default": "Any other problem.",
}
_ON_WRITES = {
    "400": "The request could not be understood.",
    "409": "The object's present state does not allow this.",
    "422": "A field is missing or wrong, or the request cannot be carried out.",
}


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # the library is half typed
    target_class = "compliance.partners.authentication.BearerToken"
    name = "oauth2"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "/oauth/token", "scopes": SCOPES}}}

    def get_security_requirement(self, auto_schema: AutoSchema) -> dict[str, list[Any]]:
        scope = getattr(auto_schema.view, "scopes", {}).get(auto_schema.method)
        return {self.name: [scope] if scope else []}


class PartnerSchema(AutoSchema):
    """A view needs only `@extend_schema(request=…, responses=…)`."""

    def get_operation_id(self) -> str:
        """Method and class: `post_customers`, `get_customer`."""
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(self.view).__name__)
        return f"{self.method.lower()}_{words.lower()}"

    def get_tags(self) -> list[str]:
        words = self.path.strip("/").split("/")
        return [words[1] if len(words) > 1 else words[0]]

    def get_override_parameters(self) -> list[Any]:
        rule = getattr(self.view, "idempotency", "none")
        if self.method != "POST" or rule == "none":
            return []
        description = "The same request again with the same key gets the first answer again. Kept for 24 hours."
        return [
            OpenApiParameter("Idempotency-Key", str, "header", required=rule == "required", description=description)
        ]

    def _get_response_bodies(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(*args, **kwargs)
        component = ResolvedComponent("Problem", ResolvedComponent.SCHEMA, PROBLEM, "Problem")  # type: ignore[no-untyped-call]
        self.registry.register_on_missing(component)
        content = {CONTENT_TYPE: {"schema": component.ref}}
        problems = {code: {"description": text, "content": content} for code, text in self._problems().items()}
        return {**problems, **bodies}

    def _problems(self) -> dict[str, str]:
        on_writes = _ON_WRITES if self.method not in {"GET", "HEAD"} else {}
        on_one = {"404": "There is no such object, or it is not yours."} if "{" in self.path else {}
        return {**_ANYWHERE, **on_writes, **on_one}
