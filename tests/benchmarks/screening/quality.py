"""How many of the listed are found at how many false alerts, on the shared queries and on our own."""

import time
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from screening.matching import Index
from tests.benchmarks.screening import lists, peers, queries
from tests.benchmarks.screening.figures import Figure
from tests.benchmarks.screening.judging import Judged, judged, shares, ties
from tests.benchmarks.screening.lists import Entries
from tests.benchmarks.screening.peers import PUBLISHED
from tests.benchmarks.screening.queries import Questions

BLOCK = "quality"
REVIEW = 0.72
"""The threshold of review that we ship (`fixtures/policy/default.toml`)."""
OWN_LISTS = ("un_sc", "eu_fsf", "uk_sl", "ch_seco", "au_dfat")
NAMESAKES = "compatriot"
"""Told with and without: by name alone a hit on one of these is often right."""
_GOALS = {("person", 0.01): 0.985, ("person", 0.005): 0.97, ("company", 0.01): 0.95}
_NAMED = {"person": "persons", "company": "organisations"}


def figures(options: Namespace) -> Iterator[Figure]:
    step = 10 if options.quick else 1
    if lists.has_shared():
        yield from _on_shared(queries.shared().every(step))
    else:
        yield Figure(BLOCK, "shared queries", note="they are not here; what follows is of an invented list")
    yield from _on_own(lists.of(OWN_LISTS) if lists.has_shared() else lists.invented(lists.INVENTED), options)


def _on_shared(asked: Questions) -> Iterator[Figure]:
    started = time.process_time()
    entries = lists.sdn()
    read = time.process_time()
    index = Index(entries)
    yield Figure(BLOCK, "OFAC's SDN list read", read - started, "s", note=f"{len(entries):,} entries")
    yield Figure(BLOCK, "and indexed", time.process_time() - read, "s", note=f"{len(index.names):,} names")
    told = f"{len(asked.listed)} listed and {len(asked.unlisted)} unlisted queries, {len(entries)} entries"
    yield Figure(BLOCK, "shared queries", float(len(asked.listed) + len(asked.unlisted)), note=told)
    listed_after_all = queries.really_listed(entries, asked)
    for kind in ("person", "company"):
        yield from _names_only(index, entries, asked.of(kind), kind, listed_after_all)
    yield from _dated(index, asked.of("person").dated())
    tied = ties(index, asked.listed, threshold=REVIEW)
    yield Figure(BLOCK, "hits tied at the top, no evidence", tied.hits, "%", 0.05, True, PUBLISHED["ties"])
    yield Figure(BLOCK, "queries whose best hits are tied", tied.queries, "%", 0.05, True, PUBLISHED["ties"])


def _names_only(index: Index, entries: Entries, asked: Questions, kind: str, listed: set[str]) -> Iterator[Figure]:
    started = time.process_time()
    ours = judged(index, asked)
    seconds = (time.process_time() - started) / max(len(asked.listed) + len(asked.unlisted), 1)
    for of_kind, rate in _GOALS:
        if of_kind == kind:
            yield _recall(ours, kind, rate, _GOALS[kind, rate], PUBLISHED[f"{kind}_{'1' if rate == 0.01 else '05'}"])
    cleared = judged_without(ours, listed)
    note = f"without {len(ours.false) - len(cleared.false)} unlisted queries that stand in the list"
    yield Figure(BLOCK, f"{_NAMED[kind]}: the same at ≤ 1.0 %", cleared.recall(0.01), note=note)
    recall, false = ours.at(REVIEW)
    yield Figure(BLOCK, f"{_NAMED[kind]}: false-positive rate at {REVIEW}", false, "%", note=f"recall {recall:.3f}")
    yield _two_typos(ours, kind, PUBLISHED[f"{kind}_typo2"])
    yield from _rivals(entries, asked, kind, seconds)


def _two_typos(ours: Judged, kind: str, peer: str = "") -> Figure:
    note = shares({category: ours.recall_of(category, 0.01) for category in ours.categories()})
    goal = 0.95 if kind == "person" else 0.85
    return Figure(
        BLOCK, f"{_NAMED[kind]}: two typos, at ≤ 1.0 %", ours.recall_of("typo2", 0.01), "", goal, False, peer, note
    )


def judged_without(ours: Judged, texts: set[str]) -> Judged:
    """The same scores without the unlisted queries of these texts."""
    kept = [place for place, one in enumerate(ours.asked.unlisted) if one.text not in texts]
    return Judged(ours.asked.without(texts), ours.true, ours.false[kept])


def _recall(ours: Judged, kind: str, rate: float, goal: float | None = None, peer: str = "") -> Figure:
    name = f"{_NAMED[kind]}: recall at ≤ {rate:.1%} false positives".replace("%", " %")
    return Figure(BLOCK, name, ours.recall(rate), goal=goal, peer=peer, note=f"above {ours.threshold(rate):.3f}")


def _rivals(entries: Entries, asked: Questions, kind: str, seconds: float) -> Iterator[Figure]:
    for rival in peers.rivals(entries, asked, kind):
        note = f"{rival.queries} queries; at ≤ 0.5 % {rival.judged.recall(0.005):.3f}"
        note += f"; {rival.seconds * 1000:.2f} ms CPU a query"
        note += f", {rival.seconds / seconds:.1f} × ours; two typos {rival.judged.recall_of('typo2', 0.01):.3f}"
        yield Figure(BLOCK, f"  rapidfuzz {rival.name} at ≤ 1.0 %", rival.judged.recall(0.01), note=note)


def _dated(index: Index, asked: Questions, prefix: str = "") -> Iterator[Figure]:
    told = f"{len(asked.listed)} listed, {len(asked.unlisted)} unlisted, all with birth date"
    for countries in (False, True):
        ours = judged(index, asked, born=True, countries=countries)
        what = "birth date and country" if countries else "birth date"
        name = f"{prefix}persons with {what}: false-positive rate at recall .98"
        goal = None if countries else 0.001
        peer = "" if countries else PUBLISHED["dated"]
        note = f"{told}; recall {ours.recall(0.001):.3f} at ≤ 0.1 %; at {REVIEW}: " + "recall {:.3f}, {:.2%}".format(
            *ours.at(REVIEW)
        )
        yield Figure(BLOCK, name, ours.false_at(0.98), "%", goal, True, peer, note)
        if not any(one.countries for one in asked.listed):
            return


def _on_own(entries: Entries, options: Namespace) -> Iterator[Figure]:
    count = 60 if options.quick else 300
    asked = queries.own(entries, count=count, development=options.development)
    index = Index(entries)
    half = "development half" if options.development else "test half"
    told = f"{half}: {len(asked.listed)} listed, {len(asked.unlisted)} unlisted, {len(entries)} entries"
    yield Figure(BLOCK, "our own queries", float(len(asked.listed) + len(asked.unlisted)), note=told)
    for kind in _NAMED:
        some, namesakes = asked.of(kind).apart(NAMESAKES)
        ours = judged(index, some)
        yield _recall(ours, kind, 0.01, _GOALS[kind, 0.01])
        yield _recall(ours, kind, 0.005, _GOALS.get((kind, 0.005)))
        yield _two_typos(ours, kind)
        yield _false_by_origin(ours, kind)
        if namesakes.unlisted:
            yield from _with_namesakes(ours, judged(index, namesakes), kind)
        yield from _rivals_in_short(entries, some, kind)
    dated = [(key, record) for key, record in entries if record.birth_dates]
    asked = queries.own(dated, count=count, development=options.development).of("person")
    yield from _dated(Index(dated), asked.dated(), "own ")


def _false_by_origin(ours: Judged, kind: str) -> Figure:
    recall, false = ours.at(REVIEW)
    origins = np.array([one.category for one in ours.asked.unlisted])
    by = {str(origin): float((ours.false[origins == origin] >= REVIEW).mean()) for origin in np.unique(origins)}
    name = f"{_NAMED[kind]}: false-positive rate at {REVIEW}"
    return Figure(BLOCK, name, false, "%", note=f"recall {recall:.3f}; {shares(by)}")


def _with_namesakes(ours: Judged, namesakes: Judged, kind: str) -> Iterator[Figure]:
    """Common names of one country each: many differ from a listed one by a letter or by a father's name."""
    rate = float((namesakes.false >= REVIEW).mean())
    note = f"{len(namesakes.false)} names, kept apart from the unlisted ones above"
    yield Figure(BLOCK, f"common names of one country: with a hit at {REVIEW}", rate, "%", note=note)
    asked = Questions(ours.asked.listed, [*ours.asked.unlisted, *namesakes.asked.unlisted])
    both = Judged(asked, ours.true, np.concatenate([ours.false, namesakes.false]))
    for rate in (0.01, 0.005):
        yield replace(
            _recall(both, kind, rate, _GOALS.get((kind, rate))), name=f"  with those: recall at ≤ {100 * rate} %"
        )


def _rivals_in_short(entries: Entries, asked: Questions, kind: str) -> Iterator[Figure]:
    for rival in peers.rivals(entries, asked.every(4), kind):
        note = f"{rival.queries} of the queries; at ≤ 0.5 % {rival.judged.recall(0.005):.3f}"
        yield Figure(BLOCK, f"  rapidfuzz {rival.name} at ≤ 1.0 %", rival.judged.recall(0.01), note=note)
