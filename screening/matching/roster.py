"""Whom a change of a list concerns: an index of subjects, in which listed parties are looked for."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

import numpy as np

from screening.matching.arrays import Arrays, Ints, Texts, named, part
from screening.matching.catalogue import Catalogue
from screening.matching.comparing import Compared, compare
from screening.matching.factors import MOST_SUPPORT, NAME_WEIGHT, most_score, most_support
from screening.matching.index import Index, plain_identifier
from screening.matching.normalise import Name, readings
from screening.matching.pairs import Query
from screening.matching.search import Found, kinds_fit, search
from screening.records import ListedName, Record

_MARGIN, _SLACK = 0.02, 0.05
"""Looked for from the other side, a name may score a little less, and be found by a little less: of equals, other words
may meet first. Whoever is found so is searched for again from the right side."""

_BLOCK = 64
"""Names whose words are looked up together."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Listed parties to look for, made ready once for any number of rosters."""

    records: Mapping[str, Record]
    index: Index
    names: tuple[tuple[Record, ListedName, Name], ...]

    @staticmethod
    def of(records: Mapping[str, Record]) -> "Wanted":
        names = (
            (record, listed, form)
            for record in records.values()
            for listed in record.names
            for form in readings(listed.text)
            if form.tokens
        )
        return Wanted(records, Index(records.items()), tuple(names))


class Roster:
    """Subjects by key. It holds names in the clear: whoever keeps it seals it. Immutable once built."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._names = Catalogue(part(arrays, "names"))
        self._owners: Ints = arrays["owners"]
        self._keys = Texts.from_arrays(part(arrays, "keys"))
        self._queries = Texts.from_arrays(part(arrays, "queries"))
        self._identified: dict[str, list[int]] = json.loads(arrays["identified"].tobytes())
        self._query = lru_cache(maxsize=100_000)(self._read)

    def __len__(self) -> int:
        return len(self._keys.starts) - 1

    @staticmethod
    def build(subjects: Iterable[tuple[str, Query]]) -> "Roster":
        """Takes some 100 µs a name."""
        keys: list[str] = []
        queries: list[str] = []
        forms: list[Name] = []
        owners: list[int] = []
        identified: dict[str, list[int]] = {}
        for number, (key, query) in enumerate(subjects):
            keys.append(key)
            queries.append(json.dumps(asdict(query)))
            made = [form for name in query.names for form in readings(name) if form.tokens]
            forms += made
            owners += [number] * len(made)
            for plain in {plain_identifier(identifier) for identifier in query.identifiers} - {""}:
                identified.setdefault(plain, []).append(number)
        arrays: dict[str, Any] = {
            "owners": np.array(owners, dtype=np.int32),
            "identified": np.frombuffer(json.dumps(identified).encode(), dtype=np.uint8),
        }
        return Roster(
            arrays
            | named("names", Catalogue.build(forms, thorough=True).to_arrays())
            | named("keys", Texts.of(keys).to_arrays())
            | named("queries", Texts.of(queries).to_arrays())
        )

    def to_bytes(self) -> bytes:
        file = BytesIO()
        np.savez(file, allow_pickle=False, **self._arrays)
        return file.getvalue()

    @staticmethod
    def from_bytes(data: bytes) -> "Roster":
        with np.load(BytesIO(data), allow_pickle=False) as arrays:
            return Roster(dict(arrays))

    def resembling(self, wanted: Wanted, *, threshold: float) -> list[tuple[str, Found]]:
        """(subject, what it resembles) of all subjects: what a search of each among these records finds.

        Looks for every name of the records among the subjects', generously, and then searches for those few as if
        each had asked. The cost grows with the records.
        """
        bar = threshold - _MARGIN
        found: list[tuple[str, Found]] = []
        concerned = sorted(self._concerned(wanted, bar))
        for place, number in enumerate(concerned):
            if place % _BLOCK == 0:
                wanted.index.look_up(self._query(one) for one in concerned[place : place + _BLOCK])
            key = self._keys.at(np.array([number]))[0].decode()
            found += [(key, one) for one in search(wanted.index, self._query(number), threshold=threshold)]
        return found

    def _concerned(self, wanted: Wanted, bar: float) -> set[int]:
        concerned: set[int] = set()
        for record in wanted.records.values():
            for identifier in record.identifiers:
                concerned.update(self._identified.get(plain_identifier(identifier.number), ()))
        floor = (bar - MOST_SUPPORT) / NAME_WEIGHT
        for number, (record, listed, form) in enumerate(wanted.names):
            if number % _BLOCK == 0:
                self._names.look_up(one for _, _, one in wanted.names[number : number + _BLOCK])
            compared = compare(self._names, form, floor=floor, turned=True, slack=_SLACK)
            if compared is not None:
                concerned.update(self._reaching(record, listed, bar, floor, compared))
        return concerned

    def _reaching(
        self, record: Record, listed: ListedName, bar: float, floor: float, compared: Compared
    ) -> Iterator[int]:
        """The subjects that may reach `bar` with this name of a record, by all that is known besides the names."""
        close = compared.alike >= floor
        for row, alike in zip(compared.rows[close].tolist(), compared.alike[close].tolist(), strict=True):
            number = int(self._owners[row])
            query = self._query(number)
            likely = kinds_fit(query, record) and NAME_WEIGHT * alike + most_support(query) >= bar
            if likely and most_score(query, record, listed, alike) >= bar:
                yield number

    def _read(self, number: int) -> Query:
        return Query.from_json(json.loads(self._queries.at(np.array([number]))[0]))
