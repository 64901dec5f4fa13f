"""One HTTP request to a partner, bounded in every direction."""

import asyncio
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import httpx

from compliance.webhooks.addresses import AddressRefused, HostUnknown, Target, check_url, resolve

DEADLINE = 15.0
"""Seconds for everything after the name is resolved; a server that answers a byte at a time gets no more."""
_CONNECT = 5.0
_ADDRESSES = 3
_AGENT = "Gatehouse-Webhooks/1.0"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`status_code` is None where no answer came; then `error` is a code that says why."""

    status_code: int | None
    error: str
    duration_ms: int

    @property
    def delivered(self) -> bool:
        return self.status_code is not None and httpx.codes.is_success(self.status_code)

    @property
    def gone(self) -> bool:
        return self.status_code == httpx.codes.GONE


def post(
    url: str,
    *,
    body: str,
    headers: Mapping[str, str],
    allow_http: bool,
    allow_private: bool,
    deadline: float = DEADLINE,
) -> Outcome:
    """Sends `body` once. Follows no redirect, uses no proxy, never reads the answer's body. Slow; raises nothing."""
    started = time.monotonic()
    status_code, error = None, ""
    try:
        target = resolve(
            check_url(url, allow_http=allow_http, allow_private=allow_private), allow_private=allow_private
        )
        status_code = asyncio.run(_within(deadline, target, body, headers))
        error = "" if httpx.codes.is_success(status_code) else f"http_{status_code}"
    except AddressRefused:
        error = "address_refused"
    except HostUnknown:
        error = "host_unknown"
    except (TimeoutError, httpx.TimeoutException):
        error = "timeout"
    except httpx.ConnectError as failure:
        error = "tls_failed" if _is_about_tls(failure) else "connection_failed"
    except (httpx.HTTPError, OSError):
        error = "connection_broken"
    return Outcome(status_code, error, round((time.monotonic() - started) * 1000))


async def _within(seconds: float, target: Target, body: str, headers: Mapping[str, str]) -> int:
    async with asyncio.timeout(seconds):
        return await _post(target, body, headers)


async def _post(target: Target, body: str, headers: Mapping[str, str]) -> int:
    limits = httpx.Timeout(DEADLINE, connect=_CONNECT)
    async with httpx.AsyncClient(verify=_tls(), trust_env=False, timeout=limits) as client:
        *others, last = target.addresses[:_ADDRESSES]
        for address in others:
            try:
                return await _send(client, target, address, body, headers)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await _send(client, target, last, body, headers)


async def _send(client: httpx.AsyncClient, target: Target, address: str, body: str, headers: Mapping[str, str]) -> int:
    """Connects to `address`; the certificate is still checked against the URL's host."""
    request = client.build_request(
        "POST",
        target.pinned(address),
        content=body.encode(),
        headers={
            "Host": target.authority,
            "Content-Type": "application/json",
            "User-Agent": _AGENT,
            "Accept-Encoding": "identity",
            **headers,
        },
        extensions={"sni_hostname": target.url.host},
    )
    response = await client.send(request, stream=True, follow_redirects=False)
    await response.aclose()
    return response.status_code


@cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def _is_about_tls(failure: BaseException) -> bool:
    cause: BaseException | None = failure
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
