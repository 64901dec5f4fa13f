"""The base of every route under /v1."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from http import HTTPMethod
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from compliance.kernel.actors import Actor
from compliance.kernel.errors import DomainError
from compliance.partners.authentication import Access, access_in
from compliance.partners.buckets import Allowance
from compliance.partners.idempotency import Rule, Work, once, read_key
from compliance.partners.models import Partner
from compliance.partners.scopes import SCOPES
from compliance.partners.serializers import StrictSerializer

_METHODS = tuple(method for method in HTTPMethod if method.value in {"GET", "POST", "PUT", "PATCH", "DELETE"})


class MalformedQuery(DomainError):
    code = "malformed_query"
    status = 400
    title = "The query string holds a NUL."


class PartnerView(APIView):
    """One action or two of one resource, for the partner whose token asks.

    `scopes` names the scope of each method: a method without one does not start. `idempotency` says what a POST does
    with an `Idempotency-Key`: "optional" (honoured where sent), "required", or "none" (the POST changes nothing).
    """

    scopes: ClassVar[Mapping[str, str]] = {}
    idempotency: ClassVar[Rule] = "optional"
    http_method_names = ["get", "post", "put", "patch", "delete", "head"]
    allowance: Allowance | None = None
    subject_id: UUID | None = None
    """Set by a POST to the customer whose data its answer holds: a stored answer is erased with that customer."""
    prepared: Any = None

    def prepare(self, _request: Request, *_args: Any, **_kwargs: Any) -> Any:
        """The slow part of a POST: refuses and reads, but changes nothing. The handler finds it in `self.prepared`."""
        return None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for method in _METHODS:
            if hasattr(cls, method.lower()) and cls.scopes.get(method) not in SCOPES:
                raise ImproperlyConfigured(f"{cls.__name__}.{method.lower()} needs a scope of {', '.join(SCOPES)}.")

    @property
    def access(self) -> Access:
        return access_in(self.request)

    @property
    def partner(self) -> Partner:
        return self.access.partner

    @property
    def actor(self) -> Actor:
        return self.access.actor

    @property
    def now(self) -> datetime:
        return timezone.now()

    def read(self, serializer: type[StrictSerializer], **kwargs: Any) -> dict[str, Any]:
        """The validated body; raises a ValidationError that becomes a 422 with one entry per wrong field."""
        reader = serializer(data=self.request.data, **kwargs)
        reader.is_valid(raise_exception=True)
        return dict(reader.validated_data)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if any("\x00" in value for values in request.query_params.lists() for value in (values[0], *values[1])):
            raise MalformedQuery
        if request.method == "POST" and hasattr(self, "post"):
            prepare = partial(self._prepare, request, *args, **kwargs)
            key = read_key(request, self.idempotency) if self.idempotency != "none" else None
            if key is None:
                prepare()
            else:
                self._do_once(request, key, prepare)

    def _prepare(self, request: Request, *args: Any, **kwargs: Any) -> None:
        self.prepared = self.prepare(request, *args, **kwargs)

    def _do_once(self, request: Request, key: str, prepare: Callable[[], None]) -> None:
        handler: Any = getattr(self, "post")  # noqa: B009  (a subclass has it)
        work = Work(handler, prepare, self.handle_exception, lambda: self.subject_id)
        setattr(self, "post", once(work, request, key=key, at=self.now))  # noqa: B010

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[BaseRenderer, str]:
        """JSON whatever `Accept` says (RFC 9110 §12.5.1 allows it): a 406 helps nobody."""
        return JSONRenderer(), "application/json"

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        for name, value in (self.allowance.headers if self.allowance else {}).items():
            response[name] = value
        return response
