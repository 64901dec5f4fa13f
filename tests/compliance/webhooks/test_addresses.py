"""Where webhooks may go, and the many spellings of where they may not."""

import socket
from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.webhooks.addresses import AddressRefused, HostUnknown, check_url, is_public, resolve

PRIVATE = [
    "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",  # noqa: S104
    "100.64.0.1",
    "192.0.0.8", "192.88.99.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1",
    "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
    "2002:7f00:1::", "2002:a00:1::1", "100::1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e"]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_inside_a_house_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_on_the_internet_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_address_wrapped_in_an_ipv6_one_is_never_more_public(address: Any) -> None:
    if not is_public(address):
        assert not is_public(ip_address(f"::ffff:{address}"))
        assert not is_public(ip_address("64:ff9b::") + int(address))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "acme.example/hooks",
        "http://acme.example/hooks",
        "ftp://acme.example/hooks",
        "file:///etc/passwd",
        "https://",
        "https:///hooks",
        "https://user:word@acme.example/",
        "https://user@acme.example/",
        "https://acme.example/#part",
        "https://localhost/",
        "https://intranet/",
        "https://printer.local/",
        "https://metadata.google.internal/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/latest/meta-data",
        "https://2130706433/",
        "https://acme.example/\r\nX-Evil: 1",
        "https://acme.example/ space",
        "https://acme.example:99999/",
        "https://acme.example/" + "a" * 2000,
        "https://exämple.com/",
    ],
)
def test_a_url_is_refused_by_its_look(url: str) -> None:
    with pytest.raises(AddressRefused):
        check_url(url, allow_http=False, allow_private=False)


def test_an_ordinary_url_is_taken() -> None:
    assert (
        str(check_url("https://acme.example:8443/hooks?a=1", allow_http=False, allow_private=False).host)
        == "acme.example"
    )


def test_a_sandbox_may_use_http_and_loopback_where_the_house_says_so() -> None:
    assert check_url("http://127.0.0.1:8000/", allow_http=True, allow_private=True).port == 8000


@st.composite
def _texts(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(["https://", "http://", "", "//", "https:"])) + draw(st.text(max_size=40))


@given(_texts())
def test_no_text_is_more_than_refused(text: str) -> None:
    try:
        url = check_url(text, allow_http=False, allow_private=False)
    except AddressRefused:
        return
    assert url.scheme == "https"
    assert url.host


def answering(*addresses: str) -> Callable[..., Any]:
    """A name server that knows one answer."""
    return lambda *_args, **_kwargs: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in addresses]


@pytest.mark.parametrize("addresses", [("127.0.0.1",), ("8.8.8.8", "10.0.0.1"), ("::1",), ("fe80::1%eth0",)])
def test_a_name_that_leads_inside_is_refused_even_beside_a_good_answer(
    monkeypatch: pytest.MonkeyPatch, addresses: tuple[str, ...]
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answering(*addresses))

    with pytest.raises(AddressRefused):
        resolve(httpx.URL("https://acme.example/"), allow_private=False)


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answering("8.8.8.8", "8.8.8.8", "1.1.1.1"))

    target = resolve(httpx.URL("https://acme.example:8443/hooks?a=1"), allow_private=False)

    assert target.addresses == ("8.8.8.8", "1.1.1.1")
    assert str(target.pinned("8.8.8.8")) == "https://8.8.8.8:8443/hooks?a=1"
    assert target.authority == "acme.example:8443"


def test_decimal_and_octal_spellings_of_loopback_are_seen_through() -> None:
    for host in ("2130706433", "0x7f.1", "0177.0.0.1", "127.1"):
        with pytest.raises((AddressRefused, HostUnknown)):
            resolve(check_url(f"https://{host}/", allow_http=False, allow_private=False), allow_private=False)


def test_a_name_that_nobody_knows_is_no_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    with pytest.raises(HostUnknown):
        resolve(httpx.URL("https://acme.example/"), allow_private=False)
