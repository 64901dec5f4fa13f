"""`Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): the same request twice is done once.

The key's row, what the handler changes and the stored answer are one transaction: whenever the process dies, a retry
finds either all of it or nothing. Stored are answers of the service behind the door: 2xx, and its refusals (403, 404,
409, 410, 422). An answer of the door itself (a field that does not validate, a wrong type) is not stored, nor any 5xx.
What is slow (reading a picture) is prepared before the transaction opens: it changes nothing, so it may be done twice.
"""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from django.db import connection, transaction
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from compliance.kernel.errors import DomainError
from compliance.partners.authentication import access_in
from compliance.partners.models import IdempotentRequest
from compliance.vault import services as vault

Rule = Literal["required", "optional", "none"]
Handler = Callable[..., HttpResponseBase]
LIFETIME = timedelta(hours=24)
_ABOUT_TO_EXPIRE = timedelta(minutes=1)
REFUSALS = frozenset({403, 404, 409, 410, 422})
_CONTEXT = "idempotency.answer"
_KEPT_HEADERS = ("ETag", "Location")
_KEY = re.compile(r'(")?([\x21\x23-\x7e]{1,255})(?(1)")')


class KeyMissing(DomainError):
    code = "idempotency_key_missing"
    status = 400
    title = "This operation needs an Idempotency-Key header."


class KeyMalformed(DomainError):
    code = "idempotency_key_malformed"
    status = 400
    title = "An Idempotency-Key is 1 to 255 printable ASCII characters without spaces or quotes, best a random UUID."


class KeyReused(DomainError):
    code = "idempotency_key_reused"
    status = 422
    title = "This Idempotency-Key was used for another request. A new request needs a new key."


class InProgress(DomainError):
    code = "idempotency_in_progress"
    status = 409
    title = "The first request with this Idempotency-Key is still running. Try again shortly."


@dataclass(frozen=True, slots=True)
class Answer:
    """A response as stored and as given again."""

    status: int
    type: str
    headers: dict[str, str]
    body: str


def read_key(request: Request, rule: Rule) -> str | None:
    """The key without the quotes of a structured header, or None where none was sent and none is needed."""
    header = request.META.get("HTTP_IDEMPOTENCY_KEY")
    if header is None:
        if rule == "required":
            raise KeyMissing
        return None
    match = _KEY.fullmatch(header.strip())
    if match is None:
        raise KeyMalformed
    return match[2]


@dataclass(frozen=True, slots=True)
class Work:
    """The handler of a POST, and what its view knows of it."""

    handler: Handler
    prepare: Callable[[], None]
    """The slow part, which changes nothing. Called with no transaction open, and not where an answer is stored."""
    refuse: Callable[[DomainError], HttpResponseBase]
    """Renders what a service refuses."""
    subject: Callable[[], UUID | None]
    """Whose data the answer holds; asked after the handler."""


def once(work: Work, request: Request, *, key: str, at: datetime) -> Handler:
    """`work`, done at most once for this partner and `key`."""

    def guarded(*args: Any, **kwargs: Any) -> HttpResponseBase:
        fingerprint = fingerprint_of(request)
        refusal = None if _is_answered(request, key, at) else _refusal(work.prepare)
        with transaction.atomic():
            row, stored = _open(request, key, fingerprint, at)
            if stored is not None:
                return _replay(stored)
            try:
                if refusal is not None:
                    raise refusal
                response = work.handler(*args, **kwargs)
            except DomainError as error:
                response = work.refuse(error)
                if error.status not in REFUSALS:
                    row.delete()
                    return response
            row.subject_id = work.subject()
            _store(row, response, at)
            return response

    return guarded


def _is_answered(request: Request, key: str, at: datetime) -> bool:
    """Whether an answer is stored that will not expire before it is replayed."""
    rows = IdempotentRequest.objects.filter(partner=access_in(request).partner, key=key)
    return rows.filter(created_at__gt=at - LIFETIME + _ABOUT_TO_EXPIRE).exists()


def _refusal(prepare: Callable[[], None]) -> DomainError | None:
    """A refusal is an answer, and answers are stored inside the transaction."""
    try:
        prepare()
    except DomainError as error:
        return error
    return None


def _open(request: Request, key: str, fingerprint: str, at: datetime) -> tuple[IdempotentRequest, Answer | None]:
    partner = access_in(request).partner
    _lock(f"{partner.id} {key}")
    found = IdempotentRequest.objects.filter(partner=partner, key=key).first()
    if found is not None and found.created_at > at - LIFETIME:
        if found.fingerprint != fingerprint:
            raise KeyReused
        return found, _read(found)
    if found is not None:
        found.delete()
    row = IdempotentRequest(partner=partner, key=key, route=request.path[:255], fingerprint=fingerprint, created_at=at)
    row.save(force_insert=True)
    return row, None


def _lock(name: str) -> None:
    """One request per key at a time, without waiting. SQLite has one writer at a time: there the second one waits."""
    if connection.vendor != "postgresql":
        return
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            raise InProgress


def _store(row: IdempotentRequest, response: HttpResponseBase, at: datetime) -> None:
    headers = {name: response[name] for name in _KEPT_HEADERS if name in response}
    answer = {"type": _type(response), "headers": headers, "body": _body(response).decode()}
    data = json.dumps(answer).encode()
    row.sealed = (
        vault.seal(subject_id=row.subject_id, context=_CONTEXT, data=data)
        if row.subject_id
        else vault.seal_house(context=_CONTEXT, data=data)
    )
    row.status_code = response.status_code
    row.answered_at = at
    row.save(update_fields=["subject_id", "sealed", "status_code", "answered_at"])


def _type(response: HttpResponseBase) -> str:
    """A Response is rendered after the handler: until then its header is Django's default."""
    return "application/json" if isinstance(response, Response) else str(response["Content-Type"])


def _body(response: HttpResponseBase) -> bytes:
    if isinstance(response, Response):
        return JSONRenderer().render(response.data)
    return getattr(response, "content", b"")


def _read(row: IdempotentRequest) -> Answer:
    """Raises KeyDestroyed (410) once the subject was erased."""
    sealed = bytes(row.sealed)
    answer = json.loads(
        vault.unseal(subject_id=row.subject_id, context=_CONTEXT, sealed=sealed)
        if row.subject_id
        else vault.unseal_house(context=_CONTEXT, sealed=sealed)
    )
    return Answer(int(row.status_code or 0), answer["type"], answer["headers"], answer["body"])


def _replay(answer: Answer) -> HttpResponse:
    headers = {**answer.headers, "Idempotency-Replayed": "true"}
    return HttpResponse(answer.body, status=answer.status, content_type=answer.type, headers=headers)


def fingerprint_of(request: Request) -> str:
    """A keyed hash of method, path and meaning of the body: neither spaces in JSON nor a multipart boundary matter."""
    data: Any = request.data
    fields = data.lists() if isinstance(data, QueryDict) else data.items()
    parts: list[Any] = [request.method, request.get_full_path()]
    parts += sorted((name, _digest(value)) for name, value in fields)
    return salted_hmac(_CONTEXT, json.dumps(parts), algorithm="sha256").hexdigest()


def _digest(value: Any) -> str:
    if isinstance(value, list) and all(hasattr(part, "chunks") for part in value):
        return " ".join(_file_digest(part) for part in value)
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def _file_digest(file: Any) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def purge(*, at: datetime) -> int:
    """Deletes the rows whose keys have expired; the number of them."""
    return IdempotentRequest.objects.filter(created_at__lte=at - LIFETIME).delete()[0]
