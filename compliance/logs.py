"""Log lines: one JSON object each on standard error, ours and every library's alike, without personal data."""

import logging
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from typing import Any, TextIO

import structlog
from celery.signals import setup_logging
from django.conf import settings
from structlog.types import Processor

_OURS = "event level logger timestamp exception exc_info stack_info request_id task task_id method route status"
_WORK = "reason code kind count queue state outcome source version attempt attempts seq duration_ms port pid worker"
_THINGS = "partner customer person subject check case document payment endpoint delivery policy added changed removed"
_SIZES = "bytes width height pages"
KNOWN = frozenset(f"{_OURS} {_WORK} {_THINGS} {_SIZES}".split())
WITHHELD = "[withheld]"
_CAUSES = 5
_IDS = ("_id", "_ids", "_ms", "_count")


class StandardError(logging.StreamHandler[TextIO]):
    """Standard error as it is when a line is written: it may have been redirected since."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        return sys.stderr


def redact(_logger: object, _name: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Keeps the keys that are known to hold ids, codes and numbers; what any other key holds is withheld.

    An allow list, because a new field of a customer must not reach the logs until somebody has thought of it.
    """
    for key in event:
        if key not in KNOWN and not key.startswith("_") and not key.endswith(_IDS):
            event[key] = WITHHELD
    return event


def frames(exc_info: Any) -> str:
    """Where an exception came from and its type, without its message: that may quote a row of the database."""
    error = exc_info[1]
    seen: list[str] = []
    while error is not None and len(seen) < _CAUSES:
        stack = "".join(traceback.format_tb(error.__traceback__))
        seen.append(f"{stack}{type(error).__module__}.{type(error).__qualname__}")
        error = error.__cause__ or error.__context__
    return "\nafter\n".join(seen)


def configure() -> None:
    """Sends structlog and the standard library's loggers through the same processors. Safe to call again."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        redact,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = StandardError()
    handler.setFormatter(_formatter(shared))
    root = logging.getLogger()
    for old in [old for old in root.handlers if isinstance(old, StandardError)]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(settings.LOG_LEVEL)
    logging.captureWarnings(True)
    for chatty in ("django.request", "django.server"):
        logging.getLogger(chatty).setLevel(logging.ERROR)  # each request has its line already, with its id
    for chatty in ("httpx", "httpcore"):
        logging.getLogger(chatty).setLevel(logging.WARNING)  # a partner's webhook address may hold a secret


def _formatter(shared: list[Processor]) -> logging.Formatter:
    console = settings.LOG_FORMAT == "console"
    renderer: list[Processor] = (
        [structlog.dev.ConsoleRenderer(colors=False)]
        if console
        else [structlog.processors.JSONRenderer(ensure_ascii=False)]
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.processors.ExceptionRenderer(frames),
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *renderer,
        ],
    )


@setup_logging.connect
def _in_workers(**_: object) -> None:
    """Celery leaves logging alone once somebody listens to this signal."""
    configure()
