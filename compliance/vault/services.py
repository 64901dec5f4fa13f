"""Sealing personal data under a key of its subject; destroying the key makes every copy of the data unreadable."""

import hmac
import json
import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

from compliance.audit import services as audit
from compliance.kernel.actors import Actor
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import HOUSE, new_id
from compliance.vault.envelope import SealBroken, bound, decrypt, encrypt
from compliance.vault.models import DataKey, SharedKey

__all__ = [
    "KeyDestroyed", "KeyMissing", "MasterKeyMissing", "Opener", "SealBroken", "blind_index", "create_key",
    "create_shared_key", "destroy", "drop_shared_key", "opener", "openers", "rewrap", "seal",
    "seal_house", "seal_json", "unseal", "unseal_house", "unseal_json",
]  # fmt: skip

_DATA = b"gatehouse.seal.1"
_KEY = b"gatehouse.key.1"
_INDEX = b"gatehouse.index.1"


class KeyDestroyed(DomainError):
    code = "erased"
    status = 410
    title = "The personal data was erased."


class KeyMissing(DomainError):
    """Nobody called `create_key()` for the subject: a bug of ours."""

    code = "key_missing"
    status = 500
    title = "The data has no key."


class MasterKeyMissing(DomainError):
    """A data key is wrapped by a master key that `GATEHOUSE_MASTER_KEYS` does not hold."""

    code = "master_key_missing"
    status = 500
    title = "The data cannot be opened with the keys at hand."


@dataclass(frozen=True, slots=True)
class Opener:
    """One subject's key, unwrapped once: seals and unseals many times without a query. Keep it for one call."""

    subject_id: UUID
    _key: bytes = field(repr=False)

    def seal(self, *, context: str, data: bytes) -> bytes:
        return encrypt(self._key, data, self._aad(context))

    def unseal(self, *, context: str, sealed: bytes | memoryview) -> bytes:
        """Raises SealBroken."""
        return decrypt(self._key, bytes(sealed), self._aad(context))

    def seal_json(self, *, context: str, value: Any) -> bytes:
        return self.seal(context=context, data=json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode())

    def unseal_json(self, *, context: str, sealed: bytes | memoryview) -> Any:
        return json.loads(self.unseal(context=context, sealed=sealed))

    def _aad(self, context: str) -> bytes:
        return bound(_DATA, self.subject_id.bytes, context.encode())


def create_key(*, subject_id: UUID, at: datetime) -> None:
    """Gives the subject a data key; one that has a key, or had one, keeps what it has."""
    DataKey.objects.bulk_create([_fresh(subject_id, created_at=at)], ignore_conflicts=True)


def opener(*, subject_id: UUID) -> Opener:
    """One query. Raises KeyDestroyed, KeyMissing, MasterKeyMissing."""
    row = DataKey.objects.filter(subject_id=subject_id).first()
    if row is None:
        raise KeyMissing
    return Opener(subject_id, _unwrap(row))


def openers(*, subject_ids: Collection[UUID]) -> Mapping[UUID, Opener]:
    """By subject, in one query. Who has no key that opens is left out: `opener()` says why. Raises MasterKeyMissing."""
    found = {}
    for row in DataKey.objects.filter(pk__in=subject_ids, destroyed_at=None):
        with suppress(SealBroken):
            found[row.subject_id] = Opener(row.subject_id, _unwrap(row))
    return found


def seal(*, subject_id: UUID, context: str, data: bytes) -> bytes:
    """What only this subject's key opens, and only for this context. Raises as `opener()` does."""
    return opener(subject_id=subject_id).seal(context=context, data=data)


def unseal(*, subject_id: UUID, context: str, sealed: bytes | memoryview) -> bytes:
    """The data. Raises SealBroken, and as `opener()` does."""
    return opener(subject_id=subject_id).unseal(context=context, sealed=sealed)


def seal_json(*, subject_id: UUID, context: str, value: Any) -> bytes:
    """As `seal()` does, for what `json` can write."""
    return opener(subject_id=subject_id).seal_json(context=context, value=value)


def unseal_json(*, subject_id: UUID, context: str, sealed: bytes | memoryview) -> Any:
    """What `seal_json()` was given, lists for tuples. Raises as `unseal()` does."""
    return opener(subject_id=subject_id).unseal_json(context=context, sealed=sealed)


def seal_house(*, context: str, data: bytes) -> bytes:
    """For secrets that belong to no subject."""
    return _house().seal(context=context, data=data)


def unseal_house(*, context: str, sealed: bytes | memoryview) -> bytes:
    """The data that `seal_house()` was given. Raises SealBroken."""
    return _house().unseal(context=context, sealed=sealed)


def blind_index(*, purpose: str, value: str | bytes) -> str:
    """64 hex digits that are equal where the values are, and tell nothing without the key; other purpose, other digits.

    HMAC-SHA256 under a key derived (HKDF, RFC 5869) from the house's data key, which rotation re-wraps and keeps.
    """
    data = value.encode() if isinstance(value, str) else value
    return hmac.new(_house_index_key(purpose), data, sha256).hexdigest()


def create_shared_key(*, first: UUID, last: UUID, at: datetime) -> UUID:
    """A key, named like a subject, for one thing in which subjects from `first` to `last` occur.

    Made before the first of them is read: whoever is erased meanwhile destroys it, and the thing is never sealed.
    """
    key_id = new_id()
    with transaction.atomic():
        DataKey.objects.bulk_create([_fresh(key_id, created_at=at)])
        SharedKey.objects.create(key=key_id, first=first, last=last)
    return key_id


def drop_shared_key(*, key_ids: Collection[UUID]) -> None:
    """What they seal was replaced. Keys that are not shared stay as they are."""
    with transaction.atomic():
        shared = list(SharedKey.objects.filter(key__in=key_ids).values_list("key", flat=True))
        SharedKey.objects.filter(key__in=shared).delete()
        DataKey.objects.filter(pk__in=shared).delete()


@transaction.atomic
def destroy(*, subject_id: UUID, at: datetime) -> None:
    """Erases the subject's key, for good: no backup of the data opens again. A second time it does nothing.

    With it goes every shared key of a range that the subject is in. Raises KeyMissing. The house's own key cannot be
    destroyed (ValueError).
    """
    if subject_id == HOUSE:
        raise ValueError("the house's key opens every partner's secrets and is not destroyed")
    rows = DataKey.objects.filter(subject_id=subject_id)
    if not rows.filter(destroyed_at=None).update(wrapped=None, destroyed_at=at) and not rows.exists():
        raise KeyMissing
    shared = SharedKey.objects.filter(first__lte=subject_id, last__gte=subject_id)
    drop_shared_key(key_ids=list(shared.values_list("key", flat=True)))


def rewrap(*, actor: Actor, at: datetime, batch: int = 500) -> int:
    """Wraps every data key by the active master key, `batch` to a transaction; returns how many there were.

    Killed midway, it goes on where it stopped. Afterwards the former master keys can be taken out of the environment.
    """
    total = 0
    while count := _rewrap_batch(actor=actor, at=at, batch=batch):
        total += count
    return total


@transaction.atomic
def _rewrap_batch(*, actor: Actor, at: datetime, batch: int) -> int:
    active = _active()[0]
    stale = DataKey.objects.filter(destroyed_at=None).exclude(master_key_id=active)
    rows = list(stale.select_for_update().order_by("subject_id")[:batch])
    for row in rows:
        row.wrapped, row.master_key_id = _wrap(row.subject_id, _unwrap(row)), active
    DataKey.objects.bulk_update(rows, ["wrapped", "master_key_id"])
    if rows:
        facts: dict[str, audit.JSON] = {"keys": len(rows), "master_key": active}
        audit.record(partner_id=HOUSE, kind="vault.rewrapped", subject="vault", actor=actor, facts=facts, at=at)
    return len(rows)


def _house() -> Opener:
    # The house's key is made by whoever needs it first; the database supplies its time.
    if not DataKey.objects.filter(subject_id=HOUSE).exists():
        DataKey.objects.bulk_create([_fresh(HOUSE)], ignore_conflicts=True)
    return opener(subject_id=HOUSE)


def _house_index_key(purpose: str) -> bytes:
    info = bound(_INDEX, purpose.encode())
    return HKDF(SHA256(), length=32, salt=None, info=info).derive(_house()._key)  # noqa: SLF001 (same module)


def _fresh(subject_id: UUID, **columns: datetime) -> DataKey:
    wrapped = _wrap(subject_id, os.urandom(32))
    return DataKey(subject_id=subject_id, wrapped=wrapped, master_key_id=_active()[0], **columns)


def _active() -> tuple[str, bytes]:
    keys: Mapping[str, bytes] = settings.MASTER_KEYS
    return next(iter(keys.items()))


def _wrap(subject_id: UUID, key: bytes) -> bytes:
    master_id, master = _active()
    return encrypt(master, key, bound(_KEY, subject_id.bytes, master_id.encode()))


def _unwrap(row: DataKey) -> bytes:
    if row.wrapped is None:
        raise KeyDestroyed
    master = settings.MASTER_KEYS.get(row.master_key_id)
    if master is None:
        raise MasterKeyMissing
    aad = bound(_KEY, row.subject_id.bytes, row.master_key_id.encode())
    return decrypt(master, bytes(row.wrapped), aad)
