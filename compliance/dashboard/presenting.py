"""From what the services know to what a page shows: words, tones, what may be proposed. No rules and no queries."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pycountry

from compliance.cases.models import ProposalKind
from compliance.policy.document import PolicyDocument
from screening.selectors import ListStatus

_TONES = {
    "verified": "good", "clear": "good", "low": "good", "accepted": "good", "false_positive": "good",
    "review": "warn", "checking": "warn", "consider": "warn", "medium": "warn", "retry": "warn", "unidentified": "warn",
    "open": "warn", "parked": "bad", "restricted": "bad", "rejected": "bad", "high": "bad", "prohibited": "bad",
    "true_match": "bad", "inconclusive": "warn", "strong": "bad",
}  # fmt: skip
_GRAVE = frozenset({ProposalKind.TRUE_MATCH, ProposalKind.REJECT, ProposalKind.RESTRICT, ProposalKind.CLOSE})
_EFFECTS = {
    ProposalKind.TRUE_MATCH: "The customer is the listed party. On a sanctions list they are restricted at once.",
    ProposalKind.FALSE_POSITIVE: "The customer is not the listed party. Asked again if a side changes or it expires.",
    ProposalKind.INCONCLUSIVE: "It cannot be told yet: the match stays open, the customer as they are. At once.",
    ProposalKind.ALLOW_PAIR: "The customer is known not to be this party. Not asked again until it expires.",
    ProposalKind.ACCEPT_CHECK: "The finding is settled, the evidence stands as it is.",
    ProposalKind.REQUEST_AGAIN: "The customer is asked for new evidence and checked again. Takes effect at once.",
    ProposalKind.RETRY_CHECK: "The step is run again with the same evidence. Takes effect at once.",
    ProposalKind.APPROVE: "The risk is accepted.",
    ProposalKind.REJECT: "The customer is refused for good, and the case is closed.",
    ProposalKind.RESTRICT: "The customer can pay nothing until the restriction is lifted. The case stays open.",
    ProposalKind.LIFT: "The customer is verified again, and the case is closed.",
    ProposalKind.CLOSE: "The relationship ends for good, and the case is closed.",
}
_TOLD = ("check_kind", "proposal_kind", "outcome", "level", "reason")
"""Facts of an event that say at a glance what it was: codes all of them."""


def tone(word: str) -> str:
    """good, warn, bad, or nothing: the colour of a tag. Colour is never the only sign."""
    return _TONES.get(word, "")


def words(code: str) -> str:
    """`name_and_birth_date` → `Name and birth date`: codes are written so that they can be read."""
    return code.replace("_", " ").replace(".", ": ").strip().capitalize()


def event_words(kind: str, facts: Mapping[str, Any]) -> str:
    """`check.completed` of a face → `Check completed: face, clear`."""
    codes = [facts[name] for name in _TOLD if isinstance(facts.get(name), str) and facts[name]]
    told = [code.replace("_", " ") for code in codes if code not in kind]
    what = kind.replace("_", " ").replace(".", " ").capitalize()
    return f"{what}: {', '.join(told)}" if told else what


def country(code: str) -> str:
    """The name for an ISO 3166-1 code of two or three letters; the code itself where there is none."""
    found = pycountry.countries.get(alpha_2=code) if len(code) == 2 else pycountry.countries.get(alpha_3=code)
    return str(getattr(found, "common_name", found.name)) if found else code


_SCRIPTS = {"CJK": "Chinese", "HANGUL": "Korean", "HIRAGANA": "Japanese", "KATAKANA": "Japanese"}


def script(text: str) -> str:
    """What a text is written in, by its letters' Unicode names; several, if it mixes them."""
    first_words = (unicodedata.name(letter, "").split(" ", 1)[0] for letter in text if letter.isalpha())
    return ", ".join(dict.fromkeys(_SCRIPTS.get(word, word.capitalize()) for word in first_words))


def span(length: timedelta) -> str:
    """`5 h`, `2 d`: coarse, for one glance."""
    hours = int(length.total_seconds() // 3600)
    if hours >= 48:
        return f"{hours // 24} d"
    return f"{hours} h" if hours else f"{int(length.total_seconds() // 60)} min"


_REMEDIES = {
    "unreachable": "Is the publisher within reach of this machine? Or load the file by hand: add --file PATH.",
    "shrunk": "If the publisher did take that many off, an operator allows it once: add --max-shrink 0.5.",
    "too_large": "No list is that large: look at what the publisher's address answers now.",
    "empty": "The publisher sent nothing: publishers do when they move. Look for a new address on its page.",
}
_SOUND_AGAIN = "Look at what the publisher's address answers now, or load a sound file by hand: add --file PATH."


def remedy(status: ListStatus) -> str:
    """What an operator does about a list's alarm; empty where there is none."""
    if status.refused_code:
        return _REMEDIES.get(status.refused_code, _SOUND_AGAIN)
    if status.stale:
        return "Do the workers run, and does the hourly refresh? Fetch it now, or load a file: add --file PATH."
    return ""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time that a case has: `used` in per cent, and what is left of it in words."""

    due_at: datetime
    used: int
    text: str
    tone: str


def clock(*, opened_at: datetime, due_at: datetime, now: datetime) -> Clock:
    whole = max((due_at - opened_at).total_seconds(), 1)
    used = round(min(max((now - opened_at).total_seconds() / whole, 0), 1) * 100)
    if now > due_at:
        return Clock(due_at, 100, f"{span(now - due_at)} late", "bad")
    return Clock(due_at, used, f"{span(due_at - now)} left", "warn" if used >= 75 else "neutral")


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind of proposal with the reasons that the policy knows for it."""

    kind: str
    label: str
    grave: bool
    effect: str
    reasons: tuple[tuple[str, str], ...]


def offers(kinds: Iterable[ProposalKind], policy: PolicyDocument) -> tuple[Choice, ...]:
    return tuple(
        Choice(str(kind), kind.label, kind in _GRAVE, _EFFECTS[kind], tuple(policy.reasons.get(kind, {}).items()))
        for kind in kinds
    )


def effect(kind: str) -> str:
    """What happens once a proposal of this kind is confirmed."""
    return _EFFECTS[ProposalKind(kind)]
