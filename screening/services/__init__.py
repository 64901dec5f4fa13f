"""What can happen in screening: a list is synchronised, a subject screened, a match disposed."""

from screening.current import NoListInForce
from screening.services.disposing import MatchDisposed, NotAnOutcome, dispose
from screening.services.lists import MAX_SHRINK, SyncResult, sync
from screening.services.once import screen_once
from screening.services.rescreening import rescreen
from screening.services.searching import Screened, screen, screen_subject
from screening.sources import ListRefused, UnknownSource

__all__ = [
    "MAX_SHRINK", "ListRefused", "MatchDisposed", "NoListInForce", "NotAnOutcome", "Screened", "SyncResult",
    "UnknownSource",
    "dispose", "rescreen", "screen", "screen_once",
    "screen_subject", "sync",
]  # fmt: skip
