"""A list's files on disk: which is which, what they weigh, and their bytes whether compressed or not."""

import codecs
import gzip
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from io import BufferedReader
from pathlib import Path
from typing import IO, cast

from screening.sources.port import Format, ListRefused, Source

MAX_BYTES = 512 * 1024 * 1024
"""Of one file, unpacked: some five times the largest list that a government publishes."""
LARGEST = 8 * 1024 * 1024 * 1024
"""Of a file that says so (`Remote.largest`): the largest collection of lists and PEPs weighs some 2 GB."""
_CHUNK = 1024 * 1024
_BEGINNING = 4096
_GZIP = b"\x1f\x8b"


def locate(source: Source, path: Path) -> tuple[Format, dict[str, Path]]:
    """The format that the list at `path` is in, and its files by name.

    `path` is the list's first file, under whatever name, or a folder that holds its files. Beside a first file that has
    the publisher's own name the others are taken along.
    """
    if path.is_file():
        shape = _shape(source, path)
        return shape, {**_beside(shape, path), shape.remotes[0].name: path}
    if not path.is_dir():
        raise ListRefused("missing", f"There is no file or folder {path}.")
    present = {_plain_name(item): item for item in sorted(path.iterdir()) if item.is_file()}
    for shape in source.formats:
        found = {remote.name: present[remote.name] for remote in shape.remotes if remote.name in present}
        if all(remote.name in found for remote in shape.remotes if remote.required):
            return shape, found
    return _only_candidate(source, path, present)


def _beside(shape: Format, path: Path) -> dict[str, Path]:
    first, *others = (remote.name for remote in shape.remotes)
    if not others or _plain_name(path) != first:
        return {}
    present = {_plain_name(item): item for item in sorted(path.parent.iterdir()) if item.is_file()}
    return {name: present[name] for name in others if name in present}


def _shape(source: Source, path: Path) -> Format:
    """What the file says that it is; of a source with one format it is for the reader to say what is wrong."""
    if len(source.formats) == 1:
        return source.formats[0]
    beginning = beginning_of(path)
    for shape in source.formats:
        if shape.recognise(beginning):
            return shape
    known = ", ".join(shape.name for shape in source.formats)
    raise ListRefused("wrong_list", f"{path.name} is not the {source.title} in any format that it comes in ({known}).")


def _only_candidate(source: Source, path: Path, present: Mapping[str, Path]) -> tuple[Format, dict[str, Path]]:
    """The one file in the folder that can be the list, for publishers put dates into their file names."""
    endings = {Path(shape.remotes[0].name).suffix for shape in source.formats}
    candidates = [item for name, item in present.items() if Path(name).suffix in endings]
    if len(candidates) != 1:
        wanted = " or ".join(shape.remotes[0].name for shape in source.formats)
        raise ListRefused("missing", f"The folder {path} holds no {wanted}.")
    shape = _shape(source, candidates[0])
    return shape, {shape.remotes[0].name: candidates[0]}


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
def opened(path: Path, *, largest: int = 0) -> Iterator[IO[bytes]]:
    """The file's bytes as a stream, unpacked where it is gzip; refuses an empty, a cut and an oversized one beforehand.

    It is read through once before, so that nobody sees half of a file that turns out to be cut.
    """
    beginning = b""
    for chunk in _chunks(path, largest or MAX_BYTES):
        beginning = beginning if len(beginning) >= _BEGINNING else (beginning + chunk).lstrip()[:_BEGINNING]
    _refuse_hopeless(path, beginning)
    with _unpacked(path) as file:
        yield file


def beginning_of(path: Path) -> bytes:
    """The first 4 kB, unpacked, from the first byte that is no blank; the rest of the file may be anything."""
    with _unpacked(path) as file:
        beginning = file.read(_CHUNK).lstrip()[:_BEGINNING].removeprefix(codecs.BOM_UTF8)
    _refuse_hopeless(path, beginning)
    return beginning


def ends_with(path: Path, mark: bytes) -> bool:
    """Whether the last bytes, unpacked and but for blanks, are `mark`."""
    end = b""
    for chunk in _chunks(path, MAX_BYTES):
        end = (end + chunk)[-64:]
    return end.rstrip(b" \r\n").endswith(mark)


def _refuse_hopeless(path: Path, beginning: bytes) -> None:
    if not beginning:
        raise ListRefused("empty", f"{path.name} is empty.")
    if beginning[:200].lower().startswith((b"<!doctype html", b"<html")):
        raise ListRefused("wrong_list", f"{path.name} is a web page, not a list.")


def _chunks(path: Path, largest: int) -> Iterator[bytes]:
    """All of the file, unpacked; refuses one that is cut, and one past `largest` bytes as soon as it gets there."""
    size = 0
    with _unpacked(path) as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > largest:
                raise ListRefused("too_large", f"{path.name} is larger than {largest} bytes.")
            yield chunk


@contextmanager
def _unpacked(path: Path) -> Iterator[IO[bytes]]:
    with _open(path) as raw:
        if raw.peek(2)[:2] != _GZIP:
            yield raw
            return
        try:
            with gzip.GzipFile(fileobj=raw) as file:
                yield cast("IO[bytes]", file)
        except EOFError as error:
            raise ListRefused("truncated", f"{path.name} ends in the middle of its gzip stream.") from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise ListRefused("malformed", f"{path.name} is not a sound gzip file.") from error


def _open(path: Path) -> BufferedReader:
    try:
        return path.open("rb")
    except OSError as error:
        raise ListRefused(
            "missing", f"{path} cannot be read: {(error.strerror or 'no reason given').lower()}."
        ) from error
