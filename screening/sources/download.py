"""A list's files from their publisher: asked for conditionally, bounded, and with patience."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from screening.sources.files import MAX_BYTES
from screening.sources.port import ListRefused, Remote, Source

_TIMEOUT = httpx.Timeout(60, connect=15)
_ATTEMPTS = 4
_PAUSE = 2.0  # seconds, doubled after each attempt
_TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})

Validators = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """`unchanged` where the publisher says so of every file; else the files lie in the folder, all of them."""

    unchanged: bool
    validators: Validators


def fetch(
    source: Source,
    folder: Path,
    *,
    validators: Validators,
    transport: httpx.BaseTransport | None = None,
    pause: float = _PAUSE,
) -> Answer:
    """Downloads the list into `folder`. `validators` are those of the last Answer; files of one state belong together,
    so that one that changed brings the others along. Raises ListRefused `unreachable`, `too_large` or `missing`.
    """
    headers = {"User-Agent": source.user_agent, "Accept": "*/*"}
    with httpx.Client(headers=headers, timeout=_TIMEOUT, follow_redirects=True, transport=transport) as client:
        if validators and all(_is_unchanged(client, remote, validators, pause) for remote in source.remotes):
            return Answer(unchanged=True, validators=validators)
        fresh = {remote.name: _download(client, remote, folder, pause) for remote in source.remotes}
    return Answer(unchanged=False, validators={name: found for name, found in fresh.items() if found})


def _is_unchanged(client: httpx.Client, remote: Remote, validators: Validators, pause: float) -> bool:
    known = validators.get(remote.name)
    if not known:
        return not remote.required and bool(validators)
    with _patient(client, remote, dict(known), pause) as response:
        return response.status_code == httpx.codes.NOT_MODIFIED


def _download(client: httpx.Client, remote: Remote, folder: Path, pause: float) -> dict[str, str]:
    with _patient(client, remote, {}, pause) as response:
        if response.status_code == httpx.codes.NOT_FOUND and not remote.required:
            return {}
        if response.status_code != httpx.codes.OK:
            raise ListRefused("unreachable", f"The publisher answered {response.status_code} for {remote.name}.")
        _store(response, remote, folder / remote.name)
        found = {
            "If-None-Match": response.headers.get("etag", ""),
            "If-Modified-Since": response.headers.get("last-modified", ""),
        }
        return {name: value for name, value in found.items() if value}


def _store(response: httpx.Response, remote: Remote, path: Path) -> None:
    size = 0
    try:
        with path.open("wb") as file:
            for chunk in response.iter_bytes():
                size += len(chunk)
                if size > MAX_BYTES:
                    raise ListRefused("too_large", f"{remote.name} is larger than {MAX_BYTES} bytes.")
                file.write(chunk)
    except httpx.HTTPError as error:
        raise ListRefused("truncated", f"The download of {remote.name} broke off.") from error


def _patient(client: httpx.Client, remote: Remote, headers: dict[str, str], pause: float) -> "_Stream":
    last = ""
    for attempt in range(_ATTEMPTS):
        if attempt:
            time.sleep(pause * 2 ** (attempt - 1))
        try:
            response = client.send(client.build_request("GET", remote.url, headers=headers), stream=True)
        except httpx.HTTPError as error:
            last = type(error).__name__
            continue
        if response.status_code not in _TRY_AGAIN:
            return _Stream(response)
        last = str(response.status_code)
        response.close()
    raise ListRefused("unreachable", f"The publisher of {remote.name} could not be reached ({last}).")


@dataclass(frozen=True, slots=True)
class _Stream:
    """Closes the response in every case."""

    response: httpx.Response

    def __enter__(self) -> httpx.Response:
        return self.response

    def __exit__(self, *_: object) -> None:
        self.response.close()
