"""Rescreening: what a list's delta costs for N customers by the index of subjects, and by visiting every customer.

`GATEHOUSE_BENCH_CUSTOMERS=1000,10000,100000` chooses the sizes. CPU seconds of one process; the database's are its own.
"""

import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from compliance.cases import services
from compliance.cases.models import RescreenRun
from compliance.cases.subjects import subjects_of, watched
from compliance.partners.models import Partner
from compliance.policy import services as policies
from onboarding import selectors as onboarding
from onboarding.models import Customer
from screening import services as screening
from screening.matching import search
from screening.models import Entry, ListVersion, Match, RosterSegment, Watchlist
from screening.queries import as_query
from screening.records import BirthDate, ListedName, Record
from tests import factories
from tests.benchmarks import throwaway
from tests.factories import AT

DELTA, LISTED = 300, 10
"""Entries of a delta, and how many of them name a customer."""
SIZES = tuple(int(size) for size in os.environ.get("GATEHOUSE_BENCH_CUSTOMERS", "1000,10000").split(","))
_MOST_VISITED = 2000
"""The old way is timed on so many customers and told for all: it grows with them exactly."""
_SYLLABLES = tuple(
    first + vowel + last for first in "bdfgklmnprstvz" for vowel in "aeiou" for last in ("", "n", "r", "s", "l")
)


def main() -> None:
    for size in SIZES:
        with throwaway.database() as vendor:
            _measure(size, vendor)


def _measure(size: int, vendor: str) -> None:
    dice = random.Random(size)
    policies.load_shipped(at=AT)
    with _timed() as made:
        _customers(size, factories.partner(), dice)
    print(f"{size} customers on {vendor} (made in {made()[0]:.1f} s CPU), a delta of {DELTA} entries")
    _publish(_records(DELTA, dice, first=1))
    with _timed() as first:
        _run()
    _told("first run, which builds the index", first)
    sealed = sum(len(bytes(row.sealed)) for row in RosterSegment.objects.all())
    print(f"  index: {sealed / size:.0f} bytes a customer, sealed, in {RosterSegment.objects.count()} stretches")
    version = _publish([*_records(DELTA - LISTED, dice, first=1000), *_customers_listed(LISTED)])
    with _timed() as delta:
        _run()
    _told("a delta", delta)
    _change(size // 100)
    _publish(_records(DELTA, dice, first=2000))
    with _timed() as changed:
        _run()
    _told("a delta after 1 % of the customers have changed", changed)
    visited = min(size, _MOST_VISITED)
    with _timed() as old:
        _visit(version, visited)
    scaled = old()[0] * size / visited
    print(f"  visiting every customer: {scaled:.2f} s CPU, {scaled / max(delta()[0], 0.01):.0f} times a delta's")
    print(f"  matches: {Match.objects.count()}")


def _customers(size: int, partner: Partner, dice: random.Random) -> None:
    for place in range(size):
        identity = factories.person_identity(given_names=_word(dice), family_name=f"{_word(dice)} {_word(dice)}")
        factories.customer(of=partner, identity=identity, status="verified", reference=str(place))


def _records(count: int, dice: random.Random, *, first: int) -> list[Record]:
    return [
        Record(
            ref=str(first + place),
            kind="person",
            names=tuple(ListedName(f"{_word(dice)} {_word(dice)} {_word(dice)}") for _ in range(3)),
            birth_dates=(BirthDate("1961-01-01", "1961-12-31"),),
        )
        for place in range(count)
    ]


def _customers_listed(count: int) -> list[Record]:
    """Entries that name a customer each."""
    some = watched()[:count]
    names = [ListedName(onboarding.identity(customer).full_name) for customer in some]
    return [Record(ref=f"c{place}", kind="person", names=(name,)) for place, name in enumerate(names)]


def _word(dice: random.Random) -> str:
    return "".join(dice.choices(_SYLLABLES, k=dice.randint(2, 3))).capitalize()


def _publish(records: Sequence[Record]) -> ListVersion:
    """One more version, which adds these."""
    number = ListVersion.objects.count() + 1
    version = ListVersion.objects.create(
        source="un", number=number, content_sha256=f"{number:064}", file_sha256=f"{number:064}", fetched_at=AT,
        entry_count=number * DELTA, added=len(records), changed=0, removed=0,
    )  # fmt: skip
    Entry.objects.bulk_create(
        Entry(
            source="un", ref=one.ref, since=version, content_hash=one.content_hash(), match_hash=one.match_hash(),
            data=one.to_json(),
        )
        for one in records
    )  # fmt: skip
    Watchlist.objects.update_or_create(source="un", defaults={"current": version, "checked_at": AT})
    return version


def _run() -> None:
    for row in services.runs_due(at=AT):
        for _ in services.run(run_id=row.pk, clock=lambda: AT):
            pass
    assert not RescreenRun.objects.filter(finished_at=None).exists()


def _change(count: int) -> None:
    """A reference each: nothing that is screened, but the index cannot know."""
    for pk in Customer.objects.order_by("?").values_list("pk", flat=True)[:count]:
        Customer.objects.filter(pk=pk).update(revision=2)


def _visit(version: ListVersion, count: int) -> None:
    """As it was done before there was an index: every customer unsealed, and looked for among the delta's entries."""
    bar = policies.current().thresholds.screening_review
    index = screening.change_of(version_id=version.pk).wanted.index
    for customer in watched()[:count]:
        for subject in subjects_of(customer):
            search(index, as_query(subject), threshold=bar)


Spent = Callable[[], tuple[float, float]]


@contextmanager
def _timed() -> Iterator[Spent]:
    """Within it, and after it, (CPU, wall) seconds since it began."""
    began, wall = time.process_time(), time.monotonic()
    ended: list[tuple[float, float]] = []
    yield lambda: ended[0] if ended else (time.process_time() - began, time.monotonic() - wall)
    ended.append((time.process_time() - began, time.monotonic() - wall))


def _told(what: str, spent: Spent) -> None:
    cpu, wall = spent()
    print(f"  {what}: {cpu:.2f} s CPU, {wall:.2f} s in all")
