"""A list's files from their publisher: asked for conditionally, bounded, and with patience."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx

from screening.sources.files import MAX_BYTES, ends_with
from screening.sources.port import ListRefused, Remote, Source

_TIMEOUT = httpx.Timeout(60, connect=15)
_ATTEMPTS = 4
_PAUSE = 2.0
"""Seconds, doubled after each attempt."""
_LONGEST_PAUSE = 60.0
"""Seconds: a publisher that asks for more is asked again at the next hour."""
_LONGEST_DOWNLOAD = 1800.0
"""Seconds in all for one file: a publisher that sends a byte at a time does not hold a worker for ever."""
_MOST_REDIRECTS = 5
_TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})

Validators = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """`unchanged` where the publisher says so of every file; else the files lie in the folder, all of them."""

    unchanged: bool
    validators: Validators


@dataclass(frozen=True, slots=True)
class _Publisher:
    client: httpx.Client
    pause: float
    own_headers: Mapping[str, str]
    """For the publisher's own host alone, for they may hold a key."""


def fetch(
    source: Source,
    folder: Path,
    *,
    validators: Validators,
    transport: httpx.BaseTransport | None = None,
    pause: float = _PAUSE,
) -> Answer:
    """Downloads the list into `folder`. `validators` are those of the last Answer; files of one state belong together,
    so that one that changed brings the others along. Raises ListRefused `unreachable`, `too_large`, `truncated` or
    `insecure`.
    """
    if not source.is_published:
        raise ListRefused("unreachable", f"{source.title} has no public address: load it from a file.")
    headers = {"User-Agent": source.user_agent, "Accept": "*/*"}
    with httpx.Client(headers=headers, timeout=_TIMEOUT, verify=True, transport=transport) as client:
        publisher = _Publisher(client, pause, source.headers)
        if validators and all(_is_unchanged(publisher, remote, validators) for remote in source.remotes):
            return Answer(unchanged=True, validators=validators)
        fresh = {remote.name: _download(publisher, remote, folder) for remote in source.remotes}
    return Answer(unchanged=False, validators={name: found for name, found in fresh.items() if found})


def _is_unchanged(publisher: _Publisher, remote: Remote, validators: Validators) -> bool:
    known = validators.get(remote.name)
    if not known:
        return not remote.required and bool(validators)
    with _patient(publisher, remote, dict(known)) as response:
        return response.status_code == httpx.codes.NOT_MODIFIED


def _download(publisher: _Publisher, remote: Remote, folder: Path) -> dict[str, str]:
    """The file, begun anew where the line broke; what to ask with next time, nothing for a file that is not there."""
    broken: ListRefused | None = None
    for attempt in range(_ATTEMPTS):
        if attempt:
            time.sleep(min(publisher.pause * 2 ** (attempt - 1), _LONGEST_PAUSE))
        try:
            return _attempt(publisher, remote, folder / remote.name)
        except httpx.HTTPError as error:
            broken = ListRefused("truncated", f"The download of {remote.name} broke off ({type(error).__name__}).")
    assert broken is not None  # noqa: S101  (there is at least one attempt)
    raise broken


def _attempt(publisher: _Publisher, remote: Remote, path: Path) -> dict[str, str]:
    with _patient(publisher, remote, {}) as response:
        if response.status_code == httpx.codes.NOT_FOUND and not remote.required:
            return {}
        if response.status_code != httpx.codes.OK:
            raise ListRefused("unreachable", f"The publisher answered {response.status_code} for {remote.name}.")
        _store(response, remote, path)
        found = {
            "If-None-Match": response.headers.get("etag", ""),
            "If-Modified-Since": response.headers.get("last-modified", ""),
        }
    if remote.end and path.stat().st_size and not ends_with(path, remote.end):
        raise ListRefused("truncated", f"{remote.name} came without its end mark: it was cut.")
    return {name: value for name, value in found.items() if value}


def _store(response: httpx.Response, remote: Remote, path: Path) -> None:
    size, largest, until = 0, remote.largest or MAX_BYTES, time.monotonic() + _LONGEST_DOWNLOAD
    with path.open("wb") as file:
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > largest:
                raise ListRefused("too_large", f"{remote.name} is larger than {largest} bytes.")
            if time.monotonic() > until:
                raise ListRefused(
                    "unreachable", f"{remote.name} did not arrive within {_LONGEST_DOWNLOAD:.0f} seconds."
                )
            file.write(chunk)


@contextmanager
def _patient(publisher: _Publisher, remote: Remote, headers: dict[str, str]) -> Iterator[httpx.Response]:
    """The answer, closed in every case; one that asks for patience is asked again."""
    last, wait = "", 0.0
    for attempt in range(_ATTEMPTS):
        if attempt:
            time.sleep(max(wait, min(publisher.pause * 2 ** (attempt - 1), _LONGEST_PAUSE)))
        try:
            response = _follow(publisher, remote, headers)
        except httpx.HTTPError as error:
            last, wait = type(error).__name__, 0.0
            continue
        try:
            if response.status_code not in _TRY_AGAIN:
                yield response
                return
        finally:
            response.close()
        last, wait = str(response.status_code), _asked_to_wait(response)
        if wait > _LONGEST_PAUSE:
            break
    raise ListRefused("unreachable", f"The publisher of {remote.name} could not be reached ({last}).")


def _follow(publisher: _Publisher, remote: Remote, headers: dict[str, str]) -> httpx.Response:
    """The answer behind redirects, of which none may leave https: nobody on the way shall exchange the list."""
    url, home = remote.url, urlsplit(remote.url).netloc
    for _ in range(_MOST_REDIRECTS + 1):
        if urlsplit(url).scheme != "https":
            raise ListRefused("insecure", f"The publisher of {remote.name} sends to an address that is not https.")
        own = publisher.own_headers if urlsplit(url).netloc == home else {}
        request = publisher.client.build_request("GET", url, headers={**own, **headers})
        response = publisher.client.send(request, stream=True)
        if not response.has_redirect_location:
            return response
        url = urljoin(url, response.headers["location"])
        response.close()
    raise ListRefused("unreachable", f"The publisher of {remote.name} redirects without end.")


def _asked_to_wait(response: httpx.Response) -> float:
    """Seconds, from Retry-After in either of its forms (RFC 9110, by the publisher's own clock); 0 without one."""
    value = response.headers.get("retry-after", "").strip()
    if value.isdigit():
        return float(value)
    try:
        moment, now = parsedate_to_datetime(value), parsedate_to_datetime(response.headers.get("date", ""))
    except ValueError:
        return 0.0
    return max(0.0, (moment - now).total_seconds()) if moment.tzinfo and now.tzinfo else 0.0
