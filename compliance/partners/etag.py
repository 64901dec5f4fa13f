"""Entity tags of revisions: `"r7"`, and what `If-Match` and `If-None-Match` say about them (RFC 9110 §13.1)."""

import re

from rest_framework.request import Request
from rest_framework.response import Response

from compliance.kernel.errors import DomainError

_TAG = re.compile(r'(W/)?"r(\d{1,15})"')


class StaleRevision(DomainError):
    code = "stale_revision"
    status = 412
    title = "The object has changed since you read it."


class MalformedIfMatch(DomainError):
    code = "malformed_if_match"
    status = 400
    title = 'If-Match is one entity tag as given in an ETag header, such as "r7", or *.'


def tag(revision: int) -> str:
    return f'"r{revision}"'


def expected_revision(request: Request) -> int | None:
    """The revision that the change is meant for, or None where the caller does not say (or says `*`).

    If-Match compares strongly: a weak tag never matches, so it is refused as stale.
    """
    header = request.META.get("HTTP_IF_MATCH", "").strip()
    if header in {"", "*"}:
        return None
    match = _TAG.fullmatch(header)
    if match is None:
        raise MalformedIfMatch
    if match[1]:
        raise StaleRevision("If-Match compares strongly: send the entity tag without W/.")
    return int(match[2])


def answer(request: Request, data: object, revision: int, *, status: int = 200) -> Response:
    """`data` with its ETag, or 304 where a GET's `If-None-Match` (compared weakly) already has it."""
    headers = {"ETag": tag(revision)}
    if request.method in {"GET", "HEAD"} and _has(request.META.get("HTTP_IF_NONE_MATCH", ""), revision):
        return Response(status=304, headers=headers)
    return Response(data, status=status, headers=headers)


def _has(header: str, revision: int) -> bool:
    return header.strip() == "*" or any(int(match[2]) == revision for match in _TAG.finditer(header))
