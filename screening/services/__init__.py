"""What can happen in screening: a list is synchronised, a subject screened, a match disposed."""

from screening.current import NoListInForce
from screening.matching import MATCHER_VERSION
from screening.services.disposing import (
    MatchDisposed,
    NotAnOutcome,
    TwoOfficers,
    allow,
    ask_again,
    disallow,
    dispose,
    expired,
)
from screening.services.lists import MAX_SHRINK, SyncResult, sync
from screening.services.once import Answer, Judged, Question, screen_once, search_lists
from screening.services.own_lists import house_sources, partner_concerned, source_of, sources_for
from screening.services.reproducing import Reproduction, reproduce
from screening.services.rescreening import (
    Change,
    Difference,
    Looked,
    change_of,
    compared,
    hits_of,
    holding,
    look,
    moved_on,
    remember_all,
    remember_change,
    resembling,
)
from screening.services.searching import Screened, can_be_compared, found_among, screen, screen_subject
from screening.sources import BadRows, ListRefused, UnknownSource

__all__ = [
    "MATCHER_VERSION",
    "MAX_SHRINK",
    "Answer",
    "BadRows",
    "Change",
    "Difference",
    "Judged",
    "ListRefused",
    "Looked",
    "MatchDisposed",
    "NoListInForce",
    "NotAnOutcome",
    "Question",
    "Reproduction",
    "Screened",
    "SyncResult",
    "TwoOfficers",
    "UnknownSource",
    "allow",
    "ask_again",
    "can_be_compared",
    "change_of",
    "compared",
    "disallow",
    "dispose",
    "expired",
    "found_among",
    "hits_of",
    "holding",
    "house_sources",
    "look",
    "moved_on",
    "partner_concerned",
    "remember_all",
    "remember_change",
    "reproduce",
    "resembling",
    "screen",
    "screen_once",
    "screen_subject",
    "search_lists",
    "source_of",
    "sources_for",
    "sync",
]  # fmt: skip
