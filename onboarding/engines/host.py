"""The process that holds the engines: answers one question after the other, and ends where a question was its last.

`python -m onboarding.engines.host DESCRIPTOR MEMORY SECONDS [MODULE…]`. It knows neither settings nor database nor
keys; the modules are loaded before the first question.
"""

import resource
import signal
import sys
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

from onboarding.engines.answers import Answer, Question

GRACE = 10
"""Seconds after which a host whose asker has died ends itself."""


def main(arguments: list[str]) -> int:
    descriptor, memory, seconds, *modules = arguments
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the worker, which finishes what it has
    for name in modules:
        import_module(name)
    with Connection(int(descriptor)) as asker:
        asker.send(None)
        while _serve(asker, int(seconds)):
            pass
    return 0


def _serve(asker: "Connection[Any, Any]", seconds: int) -> bool:
    """False where there is nobody left to ask, or too little memory for another question."""
    try:
        question: Question = asker.recv()
    except (EOFError, OSError):
        return False
    signal.alarm(seconds + GRACE)
    answer = _answered(question)
    signal.alarm(0)
    _send(asker, answer)
    return not isinstance(answer.error, MemoryError)


def _answered(question: Question) -> Answer:
    try:
        work = getattr(import_module(question.module), question.function)
        return Answer(value=work(*question.arguments, **question.options))
    except Exception as error:  # the asker raises it
        return Answer(error=error)


def _send(asker: "Connection[Any, Any]", answer: Answer) -> None:
    try:
        asker.send(answer)
    except (TypeError, AttributeError, ValueError):  # what cannot be pickled; nothing of it was sent
        asker.send(Answer(name=type(answer.error or answer.value).__name__))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
