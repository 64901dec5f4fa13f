"""What lies on the desk: the lines of the queue, and what keeps the house itself from working as it should."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from compliance.cases import selectors as cases
from compliance.cases.models import Alert, AlertKind, Case
from compliance.dashboard.presenting import Clock, clock, span, words
from compliance.kernel.errors import DomainError
from compliance.policy import selectors as policy_versions
from compliance.policy import services as policies
from onboarding import selectors as onboarding
from screening import selectors as screening
from screening.selectors import ListStatus
from screening.services import MATCHER_VERSION


@dataclass(frozen=True, slots=True)
class Line:
    """One case of the queue; holds the customer's name."""

    case: Case
    name: str
    why: tuple[str, ...]
    clock: Clock


@dataclass(frozen=True, slots=True)
class Notice:
    """Something for the operators rather than about one customer."""

    text: str
    tone: str
    url: str


def lines(shown: Iterable[Case], *, now: datetime) -> tuple[Line, ...]:
    """Unseals a name for each: for one page of the queue, not for all of it."""
    page = list(shown)
    why = _open_alerts(page)
    return tuple(
        Line(
            case,
            _name(case),
            tuple(why.get(case.pk, ())),
            clock(opened_at=case.opened_at, due_at=case.due_at, now=now),
        )
        for case in page
    )


def _open_alerts(page: list[Case]) -> dict[object, list[str]]:
    found: dict[object, list[str]] = {}
    for alert in Alert.objects.filter(case__in=page, settled_at=None).order_by("id"):
        found.setdefault(alert.case_id, []).append(alert_words(alert))
    return found


def alert_words(alert: Alert) -> str:
    """`Watchlist match: ofac sdn`, `Face differs`."""
    if alert.kind == AlertKind.MATCH:
        return f"Match on {alert.code.replace('_', ' ').upper()}"
    return words(alert.code)


def _name(case: Case) -> str:
    try:
        return onboarding.identity(case.customer).full_name
    except DomainError:
        return "(erased)"


def notices(*, now: datetime) -> tuple[Notice, ...]:
    """Lists that were refused or are too old, work that keeps failing, policies that wait for a second officer."""
    limits = policies.current().stale_list_hours
    found = [notice for status in screening.list_status(at=now) for notice in _list(status, limits.get(status.source))]
    if steps := Alert.objects.filter(kind=AlertKind.OPERATIONS, settled_at=None, case__closed_at=None).count():
        text = f"{steps} {'step keeps' if steps == 1 else 'steps keep'} failing and wait for an officer."
        found.append(Notice(text, "warn", reverse("dashboard:queue") + f"?kind={AlertKind.OPERATIONS}"))
    if any(run.parked_at for run in cases.recent_runs()):
        found.append(Notice("A rescreening was given up after several attempts.", "bad", reverse("dashboard:lists")))
    return (*found, *_policies())


def _list(status: ListStatus, limit: int | None) -> Iterable[Notice]:
    url = reverse("dashboard:lists")
    if status.refused_code:
        yield Notice(f"The last update of {status.title} was refused: the one before it stays in force.", "bad", url)
    if limit is None:
        return
    if status.number is None:
        yield Notice(f"{status.title} was never loaded: no payment passes the gate.", "bad", url)
    elif status.checked_at and status.age_hours is not None and status.age_hours > limit:
        age = span(timedelta(hours=status.age_hours))
        yield Notice(f"{status.title} was last confirmed {age} ago: no payment passes the gate.", "bad", url)


def _policies() -> Iterable[Notice]:
    if named := screening.matcher_not_named():
        text = f"Matcher {MATCHER_VERSION} screens, and the policy in force names {named}: nothing lapses by it yet."
        yield Notice(text, "bad", reverse("dashboard:policy"))
    for row in policy_versions.waiting():
        text = f"Policy version {row.version} waits for a second officer."
        yield Notice(text, "warn", reverse("dashboard:policy_version", args=[row.version]))
