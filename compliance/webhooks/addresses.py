"""Where a webhook may go: never into our own network, and to the very address that was checked.

A partner chooses the URL, so whoever sends to it is a tool for reaching what only this house can reach (server-side
request forgery). The name is resolved once, every address behind it is checked, and the connection is made to one of
those: a second answer of the name server (DNS rebinding) is never asked for.
"""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpx

from compliance.kernel.errors import DomainError

_NAT64 = IPv6Network("64:ff9b::/96")
_SPECIAL = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
"""Protocol assignments and 6to4 relays, which `is_global` of some Python versions lets through."""
_LONGEST = 2000
_LAST_PORT = 65_535


class AddressRefused(DomainError):
    code = "endpoint_address_refused"
    title = "Webhooks are not sent to this address."


class HostUnknown(Exception):
    """The name resolves to nothing at the moment."""


@dataclass(frozen=True, slots=True)
class Target:
    """A URL and the checked addresses behind its host."""

    url: httpx.URL
    addresses: tuple[str, ...]

    def pinned(self, address: str) -> httpx.URL:
        """The URL with the address in place of the host: what is connected to."""
        return self.url.copy_with(host=address)

    @property
    def authority(self) -> str:
        return self.url.netloc.decode("ascii")


def check_url(text: str, *, allow_http: bool, allow_private: bool) -> httpx.URL:
    """The URL, refused by its look alone and without asking a name server. Raises AddressRefused."""
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise AddressRefused("This is not a URL.") from error
    if len(text) > _LONGEST or not text.isascii() or any(letter <= " " for letter in text):
        raise AddressRefused(f"A URL is at most {_LONGEST} printable ASCII characters.")
    if url.scheme != "https" and not (allow_http and url.scheme == "http"):
        raise AddressRefused("The URL must start with https://.")
    if not url.host or url.userinfo or url.fragment or not 0 < (url.port or 1) <= _LAST_PORT:
        raise AddressRefused("The URL has a host, and neither a user name nor a fragment.")
    if not allow_private and _looks_private(url.host):
        raise AddressRefused("The host must be reachable from the public internet.")
    return url


def resolve(url: httpx.URL, *, allow_private: bool) -> Target:
    """Asks the name server. Raises AddressRefused if any address behind the host is not public, and HostUnknown."""
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(url.host, port, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    except (OSError, UnicodeError) as error:
        raise HostUnknown from error
    addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses:
        raise HostUnknown
    if not allow_private and not all(is_public(ip_address(address)) for address in addresses):
        raise AddressRefused("The host must be reachable from the public internet.")
    return Target(url, addresses)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Globally routed unicast; an IPv6 address that carries an IPv4 one is judged by that too."""
    inner = _inner(address)
    if inner is not None:
        return is_public(inner)
    if isinstance(address, IPv6Address) and address.is_site_local:
        return False
    if any(address in network for network in _SPECIAL):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def _looks_private(host: str) -> bool:
    try:
        return not is_public(ip_address(host))
    except ValueError:
        return "." not in host or host.lower().rstrip(".").endswith((".localhost", ".local", ".internal"))
