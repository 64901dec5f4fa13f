"""A match made again from what it stored: the question, the entry as it read, and the matcher at hand."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db.models import Q

from compliance.kernel.ids import UnknownId
from compliance.vault import services as vault
from screening.matching import MATCHER_VERSION, Found, Index, search
from screening.models import Entry, Match
from screening.queries import from_json
from screening.records import Record
from screening.services.remembering import QUERY, REASONS
from screening.subjects import HitReason

_ANY = 0.01
"""Below every bar that a policy may set: what scores less now is as good as nothing."""
_EQUAL = 1e-6


@dataclass(frozen=True, slots=True)
class Reproduction:
    """`same`: the score and the reasons that are stored are those made now.

    `score_now` is None where nothing is found any more, or nothing can be asked: `missing` says what is gone (`query`
    in a match of the first release, `entry`), and is empty otherwise. `reasons` are those of now.
    """

    same: bool
    score_then: float
    score_now: float | None
    reasons: tuple[HitReason, ...]
    matcher_then: str
    matcher_now: str
    missing: str = ""


def reproduce(*, match_id: UUID) -> Reproduction:
    """Asks again what was asked, of the entry as it read in the list version that the match names.

    Stores nothing. Raises UnknownId, and vault's KeyDestroyed where the customer was erased.
    """
    match = Match.objects.select_related("list_version").filter(pk=match_id).first()
    if match is None:
        raise UnknownId
    record = _entry(match)
    if match.query is None or record is None:
        return _answer(match, None, missing="entry" if match.query is not None else "query")
    opener = vault.opener(subject_id=match.owner_id)
    query = from_json(opener.unseal_json(context=QUERY, sealed=match.query))
    stored = opener.unseal_json(context=REASONS, sealed=match.reasons)
    found = search(Index([(match.entry_ref, record)]), query, threshold=_ANY)
    return _answer(match, found[0] if found else None, stored=stored)


def _answer(match: Match, found: Found | None, *, stored: object = None, missing: str = "") -> Reproduction:
    reasons = tuple(HitReason(**asdict(reason)) for reason in found.reasons) if found else ()
    return Reproduction(
        same=found is not None and abs(found.score - match.score) <= _EQUAL and _as_stored(found, reasons, stored),
        score_then=match.score,
        score_now=found.score if found else None,
        reasons=reasons,
        matcher_then=match.matcher_version,
        matcher_now=MATCHER_VERSION,
        missing=missing,
    )


def _as_stored(found: Found, reasons: tuple[HitReason, ...], stored: object) -> bool:
    """The listed name that came closest, and every reason, to the letter."""
    if not isinstance(stored, dict) or stored["name"] != found.name or len(stored["reasons"]) != len(reasons):
        return False
    then = [HitReason(**reason) for reason in stored["reasons"]]
    return all(
        (one.factor, one.detail) == (other.factor, other.detail) and abs(one.score - other.score) <= _EQUAL
        for one, other in zip(then, reasons, strict=True)
    )


def _entry(match: Match) -> Record | None:
    """The entry as it stood in the match's list version; the same facts under a later one, if need be."""
    number = match.list_version.number
    rows = Entry.objects.filter(source=match.source, ref=match.entry_ref, match_hash=match.entry_hash)
    then = rows.filter(Q(until=None) | Q(until__number__gt=number), since__number__lte=number).last()
    row = then or rows.last()
    return Record.from_json(row.data) if row else None
