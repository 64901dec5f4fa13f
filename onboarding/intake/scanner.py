"""Asking a ClamAV daemon whether a file is known to be malicious: its INSTREAM command, over a socket."""

import contextlib
import socket
import struct
from typing import ClassVar

from compliance.kernel.errors import DomainError
from onboarding.intake.refusals import IntakeError

_CHUNK = 64 * 1024
_LONGEST_ANSWER = 1024


class FileInfected(IntakeError):
    code = "file_infected"
    title = "The file is known to be malicious."


class ScannerUnavailable(DomainError):
    """No file is taken unscanned."""

    code = "scanner_unavailable"
    status: ClassVar[int] = 503
    title = "Files cannot be scanned at the moment. Try again shortly."


def scan(upload: bytes, *, address: str, seconds: float = 20) -> None:
    """`address` is `unix:/path` or `host:port`. Raises FileInfected, ScannerUnavailable where no clear no is heard."""
    try:
        answer = _ask(upload, address, seconds)
    except (OSError, ValueError) as error:
        raise ScannerUnavailable from error
    if answer.endswith(b" FOUND"):
        raise FileInfected
    if answer != b"stream: OK":
        raise ScannerUnavailable


def _ask(upload: bytes, address: str, seconds: float) -> bytes:
    """clamd reads chunks, each behind its length in four bytes, until one is empty; its answer ends with a NUL."""
    with _connected(address, seconds) as daemon:
        with contextlib.suppress(
            BrokenPipeError, ConnectionResetError
        ):  # it may have said already why it listens no more
            daemon.sendall(b"zINSTREAM\0")
            for start in range(0, len(upload), _CHUNK):
                chunk = upload[start : start + _CHUNK]
                daemon.sendall(struct.pack(">I", len(chunk)) + chunk)
            daemon.sendall(bytes(4))
        with daemon.makefile("rb") as answer:
            return answer.read(_LONGEST_ANSWER).partition(b"\0")[0].strip()


def _connected(address: str, seconds: float) -> socket.socket:
    if address.startswith("unix:"):
        return _unix(address.removeprefix("unix:"), seconds)
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=seconds)


def _unix(path: str, seconds: float) -> socket.socket:
    daemon = socket.socket(socket.AF_UNIX)
    try:
        daemon.settimeout(seconds)
        daemon.connect(path)
    except BaseException:
        daemon.close()
        raise
    return daemon
