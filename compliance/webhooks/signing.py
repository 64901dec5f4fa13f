"""Standard Webhooks: secrets, and the three headers that prove who sent a message and when."""

import base64
import os
from datetime import datetime

from standardwebhooks import Webhook

from compliance.vault import services as vault

_CONTEXT = "webhook.secret"
_PREFIX = "whsec_"
_BYTES = 32


def new_secret() -> str:
    """`whsec_` and 256 random bits in base 64."""
    return _PREFIX + base64.b64encode(os.urandom(_BYTES)).decode()


def seal(secret: str) -> bytes:
    return vault.seal_house(context=_CONTEXT, data=secret.encode())


def unseal(sealed: bytes) -> str:
    return vault.unseal_house(context=_CONTEXT, sealed=sealed).decode()


def headers(*, message_id: str, body: str, secrets: tuple[str, ...], at: datetime) -> dict[str, str]:
    """One signature per secret, separated by spaces: while a secret is being replaced, a receiver may check either.

    `message_id` is the same for every attempt; `at` is the attempt's own time: receivers tolerate five minutes.
    """
    signatures = (Webhook(secret).sign(message_id, at, body) for secret in secrets)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
