"""The process that holds the engines: answers one question after the other, and ends where a question was its last.

`python -m onboarding.engines.host DESCRIPTOR MEMORY SECONDS [MODULE…]`. It knows neither settings nor database nor
keys; the modules are loaded before the first question.
"""

import resource
import signal
import socket
import sys
from importlib import import_module

from onboarding.engines.codec import Message
from onboarding.engines.messages import MOST_QUESTION, answer, failure, read_question
from onboarding.engines.pipe import receive, send

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
    with socket.socket(fileno=int(descriptor)) as asker:
        send(asker, ())
        while _serve(asker, int(seconds)):
            pass
    return 0


def _serve(asker: socket.socket, seconds: int) -> bool:
    """False where there is nobody left to ask, or too little memory for another question."""
    try:
        question = receive(asker, most=MOST_QUESTION)
        signal.alarm(seconds + GRACE)
        message, enough_memory = _answered(question)
        signal.alarm(0)
        send(asker, message)
    except (EOFError, OSError):
        return False
    return enough_memory


def _answered(message: bytearray) -> tuple[Message, bool]:
    """The answer or the name of what was raised, and whether another question may be asked."""
    try:
        question = read_question(message)
        return answer(question.work(*question.arguments, **question.options)), True
    except Exception as error:  # the asker is told
        return failure(error), not isinstance(error, MemoryError)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
