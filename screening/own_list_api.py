"""`/v1/watchlist`: a partner's own list, sent whole as CSV, read as it stands, and emptied by an explicit act."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from compliance.kernel.errors import DomainError
from compliance.partners import etag
from compliance.partners.parsers import TooLarge, refuse_declared_length
from compliance.partners.views import PartnerView
from screening.models import ListVersion
from screening.services import own_lists

MAX_UPLOAD = 4 * 1024 * 1024
"""Bytes: some 40,000 entries. A longer list is for the command, on the machine itself."""
_ALLOW = ("allow_problems", "allow_shrink")


class UnknownParameter(DomainError):
    code = "unknown_parameter"
    status = 422
    title = "A parameter of the query string is not known, or not true or false."


class CsvParser(BaseParser):
    """The bytes of a CSV file, no more than MAX_UPLOAD of them, as the one member `content`."""

    media_type = "text/csv"

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        context = parser_context or {}
        if str(context.get("encoding", "utf-8")).lower().replace("_", "-") not in {"utf-8", "utf8"}:
            raise UnsupportedMediaType(media_type or self.media_type, "The list is sent in UTF-8.")
        refuse_declared_length(context, MAX_UPLOAD)
        body: bytes = stream.read(MAX_UPLOAD + 1)
        if len(body) > MAX_UPLOAD:
            raise TooLarge
        return {"content": body}


class ProblemOutput(serializers.Serializer[Any]):
    line = serializers.IntegerField(help_text="Where the row begins; the header is line 1.")
    detail = serializers.CharField()


class OwnListOutput(serializers.Serializer[Any]):
    source = serializers.CharField(help_text="How hits name the list: `source:id`.")  # type: ignore[assignment]
    version = serializers.IntegerField()
    since = serializers.DateTimeField(help_text="When this version came into force.")
    confirmed_at = serializers.DateTimeField(help_text="When you last sent it.")
    entries = serializers.IntegerField()
    added = serializers.IntegerField(help_text="Since the version before.")
    changed = serializers.IntegerField()
    removed = serializers.IntegerField()
    problem_count = serializers.IntegerField(help_text="Rows that were left out, because `allow_problems` was set.")
    problems = ProblemOutput(many=True, help_text="The first of them.")


class OwnListUploaded(OwnListOutput):
    new = serializers.BooleanField(help_text="False where the file says nothing new.")


_ALLOWANCES = [
    OpenApiParameter("allow_problems", bool, description="Take the good rows; else one bad row refuses the file."),
    OpenApiParameter("allow_shrink", bool, description="More than half of the entries are meant to be gone."),
]


class OwnList(PartnerView):
    """Your own list: who is on it is found in your customers' screenings, and in nobody else's."""

    scopes = {"GET": "watchlists:read", "PUT": "watchlists:write", "DELETE": "watchlists:write"}
    parser_classes = [CsvParser]

    @extend_schema(operation_id="read_watchlist", responses={200: OwnListOutput})
    def get(self, request: Request) -> Response:
        shown = _render(self.partner.pk)
        return etag.answer(request, shown, shown["version"])

    @extend_schema(
        operation_id="replace_watchlist",
        parameters=_ALLOWANCES,
        request={"text/csv": OpenApiTypes.STR},
        responses={200: OwnListUploaded},
    )
    def put(self, request: Request) -> Response:
        """Replaces the whole list. Columns: id, name, kind; aliases, birth_date, country, identifier, reason, topics.

        Several values of one cell are separated by `;`. A file with bad rows is refused: `errors` names every one by
        its line. An empty file is refused too: DELETE says that nobody is on the list any more.
        """
        allowed = _allowed(request)
        content = request.data.get("content", b"") if isinstance(request.data, dict) else b""
        result = own_lists.upload(partner_id=self.partner.pk, content=content, at=self.now, actor=self.actor, **allowed)
        shown = _render(self.partner.pk) | {"new": result.is_new}
        return etag.answer(request, shown, result.version.number)

    @extend_schema(operation_id="empty_watchlist", responses={200: OwnListUploaded})
    def delete(self, request: Request) -> Response:
        """Nobody is on the list any more. Its earlier versions are kept: decisions were based on them."""
        result = own_lists.empty(partner_id=self.partner.pk, at=self.now, actor=self.actor)
        shown = _render(self.partner.pk) | {"new": result.is_new}
        return etag.answer(request, shown, result.version.number)


def _allowed(request: Request) -> dict[str, bool]:
    """The allowances of the query string; one that is misspelt must not pass for one that is not wanted."""
    values = {"true": True, "false": False}
    given = request.query_params
    if set(given) - set(_ALLOW) or any(value not in values for _, some in given.lists() for value in some):
        raise UnknownParameter(f"The parameters are {' and '.join(_ALLOW)}, each true or false.")
    return {name: values[str(given[name])] for name in given}


def _render(partner_id: Any) -> dict[str, Any]:
    row = own_lists.in_force(partner_id=partner_id)
    version: ListVersion = own_lists.version_of(row)
    return {
        "source": version.source,
        "version": version.number,
        "since": version.fetched_at,
        "confirmed_at": row.checked_at,
        "entries": version.entry_count,
        "added": version.added,
        "changed": version.changed,
        "removed": version.removed,
        "problem_count": version.problem_count,
        "problems": version.problems,
    }
