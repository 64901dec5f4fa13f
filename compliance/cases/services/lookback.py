"""What other bars or another matcher would change for the customers: counted before it does, and changing nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Max

from compliance.audit import services as audit
from compliance.cases.models import RescreenRun
from compliance.cases.services.rescreening import full_run
from compliance.cases.services.running import Clock
from compliance.cases.subjects import subjects_of_many, watched
from compliance.jobs import services as jobs
from compliance.jobs.services import LeaseLost
from compliance.kernel.actors import system
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import HOUSE, public_id
from compliance.policy import lookbacks
from compliance.policy import selectors as versions
from compliance.policy import services as policies
from compliance.policy.document import PolicyDocument
from compliance.policy.lookbacks import Seen
from compliance.policy.models import Lookback, PolicyVersion
from compliance.policy.screening import Band, ScreeningBands
from onboarding.models import Customer
from screening import services as screening
from screening.models import Match
from screening.subjects import Subject

_log = structlog.get_logger(__name__)
CHUNK = 200
EXAMPLES = 20
"""Per list and change."""
LEASE = timedelta(seconds=300)
ATTEMPTS = 5
_ACTOR = system("lookback")


class NothingToLookAt(DomainError):
    code = "lookback_not_needed"
    status = 409
    title = "This policy screens as the one in force does: there is nothing to look back on."


@dataclass(frozen=True, slots=True)
class Change:
    """One subject and one entry whose band moves; `score` is the one that decides it, 0 to 1."""

    subject: Subject
    entry: str
    was: Band
    now: Band
    score: float

    @property
    def source(self) -> str:
        return self.entry.partition(":")[0]

    @property
    def kind(self) -> str:
        """`gained_review`, `gained_strong`, `lost_review`, `lost_strong`, `raised` or `lowered`."""
        if self.was == Band.CLEAR:
            return f"gained_{self.now}"
        if self.now == Band.CLEAR:
            return f"lost_{self.was}"
        return "raised" if self.now == Band.STRONG else "lowered"


def begin(*, policy_version: int | None, at: datetime) -> Lookback:
    """A report on a proposed policy, or on the matcher at hand: the one under way, else a new one.

    Raises UnknownPolicy, NoPolicy, and NothingToLookAt where the policy changes no bar.
    """
    if policy_version is not None and policies.lookback(version=policy_version, at=at) == Seen.NOT_NEEDED:
        raise NothingToLookAt
    key = {
        "policy_id": policy_version,
        "against": policies.current().version,
        "matcher_version": screening.MATCHER_VERSION,
    }
    if policy_version is not None:
        key |= {"finished_at": None, "parked_at": None}
    row, _ = Lookback.objects.get_or_create(
        **key, defaults={"due_at": at, "created_at": at, "total": watched().count()}
    )
    if row.parked_at is not None:
        jobs.unpark(Lookback, pk=row.pk, at=at)
    return row


def lookbacks_due(*, at: datetime) -> list[Lookback]:
    """Reports to work on: one for each proposed policy that needs one, one for a matcher that policy does not name.

    A house without a policy, or without a list of its own, has nothing to compare yet.
    """
    jobs.park_exhausted(Lookback, at=at, limit_attempts=ATTEMPTS)
    if versions.in_force() is None or not screening.house_sources():
        return []
    if _matcher_is_not_seen():
        begin(policy_version=None, at=at)
    for row in versions.waiting():
        if _wants_one(row, at):
            begin(policy_version=row.version, at=at)
    return list(jobs.runnable(Lookback, at=at).order_by("created_at", "id"))


def _matcher_is_not_seen() -> bool:
    """Policy names another matcher than the one at hand, and there is no report on that under this policy."""
    policy, at_hand = policies.current(), screening.MATCHER_VERSION
    return policy.screening.matcher != at_hand and lookbacks.on_matcher(at_hand, against=policy.version) is None


def _wants_one(row: PolicyVersion, at: datetime) -> bool:
    """Once against each policy in force and by each matcher; an officer asks for a later one."""
    known = Lookback.objects.filter(
        policy=row, against=policies.current().version, matcher_version=screening.MATCHER_VERSION
    )
    return not known.exists() and policies.lookback(version=row.version, at=at) not in lookbacks.ENOUGH


def look_back(*, lookback_id: UUID, clock: Clock, chunk: int = CHUNK) -> Iterator[Lookback]:
    """Works through one report and yields its row after every chunk, the last time finished.

    Nothing where somebody else holds it or it is done. Killed anywhere, it goes on after the last chunk: a chunk counts
    once, for its counts and the cursor are written together. Slow: searches the lists for every customer.
    """
    row = jobs.claim(Lookback, pk=lookback_id, at=clock(), lease=LEASE, limit_attempts=ATTEMPTS)
    if row is None:
        return
    try:
        yield from _chunks(row, clock, chunk)
    except LeaseLost:
        return
    except Exception as error:
        jobs.fail(row, at=clock(), error=type(error).__name__, retry_in=timedelta(seconds=30), limit_attempts=ATTEMPTS)
        raise


def _chunks(row: Lookback, clock: Clock, size: int) -> Iterator[Lookback]:
    comparison = _comparison(row)
    while customers := list(watched(after=row.cursor)[:size]):
        _count(row, comparison, customers)
        row.cursor = customers[-1].pk
        row.customers += len(customers)
        _keep(row, clock())
        yield row
    if _finish(row, clock()):
        yield row


def _keep(row: Lookback, at: datetime) -> None:
    """Writes how far it is and holds it for longer. Raises LeaseLost."""
    told = {name: getattr(row, name) for name in ("cursor", "customers", "failed", "counts", "examples")}
    jobs.renew(row, at=at, lease=LEASE, attempts=1, **told)


@transaction.atomic
def _finish(row: Lookback, at: datetime) -> bool:
    if not jobs.finish(row, at=at):
        return False
    facts: dict[str, audit.JSON] = {
        "against": row.against,
        "matcher": row.matcher_version,
        "customers": row.customers,
        "failed": row.failed,
        "counts": {source: dict(kinds) for source, kinds in row.counts.items()},
    }
    subject = f"policy_{row.policy_id}" if row.policy_id else f"matcher_{row.matcher_version}"
    audit.record(partner_id=HOUSE, kind="lookback.completed", subject=subject, actor=_ACTOR, facts=facts, at=at)
    return True


def _count(row: Lookback, comparison: "_Comparison", customers: Sequence[Customer]) -> None:
    for customer, subjects in subjects_of_many(customers):
        if isinstance(subjects, Exception):
            row.failed += 1
            _log.error("lookback_failed", customer=public_id("cus", customer.pk), error_type=type(subjects).__name__)
            continue
        for subject in subjects:
            for change in comparison.of(subject):
                _tell(row, change)


def _tell(row: Lookback, change: Change) -> None:
    kinds = row.counts.setdefault(change.source, {})
    kinds[change.kind] = kinds.get(change.kind, 0) + 1
    if kinds[change.kind] <= EXAMPLES:
        row.examples.append(
            {
                "change": change.kind,
                "customer": public_id("cus", change.subject.owner_id),
                "subject": str(change.subject.id),
                "entry": change.entry,
                "score": round(change.score, 4),
            }
        )


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Two ways to screen. `rewritten`: the former way is what is on file, for its matcher is not at hand any more."""

    before: PolicyDocument
    after: PolicyDocument
    rewritten: bool

    def of(self, subject: Subject) -> Iterator[Change]:
        found = self._found(subject)
        was = self._on_file(subject) if self.rewritten else found
        for entry in sorted(found.keys() | was.keys()):
            then, now = was.get(entry, 0.0), found.get(entry, 0.0)
            bands = _bands(self.before, subject, entry).band(then), _bands(self.after, subject, entry).band(now)
            if bands[0] != bands[1]:
                yield Change(subject, entry, *bands, score=now or then)

    def _found(self, subject: Subject) -> Mapping[str, float]:
        """Down to the lower of both bars."""
        both = self.before.bars(subject.partner_id), self.after.bars(subject.partner_id)

        def lower(source: str) -> float:
            return min(bars(source) for bars in both)

        return {hit.entry: hit.score for hit in screening.screen(subject=subject, bars=lower)}

    def _on_file(self, subject: Subject) -> Mapping[str, float]:
        rows = Match.objects.filter(subject_id=subject.id, lapsed_at=None)
        return {row.entry: row.score for row in rows}


def _bands(policy: PolicyDocument, subject: Subject, entry: str) -> ScreeningBands:
    return policy.bands(source=entry.partition(":")[0], partner_id=subject.partner_id)


def _comparison(row: Lookback) -> _Comparison:
    before = _document(row.against)
    if row.policy_id is None:
        return _Comparison(before, before, rewritten=True)
    after = _document(row.policy_id)
    return _Comparison(before, after, rewritten=before.screening.matcher != after.screening.matcher)


def _document(number: int) -> PolicyDocument:
    row = versions.version(number)
    if row is None:
        raise policies.UnknownPolicy
    return _document_of(row)


def _document_of(row: PolicyVersion) -> PolicyDocument:
    return policies.document(version=row.version, digest=row.sha256)


def rescreen_after_change(*, at: datetime) -> RescreenRun | None:
    """One run over everybody once a policy is in force that screens otherwise; None if none is owed.

    What the report counted happens here: hits gained are brought to cases, hits lost lapse.
    """
    begun = RescreenRun.objects.filter(list_version=None).aggregate(at=Max("created_at"))["at"]
    return full_run(at=at) if _screens_otherwise_since(begun) else None


def _screens_otherwise_since(begun: datetime | None) -> bool:
    """Some policy published since then has other bars, or names another matcher, than the one before it."""
    rows = PolicyVersion.objects.filter(published_at__isnull=False).defer("content").order_by("-version")
    for newer, older in pairwise(rows):
        if begun is not None and newer.published_at is not None and newer.published_at <= begun:
            return False
        if not _document_of(newer).screens_as(_document_of(older)):
            return True
    return False
