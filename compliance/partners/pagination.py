"""Cursor pagination: `limit`, an opaque signed `cursor`, and `{"data": […], "next_cursor": …}`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import Model, QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from compliance.kernel.errors import DomainError
from compliance.partners.authentication import access_in

DEFAULT_LIMIT, MAX_LIMIT = 25, 100
M = TypeVar("M", bound=Model)


class InvalidCursor(DomainError):
    code = "invalid_cursor"
    status = 400
    title = "The cursor is not one that this list gave out."


class InvalidLimit(DomainError):
    code = "invalid_limit"
    status = 400
    title = f"limit is a whole number from 1 to {MAX_LIMIT}."


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    rows: list[M]
    next_cursor: str | None

    def answer(self, render: Callable[[M], Any]) -> Response:
        return Response({"data": [render(row) for row in self.rows], "next_cursor": self.next_cursor})


def paginate(request: Request, rows: QuerySet[M], *, by: str = "id", newest_first: bool = True) -> Page[M]:
    """One page of `rows`, ordered by the unique column `by` (our ids sort by time). One query, no counting.

    `rows` must already be scoped to the partner. The cursor is signed for this path and this partner: that of another
    list or another partner is refused.
    """
    limit = read_limit(request.query_params.get("limit"))
    signer = _signer(request)
    cursor = request.query_params.get("cursor")
    if cursor is not None:
        after = _read(signer, cursor, rows, by)
        rows = rows.filter(**{f"{by}__{'lt' if newest_first else 'gt'}": after})
    found = list(rows.order_by(f"-{by}" if newest_first else by)[: limit + 1])
    more = len(found) > limit
    last = str(getattr(found[limit - 1], by)) if more else ""
    return Page(found[:limit], signer.sign(last) if more else None)


def read_limit(text: str | None) -> int:
    if text is None:
        return DEFAULT_LIMIT
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and 1 <= int(text) <= MAX_LIMIT):
        raise InvalidLimit
    return int(text)


def _signer(request: Request) -> signing.Signer:
    return signing.Signer(sep=".", salt=f"cursor {access_in(request).partner.id} {request.path}")


def _read(signer: signing.Signer, cursor: str, rows: QuerySet[M], by: str) -> Any:
    try:
        field: Any = rows.model._meta.get_field(by)  # noqa: SLF001  (public, in spite of its name)
        return field.to_python(signer.unsign(cursor))
    except signing.BadSignature as error:
        raise InvalidCursor from error
