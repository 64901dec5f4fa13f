"""Request bodies: bounded before they are read, and JSON without the corners that readers understand differently."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.utils.datastructures import MultiValueDict
from rest_framework.exceptions import APIException, ParseError, UnsupportedMediaType
from rest_framework.parsers import BaseParser, DataAndFiles, MultiPartParser

MAX_DEPTH = 32
MULTIPART_OVERHEAD = 64 * 1024
_INTEGERS = range(-(2**63), 2**63)


class TooLarge(APIException):
    status_code = 413
    default_code = "request_too_large"
    default_detail = "The request's body is larger than this operation accepts."


class MalformedJson(ParseError):
    default_code = "malformed_json"
    default_detail = "The body is not one well-formed JSON object in UTF-8."


class MalformedMultipart(ParseError):
    default_code = "malformed_multipart"
    default_detail = "The body is not well-formed multipart/form-data."


class StrictJSONParser(BaseParser):
    """One object (I-JSON, RFC 7493): no name twice, no NaN, no number beyond 64 bits, no NUL, no lone surrogate."""

    media_type = "application/json"

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        context = parser_context or {}
        if str(context.get("encoding", "utf-8")).lower().replace("_", "-") not in {"utf-8", "utf8"}:
            raise UnsupportedMediaType(media_type or self.media_type, "JSON is sent in UTF-8.")
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        refuse_declared_length(context, limit)
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise TooLarge
        return read_json(body)


def read_json(body: bytes) -> dict[str, Any]:
    """The object in `body`; raises MalformedJson, whose detail never quotes the body."""
    try:
        text = body.decode("utf-8")
        value = json.loads(
            text, object_pairs_hook=_no_duplicates, parse_constant=_refuse, parse_int=_integer, parse_float=_float
        )
    except json.JSONDecodeError as error:
        raise MalformedJson(f"The body is not well-formed JSON: line {error.lineno}, column {error.colno}.") from error
    except (ValueError, RecursionError) as error:
        raise MalformedJson from error
    if not isinstance(value, dict):
        raise MalformedJson("The body must be one JSON object.")
    _check(value)
    return value


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise MalformedJson("An object in the body has the same name twice.")
    return value


def _refuse(_constant: str) -> NoReturn:
    raise MalformedJson("NaN and Infinity are not JSON.")


def _integer(digits: str) -> int:
    if len(digits) > 20 or int(digits) not in _INTEGERS:
        raise MalformedJson("A number in the body does not fit in 64 bits.")
    return int(digits)


def _float(digits: str) -> float:
    value = float(digits)
    if value in {float("inf"), float("-inf")}:
        raise MalformedJson("A number in the body does not fit in 64 bits.")
    return value


def _check(value: object) -> None:
    """Walks the whole value without recursion: depth, and strings that no database can hold."""
    todo = [(value, 1)]
    while todo:
        item, depth = todo.pop()
        if depth > MAX_DEPTH:
            raise MalformedJson(f"The body is nested more than {MAX_DEPTH} deep.")
        if isinstance(item, str):
            _check_text(item)
        elif isinstance(item, dict):
            todo += [(part, depth + 1) for pair in item.items() for part in pair]
        elif isinstance(item, list):
            todo += [(part, depth + 1) for part in item]


def _check_text(text: str) -> None:
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise MalformedJson("A string in the body holds a NUL or half of a surrogate pair.")


class StrictMultiPartParser(MultiPartParser):
    """Multipart with one file field's limit known before it is read; a body with a field twice is refused."""

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> "DataAndFiles[Any, Any]":
        refuse_declared_length(parser_context or {}, settings.MAX_UPLOAD_BYTES + MULTIPART_OVERHEAD)
        try:
            parsed = super().parse(stream, media_type, parser_context)
        except (RequestDataTooBig, TooManyFilesSent) as error:
            raise TooLarge from error
        except (ParseError, ValueError) as error:
            raise MalformedMultipart from error
        _refuse_repeats(parsed.data, parsed.files)
        return parsed


def _refuse_repeats(*parts: MultiValueDict[Any, Any]) -> None:
    names = [name for part in parts for name, values in part.lists() for _ in values]
    if len(set(names)) != len(names):
        raise MalformedMultipart("A field was sent twice.")
    for part in parts:
        if any(isinstance(value, str) and "\x00" in value for value in part.values()):
            raise MalformedMultipart("A field holds a NUL.")


def refuse_declared_length(context: Mapping[str, Any], limit: int) -> None:
    """Raises TooLarge by Content-Length alone, with nothing read."""
    declared = context["request"].META.get("CONTENT_LENGTH") or "0" if "request" in context else "0"
    if int(declared) > limit:
        raise TooLarge(f"The request's body is larger than the {limit} bytes that this operation accepts.")
