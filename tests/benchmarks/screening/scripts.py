"""Names in their own script asked of lists that hold them in Latin letters alone."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

import numpy as np

from screening.matching import Index, search
from screening.records import Kind
from tests.benchmarks.screening import lists
from tests.benchmarks.screening.figures import Figure
from tests.benchmarks.screening.lists import Entries
from tests.benchmarks.screening.peers import PUBLISHED
from tests.benchmarks.screening.quality import REVIEW
from tests.benchmarks.screening.queries import SEED, Asked

BLOCK = "scripts"
_GOALS = {("cyrillic", "person"): 0.985, ("arabic", "person"): 0.60, ("arabic", "company"): 0.30}
_FEW = 15
"""Scripts with fewer names than this are told together."""
_NAMED = {"person": "persons", "company": "entities"}


def figures(options: Namespace) -> Iterator[Figure]:
    if not lists.has_shared():
        yield Figure(
            BLOCK, "names in other scripts", note="needs the publishers' lists, which hold names in both scripts"
        )
        return
    entries, asked = _latin_and_others(development=options.development)
    index = Index(entries)
    most = 60 if options.quick else 600
    for kind in ("person", "company"):
        for script in sorted({one.category for one in asked if one.kind == kind}, key=_order):
            some = [one for one in asked if one.kind == kind and one.category == script]
            yield from _figures(index, some, script, kind, most)


def _order(script: str) -> tuple[bool, bool, str]:
    return script != "cyrillic", script != "arabic", script


def _latin_and_others(*, development: bool) -> tuple[Entries, list[Asked]]:
    """The lists with their Latin names alone, and every other name of the entries that keep one."""
    latin: Entries = []
    others: list[Asked] = []
    for key, record in lists.everything():
        scripts = lists.scripts_of(key)
        kept = tuple(name for name in record.names if scripts[name.text] == "LATIN")
        if not kept:
            continue
        latin.append((key, replace(record, names=kept)))
        if record.kind in {Kind.PERSON, Kind.COMPANY} and lists.tested(key) != development:
            rest = [name.text for name in record.names if scripts[name.text] not in {"LATIN", "?"}]
            others += [Asked(text, str(record.kind), scripts[text].lower(), key) for text in rest]
    return latin, _few_together(others)


def _few_together(asked: list[Asked]) -> list[Asked]:
    counted = {(one.kind, one.category): 0 for one in asked}
    for one in asked:
        counted[one.kind, one.category] += 1
    return [replace(one, category="others") if counted[one.kind, one.category] < _FEW else one for one in asked]


def _figures(index: Index, asked: Sequence[Asked], script: str, kind: str, most: int) -> Iterator[Figure]:
    dice = Random(SEED)
    some = dice.sample(asked, min(most, len(asked)))
    found = np.array([_found(index, one) for one in some])
    shuffled = shuffle([one.text for one in asked], most, dice)
    false = np.array([bool(search(index, replace(some[0], text=text).query(), threshold=REVIEW)) for text in shuffled])
    yield Figure(
        BLOCK,
        f"{script} {_NAMED[kind]}: recall at {REVIEW}",
        float(found.mean()),
        goal=_GOALS.get((script, kind)),
        peer=PUBLISHED.get(f"{script}_{kind}", ""),
        note=f"{len(some)} names; of {len(shuffled)} shuffled ones {false.mean():.1%} have a hit"
        if len(shuffled)
        else f"{len(some)} names",
    )


def _found(index: Index, one: Asked) -> bool:
    return any(found.key == one.key for found in search(index, one.query(), threshold=REVIEW))


def shuffle(texts: Sequence[str], count: int, dice: Random) -> list[str]:
    """Names of nobody in the same script: the beginning of one and the end of another, that are no name of the set."""
    words = [text.split() for text in texts if len(text.split()) > 1]
    if len(words) < 2:
        return []
    held = {frozenset(each) for each in words}
    pairs = (dice.sample(words, 2) for _ in range(count))
    made = [[*one[: (len(one) + 1) // 2], *other[(len(other) + 1) // 2 :]] for one, other in pairs]
    return [" ".join(each) for each in made if frozenset(each) not in held]
