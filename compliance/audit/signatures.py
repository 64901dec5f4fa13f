"""Ed25519 signatures of checkpoints; without the `cryptography` package everything but checking them still works."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from compliance.audit.chain import Mark

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
except ImportError:  # the offline verifier may run where nothing is installed
    AVAILABLE = False
else:
    AVAILABLE = True

UNKNOWN_KEY = "a checkpoint is signed by a key that is not known"
FORGED = "forged: the signature of the checkpoint is not valid"


def key_id(public: bytes) -> str:
    """How a public key is named: the first 16 hex digits of its SHA-256."""
    return sha256(public).hexdigest()[:16]


def public_key(seed: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sign(mark: Mark, seed: bytes) -> Mark:
    """The same mark with its key's id and its signature."""
    named = replace(mark, key_id=key_id(public_key(seed)))
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(named.statement())
    return replace(named, signature=signature.hex())


def keyring(publics: list[bytes]) -> dict[str, bytes]:
    return {key_id(public): public for public in publics}


def wrong(mark: Mark, keys: Mapping[str, bytes]) -> str:
    """What is wrong with the mark's signature, or an empty string."""
    public = keys.get(mark.key_id)
    if public is None:
        return UNKNOWN_KEY
    try:
        signature = bytes.fromhex(mark.signature)
        Ed25519PublicKey.from_public_bytes(public).verify(signature, mark.statement())
    except (InvalidSignature, ValueError, AttributeError, TypeError):
        return FORGED
    return "" if signature.hex() == mark.signature else FORGED
