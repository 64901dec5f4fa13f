"""Signed checkpoints: a shortened or rewritten chain contradicts what the house has signed."""

from base64 import b64decode
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from compliance.audit import reading, signatures
from compliance.audit.chain import GENESIS, Fault, Mark, Walk, instant
from compliance.audit.models import ChainHead, Checkpoint
from compliance.kernel.ids import new_id


class BrokenTrail(RuntimeError):
    """The house does not sign a chain that is not whole."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def signing_seed() -> bytes:
    """The 32 bytes of `settings.AUDIT_SIGNING_KEY`."""
    try:
        seed = b64decode(settings.AUDIT_SIGNING_KEY, validate=True)
    except ValueError as error:
        raise ImproperlyConfigured("GATEHOUSE_AUDIT_KEY is the base64 of 32 bytes.") from error
    if len(seed) != 32:
        raise ImproperlyConfigured("GATEHOUSE_AUDIT_KEY is the base64 of 32 bytes.")
    return seed


def public_keys() -> dict[str, bytes]:
    """The keys that signatures are checked with: the present one first, then those it replaced."""
    retired = [bytes.fromhex(key) for key in settings.AUDIT_RETIRED_KEYS]
    return signatures.keyring([signatures.public_key(signing_seed()), *retired])


def checkpoint(*, at: datetime) -> list[Checkpoint]:
    """Signs the end of every chain that has grown since its last checkpoint, after verifying what has grown.

    Raises BrokenTrail, and signs nothing more, at the first chain that does not go on from its last checkpoint.
    """
    made = [_sign_chain(chain, at) for chain in ChainHead.objects.order_by("chain").values_list("chain", flat=True)]
    return [row for row in made if row is not None]


@transaction.atomic
def _sign_chain(chain: UUID, at: datetime) -> Checkpoint | None:
    head = ChainHead.objects.get(chain=chain)
    last = Checkpoint.objects.filter(chain=chain).order_by("-seq").first()
    if last and last.seq == head.seq and last.hash == head.hash:
        return None
    _check_growth(head, last)
    unsigned = Mark(new_id().hex, chain.hex, head.seq, head.hash, instant(at), "", "")
    mark = signatures.sign(unsigned, signing_seed())
    return Checkpoint.objects.create(
        id=UUID(mark.id), chain=chain, seq=mark.seq, hash=mark.hash, at=at, key_id=mark.key_id, signature=mark.signature
    )


def _check_growth(head: ChainHead, last: Checkpoint | None) -> None:
    start = (last.seq, last.hash) if last else (0, GENESIS)
    walk = Walk(head.chain.hex, start=start)
    for page in reading.pages(head.chain, after=start[0], until=head.seq):
        if fault := walk.follow(page):
            raise BrokenTrail(fault)
    if fault := walk.end((head.seq, head.hash)):
        raise BrokenTrail(fault)
