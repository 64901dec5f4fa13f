"""A list's files on disk: which is which, what they weigh, and their bytes whether compressed or not."""

import gzip
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import IO

from screening.sources.port import ListRefused, Source

MAX_BYTES = 512 * 1024 * 1024
"""Of one file, unpacked: some five times the largest list that anybody publishes."""
_CHUNK = 1024 * 1024
_GZIP = b"\x1f\x8b"


def locate(source: Source, path: Path) -> dict[str, Path]:
    """The list's files by name: `path` is the list's first file, under whatever name, or a folder that holds them."""
    if path.is_file():
        return {source.remotes[0].name: path}
    if not path.is_dir():
        raise ListRefused("missing", f"There is no file or folder {path}.")
    present = {_plain_name(item): item for item in sorted(path.iterdir()) if item.is_file()}
    found = {remote.name: present[remote.name] for remote in source.remotes if remote.name in present}
    if not found:
        found = _only_candidate(source, present)
    for remote in source.remotes:
        if remote.required and remote.name not in found:
            raise ListRefused("missing", f"The folder {path} holds no {remote.name}.")
    return found


def _only_candidate(source: Source, present: Mapping[str, Path]) -> dict[str, Path]:
    first = source.remotes[0].name
    candidates = [item for name, item in present.items() if name.endswith(Path(first).suffix)]
    return {first: candidates[0]} if len(source.remotes) == 1 and len(candidates) == 1 else {}


def _plain_name(path: Path) -> str:
    return path.name.lower().removesuffix(".gz")


def digest(files: Mapping[str, Path]) -> str:
    """SHA-256 over the files as they are, in the order of their names."""
    total = sha256()
    for name in sorted(files):
        total.update(f"{name}\0".encode())
        with files[name].open("rb") as file:
            while chunk := file.read(_CHUNK):
                total.update(chunk)
    return total.hexdigest()


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The file's bytes, unpacked where it is gzip; refuses an empty, a cut and an oversized one before it is parsed."""
    content = _bounded(path)
    if not content.strip():
        raise ListRefused("empty", f"{path.name} is empty.")
    if content.lstrip()[:200].lower().startswith((b"<!doctype html", b"<html")):
        raise ListRefused("wrong_list", f"{path.name} is a web page, not a list.")
    yield BytesIO(content)


def _bounded(path: Path) -> bytes:
    with path.open("rb") as raw:
        packed = raw.peek(2)[:2] == _GZIP
        file = gzip.GzipFile(fileobj=raw) if packed else raw
        try:
            return _read(file, path.name)
        except EOFError as error:
            raise ListRefused("truncated", f"{path.name} ends in the middle of its gzip stream.") from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise ListRefused("malformed", f"{path.name} is not a sound gzip file.") from error


def _read(file: gzip.GzipFile | BufferedReader, name: str) -> bytes:
    content = bytearray()
    while chunk := file.read(_CHUNK):
        content += chunk
        if len(content) > MAX_BYTES:
            raise ListRefused("too_large", f"{name} is larger than {MAX_BYTES} bytes.")
    return bytes(content)
