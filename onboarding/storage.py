"""What a document holds, sealed: its picture in a file that is written whole or not at all, its text in the row."""

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from compliance.kernel.ids import new_id
from compliance.vault import services as vault
from onboarding.models import ChallengeFrame, Document

_SUFFIX = ".sealed"


def key_of(document_id: UUID) -> str:
    """`<two of the random digits>/<document id>.sealed`: 256 folders, evenly filled."""
    return f"{document_id.hex[-2:]}/{document_id}{_SUFFIX}"


def write(*, customer_id: UUID, document_id: UUID, content: bytes) -> str:
    """Seals and writes the file and answers its key. Durable before it returns; call it before the row commits."""
    sealed = vault.seal(subject_id=customer_id, context=_context(document_id), data=content)
    key = key_of(document_id)
    path = _path(key)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_name(f".{new_id()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    _sync_folder(path.parent)
    return key


def read(document: Document | ChallengeFrame) -> bytes:
    """The picture's bytes. Raises KeyDestroyed once the customer was erased, SealBroken for a file that was altered."""
    sealed = _path(document.storage_key).read_bytes()
    return vault.unseal(subject_id=document.customer_id, context=_context(document.pk), sealed=sealed)


def seal_text(document: Document, text: str | None) -> bytes | None:
    """For the row, and opening for this document only."""
    if text is None:
        return None
    return vault.seal(subject_id=document.customer_id, context=_text_context(document.pk), data=text.encode())


def text(document: Document) -> str | None:
    """What `seal_text()` was given. Raises as `read()` does."""
    if document.text is None:
        return None
    context = _text_context(document.pk)
    return vault.unseal(subject_id=document.customer_id, context=context, sealed=document.text).decode()


def remove(key: str) -> None:
    """Removing what is gone already is no error: sweeps and erasures may meet."""
    _path(key).unlink(missing_ok=True)


def remove_after_commit(keys: Iterable[str]) -> None:
    for key in keys:
        transaction.on_commit(partial(remove, key))


def files() -> Iterator[tuple[str, Path]]:
    """Every file under the root with its key, half-written ones too."""
    root = Path(settings.STORAGE_ROOT)
    for path in sorted(root.glob("*/*")):
        yield f"{path.parent.name}/{path.name}", path


def _path(key: str) -> Path:
    return Path(settings.STORAGE_ROOT) / key


def _context(document_id: UUID) -> str:
    return f"document.file:{document_id}"


def _text_context(document_id: UUID) -> str:
    return f"document.text:{document_id}"


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
