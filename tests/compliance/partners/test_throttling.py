"""Whose address counts at the token door."""

from ipaddress import ip_network
from typing import Any

import pytest
from django.test import RequestFactory

from compliance.partners.throttling import caller_address

PROXIES = [ip_network("172.16.0.0/12")]


@pytest.mark.parametrize(
    ("peer", "header", "expected"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("172.18.0.2", "198.51.100.1", "198.51.100.1"),
        ("172.18.0.2", "10.0.0.1, 198.51.100.1", "198.51.100.1"),
        ("172.18.0.2", "", "172.18.0.2"),
        ("", "198.51.100.1", ""),
    ],
)
def test_a_forwarded_address_is_believed_from_our_own_proxy_alone(
    settings: Any, peer: str, header: str, expected: str
) -> None:
    settings.TRUSTED_PROXIES = PROXIES
    headers = {"X-Forwarded-For": header} if header else {}

    request = RequestFactory().post("/oauth/token", REMOTE_ADDR=peer, headers=headers)

    assert caller_address(request) == expected
