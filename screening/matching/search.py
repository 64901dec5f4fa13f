"""From a query to its hits: every listed party that reaches the threshold, best first, with the reasons."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from compliance.kernel.scoring import Reason, score
from screening.matching.alignment import Aligned, Floats
from screening.matching.factors import FACTORS, MOST_SUPPORT, NAME_WEIGHT
from screening.matching.index import Index, plain_identifier
from screening.matching.normalise import Name, normalise
from screening.matching.pairs import Meeting, Pair, Query
from screening.matching.words import telling
from screening.records import Kind, Record

MATCHER_VERSION = "1"
"""Changes whenever a score could."""

_QUERY_LEFT, _LISTED_LEFT = 0.4, 0.3
"""What a word left over costs, as a part of its weight: the query's, and the listed name's."""
_ALIGNED = 0.65
"""The part of the words' alignment in the likeness of two names; the rest is the likeness of the whole texts."""
_SEEN_AS = {
    "person": frozenset({Kind.PERSON}),
    "company": frozenset({Kind.COMPANY}),
    "vessel": frozenset({Kind.VESSEL, Kind.AIRCRAFT}),
}


@dataclass(frozen=True, slots=True)
class Found:
    """`name` is the listed name that came closest; `score` 0 to 1, a function of this query and this record alone."""

    key: str
    record: Record
    name: str
    score: float
    reasons: tuple[Reason, ...]


def search(index: Index, query: Query, *, threshold: float) -> list[Found]:
    """All parties that score at least `threshold`, best first, ties by key."""
    best: dict[int, Found] = {}
    for place, pair in _pairs(index, query, threshold):
        result = score(pair, FACTORS)
        if result.value >= threshold and (place not in best or result.value > best[place].score):
            best[place] = Found(index.keys[place], pair.record, pair.listed.text, result.value, result.reasons)
    return sorted(best.values(), key=lambda found: (-found.score, found.key))


def likeness(aligned: Aligned, texts: Floats) -> Floats:
    """Of two names, 0 to 1: the words' alignment and the whole texts, in fixed parts."""
    left = _QUERY_LEFT * aligned.query_left + _LISTED_LEFT * aligned.listed_left
    words = np.divide(aligned.agreed, aligned.met + left, out=np.zeros_like(texts), where=aligned.met > 0)
    alike: Floats = np.minimum(_ALIGNED * words + (1 - _ALIGNED) * texts, 1).astype(np.float32)
    return alike


def _pairs(index: Index, query: Query, threshold: float) -> Iterator[tuple[int, Pair]]:
    holders = _holders(index, query)
    for place, shared in holders.items():
        record = index.records[place]
        if record.names:
            yield place, Pair(query, record, record.names[0], alike=0.0, shared_identifiers=shared)
    for text in query.names:
        yield from _named_pairs(index, query, normalise(text), threshold, holders)


def _named_pairs(
    index: Index, query: Query, name: Name, threshold: float, holders: dict[int, tuple[str, ...]]
) -> Iterator[tuple[int, Pair]]:
    compared = index.compare(name)
    if compared is None:
        return
    alike = likeness(compared.aligned, compared.texts)
    floor = (threshold - MOST_SUPPORT) / NAME_WEIGHT
    for row in np.flatnonzero(alike >= floor):
        position = int(compared.positions[row])
        place = int(index.owners[position])
        record = index.records[place]
        if _kinds_fit(query, record):
            form = index.forms[position]
            meetings, query_left, listed_left = _meetings(name, form, compared.aligned, int(row))
            yield (
                place,
                Pair(
                    query,
                    record,
                    index.names[position],
                    alike=float(alike[row]),
                    words=min(telling(name.tokens), telling(form.tokens)),
                    meetings=meetings,
                    query_left=query_left,
                    listed_left=listed_left,
                    shared_identifiers=holders.get(place, ()),
                ),
            )


def _holders(index: Index, query: Query) -> dict[int, tuple[str, ...]]:
    """Who holds an identifier of the query: their places, and the identifiers. These are hits whatever their names."""
    places: dict[int, tuple[str, ...]] = {}
    for identifier in query.identifiers:
        for place in index.holders(plain_identifier(identifier)):
            places[place] = (*places.get(place, ()), identifier)
    return places


def _kinds_fit(query: Query, record: Record) -> bool:
    return query.kind is None or record.kind in _SEEN_AS[query.kind]


def _meetings(
    name: Name, form: Name, aligned: Aligned, row: int
) -> tuple[tuple[Meeting, ...], tuple[str, ...], tuple[str, ...]]:
    width = aligned.width
    met_query, met_listed, meetings = set[int](), set[int](), []
    for rows, columns, alike in aligned.steps:
        if alike[row] > 0:
            query_word, query_places = _cell(name, int(rows[row]), len(name.tokens))
            listed_word, listed_places = _cell(form, int(columns[row]), width)
            meetings.append(Meeting(query_word, listed_word, float(alike[row])))
            met_query |= query_places
            met_listed |= listed_places
    query_left = tuple(token for place, token in enumerate(name.tokens) if place not in met_query)
    listed_left = tuple(token for place, token in enumerate(form.tokens) if place not in met_listed)
    return tuple(meetings), query_left, listed_left


def _cell(name: Name, cell: int, width: int) -> tuple[str, set[int]]:
    """The word of a row or column of the alignment and the places of its tokens."""
    if cell < width:
        return name.tokens[cell], {cell}
    pair = cell - width
    return name.pairs[pair], {pair, pair + 1}
