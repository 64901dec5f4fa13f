"""A host that was taken over: it writes to the worker's pipe itself, in place of the answer that it was asked for."""

import json
import os
import pickle
import signal
import socket
import struct
import sys
import time

from onboarding.engines.messages import MOST_ANSWER
from onboarding.faces.liveness import Passive
from onboarding.faces.model import Look
from onboarding.ocr.papers.reading import Paper
from onboarding.quality.findings import Finding
from tests.onboarding.engines.answering import Everything, Point

_WAIT = 3600
_PATIENCE = 60
"""Seconds after which a worker that waits for a host it cannot end has failed the test."""


class Bomb:
    """Whoever unpickles it makes the file."""

    def __init__(self, mark: str) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (self.mark,)


def said(words: bytes) -> Point:
    """The very bytes, and then silence."""
    with socket.socket(fileno=int(sys.argv[1])) as worker:
        worker.sendall(words)
        time.sleep(_WAIT)
    raise AssertionError


def sent(message: bytes) -> Point:
    return said(len(message).to_bytes(8, "big") + message)


def pickled(mark: str) -> Point:
    """As `multiprocessing` sends, which was the form of answers before."""
    bomb = pickle.dumps(Bomb(mark))
    return said(struct.pack("!i", len(bomb)) + bomb)


def pickled_message(mark: str) -> Point:
    return sent(pickle.dumps(Bomb(mark)))


def too_much() -> Point:
    return said((MOST_ANSWER + 1).to_bytes(8, "big") + bytes(1024))


def dripped() -> Point:
    """A message that never ends, a byte at a time."""
    with socket.socket(fileno=int(sys.argv[1])) as worker:
        worker.sendall((1000).to_bytes(8, "big"))
        while True:
            worker.sendall(b"[")
            time.sleep(0.2)


def told(head: bytes, raw: bytes) -> Point:
    """A message of the right form: this JSON, these bytes."""
    return sent(struct.pack(">I", len(head)) + head + raw)


def everything(head: bytes, raw: bytes) -> Everything:
    """As `told`, where everything is expected."""
    told(head, raw)
    raise AssertionError


def finding(head: bytes) -> Finding:
    """As `told`, where a finding is expected."""
    told(head, b"")
    raise AssertionError


def look(head: bytes) -> Look:
    told(head, b"")
    raise AssertionError


def paper(head: bytes) -> Paper:
    told(head, b"")
    raise AssertionError


def passive(head: bytes) -> Passive:
    told(head, b"")
    raise AssertionError


def escaped() -> Point:
    """Out of the group that is ended with it, into the worker's, and deaf to its own alarm."""
    signal.alarm(0)
    os.setpgid(0, os.getpgid(os.getppid()))
    time.sleep(_PATIENCE)
    raise AssertionError


def head(value: object, error: str = "") -> bytes:
    return json.dumps([error, value]).encode()


def left() -> Point:
    """Half an answer, and the end of the process."""
    with socket.socket(fileno=int(sys.argv[1])) as worker:
        worker.sendall((1000).to_bytes(8, "big") + b"[")
    os._exit(0)
