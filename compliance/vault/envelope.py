"""AES-256-GCM as the vault uses it: versioned, with a random nonce, bound to the owner and the purpose."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from compliance.kernel.errors import DomainError

VERSION = b"\x01"
_NONCE = 12
_TAG = 16


class SealBroken(DomainError):
    """The bytes were altered, cut, or belong to another subject, context or key."""

    code = "seal_broken"
    status = 500
    title = "The stored data cannot be opened."


def bound(*parts: bytes) -> bytes:
    """Additional authenticated data: each part after its length in four bytes, so that no two lists look alike."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def encrypt(key: bytes, data: bytes, aad: bytes) -> bytes:
    """One byte of version, twelve of nonce, the ciphertext, sixteen of tag (NIST SP 800-38D, 96-bit random nonces)."""
    nonce = os.urandom(_NONCE)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, data, VERSION + aad)


def decrypt(key: bytes, sealed: bytes, aad: bytes) -> bytes:
    """The data; raises SealBroken, never something of the library's own."""
    if sealed[:1] != VERSION or len(sealed) < 1 + _NONCE + _TAG:
        raise SealBroken
    nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        return AESGCM(key).decrypt(nonce, body, VERSION + aad)
    except InvalidTag as error:
        raise SealBroken from error
