"""From a query to its hits: every listed party that reaches the threshold, best first, with the reasons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from compliance.kernel.scoring import Reason, score
from screening.matching.alignment import Aligned
from screening.matching.catalogue import Catalogue
from screening.matching.comparing import Compared
from screening.matching.factors import FACTORS, NAME_WEIGHT, RANKING, most_support
from screening.matching.index import SEEN_AS, Index
from screening.matching.normalise import Name, readings
from screening.matching.pairs import Meeting, Pair, Query
from screening.matching.words import telling
from screening.records import Kind, Record

MATCHER_VERSION = "2"
"""Changes whenever a score could."""


_NAMES_JUDGED = 3
"""Of one party's names, weak aliases apart: however many of these there are, they hide no other name."""


@dataclass(frozen=True, slots=True)
class Found:
    """`name` is the listed name that came closest; `score` 0 to 1, a function of this query and this record alone.

    `name_score`, 0 to 1, is how alike the names are; `evidence_score` what all else adds (above 0) or takes away.
    """

    key: str
    record: Record
    name: str
    score: float
    name_score: float
    evidence_score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One name of a query, as written and as compared, and who holds the query's identifiers."""

    query: Query
    text: str
    name: Name
    holders: Mapping[int, tuple[str, ...]]


def search(index: Index, query: Query, *, threshold: float) -> list[Found]:
    """All parties that score at least `threshold`, best first, ties by key."""
    best: dict[int, Found] = {}
    for entry, pair in _pairs(index, query, threshold):
        found = _judged(index.key(entry), pair)
        if found.score >= threshold and (entry not in best or found.score > best[entry].score):
            best[entry] = found
    return sorted(best.values(), key=lambda found: (-found.score, found.key))


def _judged(key: str, pair: Pair) -> Found:
    result = score(pair, FACTORS)
    evidence = sum((reason.score for reason in result.reasons if reason.factor not in RANKING), 0.0)
    return Found(key, pair.record, pair.listed.text, result.value, pair.alike, evidence, result.reasons)


def _pairs(index: Index, query: Query, threshold: float) -> Iterator[tuple[int, Pair]]:
    holders = _holders(index, query)
    for entry, shared in holders.items():
        record = index.record(entry)
        if record.names:
            yield entry, Pair(query, record, record.names[0], alike=0.0, shared_identifiers=shared)
    floor = (threshold - most_support(query)) / NAME_WEIGHT
    for asked in (_Asked(query, text, name, holders) for text in query.names for name in readings(text)):
        compared = index.compare(asked.name, kind=query.kind, floor=floor)
        if compared is not None:
            yield from _named_pairs(index, asked, compared, _closest(index, compared, floor))


def _named_pairs(index: Index, asked: "_Asked", compared: Compared, places: list[int]) -> Iterator[tuple[int, Pair]]:
    owners = {int(owner) for owner in index.owners[compared.rows[places]]}
    all_alike = {entry: index.all_alike(asked.name, entry) for entry in owners}
    for place in places:
        row = int(compared.rows[place])
        entry = int(index.owners[row])
        record = index.record(entry)
        tokens = words_of(index.names, row)
        name = asked.name
        meetings, query_left, listed_left = _meetings(name, index.names, row, compared.aligned, place)
        yield (
            entry,
            Pair(
                asked.query,
                record,
                record.names[index.places[row]],
                alike=float(compared.alike[place]),
                all_alike=all_alike[entry],
                text=asked.text,
                words=min(telling(name.tokens), telling(tokens)),
                meetings=meetings,
                query_left=query_left,
                listed_left=listed_left,
                shared_identifiers=asked.holders.get(entry, ()),
            ),
        )


def _closest(index: Index, compared: Compared, floor: float) -> list[int]:
    """The closest names of each entry, a few: of one entry's names the others say nothing that they do not."""
    places = np.flatnonzero(compared.alike >= floor)
    owners = index.owners[compared.rows[places]]
    groups = owners.astype(np.int64) * 2 + index.weak[compared.rows[places]]
    order = np.lexsort((compared.rows[places], -compared.alike[places], groups))
    ranked = groups[order]
    nth = np.arange(len(order)) - np.searchsorted(ranked, ranked)
    kept: list[int] = places[order[nth < _NAMES_JUDGED]].tolist()
    return kept


def words_of(names: Catalogue, row: int) -> tuple[str, ...]:
    """The tokens of a name of the catalogue."""
    numbers = names.tokens[names.starts[row] : names.starts[row + 1]].tolist()
    return tuple(names.vocabulary.words[number] for number in numbers)


def _holders(index: Index, query: Query) -> dict[int, tuple[str, ...]]:
    """Who holds an identifier of the query, and which: these are hits whatever their names."""
    places: dict[int, tuple[str, ...]] = {}
    for identifier in query.identifiers:
        for entry in index.holders(identifier):
            places[entry] = (*places.get(entry, ()), identifier)
    return places


def kinds_fit(query: Query, record: Record) -> bool:
    return query.kind is None or Kind(record.kind) in SEEN_AS[query.kind]


def _meetings(
    name: Name, names: Catalogue, row: int, aligned: Aligned, place: int
) -> tuple[tuple[Meeting, ...], tuple[str, ...], tuple[str, ...]]:
    tokens = words_of(names, row)
    first = int(names.starts[row])
    met_query, met_listed, meetings = set[int](), set[int](), []
    for rows, columns, alike in aligned.steps:
        if alike[place] > 0:
            line, column = int(rows[place]), int(columns[place])
            query_word, query_places = _cell(name, line)
            if column < aligned.width:
                listed_word, listed_places = tokens[column], {column}
            else:
                pair = column - aligned.width
                listed_word, listed_places = names.joined.words[names.pairs[first + pair]], {pair, pair + 1}
            meetings.append(Meeting(query_word, listed_word, float(alike[place])))
            met_query |= query_places
            met_listed |= listed_places
    query_left = tuple(token for position, token in enumerate(name.tokens) if position not in met_query)
    listed_left = tuple(token for position, token in enumerate(tokens) if position not in met_listed)
    return tuple(meetings), query_left, listed_left


def _cell(name: Name, cell: int) -> tuple[str, set[int]]:
    """The word of a row of the alignment and the places of its tokens."""
    count = len(name.tokens)
    if cell < count:
        return name.tokens[cell], {cell}
    pair = cell - count
    return name.pairs[pair], {pair, pair + 1}
