"""What screening knows of a customer: matches that still count, and why their parties are listed."""

from collections.abc import Iterable
from uuid import UUID

from compliance.cases.decision import OpenMatch
from onboarding import selectors as onboarding
from screening.models import UNSETTLED, Entry, Match, MatchStatus

_EXPOSED = frozenset({"pep", "rca"})
_NO_SANCTION = _EXPOSED | {"own", "poi", "role.rca", "role.pep"}
"""Exposed, on a partner's own list, of interest to the press: known for something else than a sanction."""
_OFFICES = ("gov.", "role.")


def counting(*, customer_id: UUID) -> list[Match]:
    """Matches of the customer and of its present directors and owners that have not lapsed, strongest first."""
    subjects = [customer_id, *(person.pk for person in onboarding.people(customer_id))]
    rows = Match.objects.filter(owner_id=customer_id, subject_id__in=subjects, lapsed_at=None)
    return list(rows.order_by("-score", "id"))


def open_matches(*, customer_id: UUID) -> tuple[OpenMatch, ...]:
    """Those that stand in the way of the customer: an inconclusive one does as an open one does."""
    return tuple(
        OpenMatch(match.pk, match.source, match.score)
        for match in counting(customer_id=customer_id)
        if match.status in UNSETTLED
    )


def hold(*, match_id: UUID) -> None:
    """Locks the match's row until the transaction ends."""
    Match.objects.select_for_update().filter(pk=match_id).values_list("pk").first()


def sanctioned(matches: Iterable[Match]) -> bool:
    """Some match with a sanctions list was confirmed."""
    return any(match.status == MatchStatus.TRUE_MATCH and is_sanction(match) for match in matches)


def politically_exposed(matches: Iterable[Match]) -> bool:
    """Some match with a politically exposed person, or with family or an associate of one, was confirmed.

    FATF Recommendation 12 asks the same of all three.
    """
    return any(match.status == MatchStatus.TRUE_MATCH and topics(match) & _EXPOSED for match in matches)


def is_sanction(match: Match) -> bool:
    """Whatever is listed is sanctioned, but for those whose topics all say another thing that we know."""
    return any(topic not in _NO_SANCTION and not topic.startswith(_OFFICES) for topic in topics(match))


def topics(match: Match) -> frozenset[str]:
    """Why the party is listed, as its publisher says; `sanction` where the entry does not tell."""
    entry = Entry.objects.filter(source=match.source, ref=match.entry_ref, match_hash=match.entry_hash).last()
    return frozenset(entry.data["topics"]) if entry and entry.data["topics"] else frozenset({"sanction"})
