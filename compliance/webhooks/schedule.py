"""When a delivery that failed is tried again."""

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

RETRIES = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
ATTEMPTS = len(RETRIES) + 1
SUSTAINED = timedelta(days=3)
"""An endpoint that has failed for so long without one success is disabled when a delivery is given up."""
_SPREAD = 0.2


def retry_in(*, delivery_id: UUID, attempt: int) -> timedelta:
    """How long to wait after attempt number `attempt` (from 1): the table's entry and up to a fifth more.

    The surplus differs between deliveries and is the same whenever it is asked for: after an outage a partner is not
    met by everything at once.
    """
    base = RETRIES[min(attempt, len(RETRIES)) - 1]
    draw = sha256(delivery_id.bytes + attempt.to_bytes(2)).digest()
    return base * (1 + _SPREAD * int.from_bytes(draw[:4]) / 2**32)
