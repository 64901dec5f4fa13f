"""Listed parties, ready to be searched: their names in a catalogue, their records in memory or mapped from disk."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from screening.matching import store
from screening.matching.arrays import Arrays, Bools, Ints, Texts, named, part
from screening.matching.catalogue import Catalogue
from screening.matching.comparing import Compared, compare
from screening.matching.normalise import Name, readings
from screening.matching.pairs import Query
from screening.records import Kind, Record, Strength

_KINDS = tuple(Kind)
SEEN_AS = {
    "person": (Kind.PERSON,),
    "company": (Kind.COMPANY,),
    "vessel": (Kind.VESSEL, Kind.AIRCRAFT),
}


class Index:
    """Immutable once built; searching it is safe from many threads."""

    def __init__(
        self, entries: Iterable[tuple[str, Record]] = (), *, tags: Sequence[str] = (), arrays: Arrays | None = None
    ) -> None:
        """`tags` are texts that the caller wants back for an entry, one for each or none."""
        self._arrays = _build(list(entries), tags) if arrays is None else arrays
        self.names = Catalogue(part(self._arrays, "names"))
        self.owners: Ints = self._arrays["owners"]
        """Per name the entry that bears it."""
        self.places: Ints = self._arrays["places"]
        """Per name which of its entry's it is."""
        self.weak: Bools = self._arrays["weak"]
        """Per name whether its publisher calls it a weak alias."""
        self._keys = Texts.from_arrays(part(self._arrays, "keys"))
        self._tags = Texts.from_arrays(part(self._arrays, "tags"))
        self._records = Texts.from_arrays(part(self._arrays, "records"))
        self.record = lru_cache(maxsize=20_000)(self._record)

    def __len__(self) -> int:
        """How many entries it holds."""
        return len(self._arrays["kinds"])

    @staticmethod
    def open(folder: Path) -> "Index":
        """An index that was saved; its arrays are shared by all processes that open it."""
        return Index(arrays=store.load(folder))

    def save(self, folder: Path, *, also: Mapping[str, bytes] | None = None) -> None:
        """`also` are files of the caller's, by name, that appear and vanish with the index."""
        store.save(self._arrays, folder, also or {})

    def key(self, entry: int) -> str:
        return self._keys.at(np.array([entry]))[0].decode()

    def tag_of(self, key: str) -> str | None:
        """The tag of the entry with this key; None where there is none."""
        codes, code = self._arrays["key_codes"], _key(key)
        place = int(np.searchsorted(codes, code))
        while place < len(codes) and codes[place] == code:
            entry = int(self._arrays["key_entries"][place])
            if self.key(entry) == key:
                return self._tags.at(np.array([entry]))[0].decode() if len(self._tags.starts) > 1 else ""
            place += 1
        return None

    def _record(self, entry: int) -> Record:
        return Record.from_json(json.loads(self._records.at(np.array([entry]))[0]))

    def holders(self, identifier: str) -> Sequence[int]:
        """The entries that hold this identifier, however it is punctuated."""
        plain = plain_identifier(identifier)
        if not plain:
            return ()
        keys, key = self._arrays["identifier_keys"], _key(plain)
        first, last = np.searchsorted(keys, key, side="left"), np.searchsorted(keys, key, side="right")
        entries = self._arrays["identifier_entries"][first:last].tolist()
        return [entry for entry in entries if plain in _identifiers(self.record(entry))]

    def all_alike(self, name: Name, entry: int) -> float:
        """The mean likeness of the text, its words sorted, with all the names of an entry: 0 to 1."""
        first, last = self._arrays["name_starts"][entry : entry + 2].tolist()
        texts = self.names.ordered.at(np.arange(first, last))
        return float(cdist([name.sorted_text.encode()], texts, scorer=ratio, dtype=np.float32).mean()) / 100

    def compare(self, name: Name, *, kind: str | None, floor: float) -> Compared | None:
        """The listed names, of parties of this kind, that are at least `floor` like `name`; None where none is."""
        return compare(self.names, name, floor=floor, fits=partial(self._fits, _FITS[kind]) if kind else None)

    def look_up(self, queries: Iterable[Query]) -> None:
        """Makes the searches of these queries cheaper, if they follow at once."""
        self.names.look_up(form for query in queries for name in query.names for form in readings(name))

    def _fits(self, fits: Bools, rows: Ints) -> Bools:
        right: Bools = fits[self._arrays["kinds"][self.owners[rows]]]
        return right


_FITS = {kind: np.array([one in seen for one in _KINDS]) for kind, seen in SEEN_AS.items()}


def _build(entries: list[tuple[str, Record]], tags: Sequence[str]) -> Arrays:
    forms: list[Name] = []
    owners, places, weak = [], [], []
    for entry, (_, record) in enumerate(entries):
        for place, listed in enumerate(record.names):
            for form in readings(listed.text):
                if form.tokens:
                    forms.append(form)
                    owners.append(entry)
                    places.append(place)
                    weak.append(listed.strength == Strength.WEAK)
    arrays: dict[str, Any] = {
        "owners": np.array(owners, dtype=np.int32),
        "places": np.array(places, dtype=np.int32),
        "weak": np.array(weak, dtype=bool),
        "name_starts": np.searchsorted(np.array(owners, dtype=np.int64), np.arange(len(entries) + 1)),
        "kinds": np.array([_KINDS.index(Kind(record.kind)) for _, record in entries], dtype=np.int8),
    }
    held = [(_key(plain), entry) for entry, (_, record) in enumerate(entries) for plain in _identifiers(record)]
    held.sort()
    arrays["identifier_keys"] = np.array([key for key, _ in held], dtype=np.uint64)
    arrays["identifier_entries"] = np.array([entry for _, entry in held], dtype=np.int32)
    codes = np.array([_key(key) for key, _ in entries], dtype=np.uint64)
    order = np.argsort(codes, kind="stable")
    arrays["key_codes"], arrays["key_entries"] = codes[order], order.astype(np.int32)
    records = Texts.of([json.dumps(record.to_json()) for _, record in entries])
    return (
        arrays
        | named("names", Catalogue.build(forms).to_arrays())
        | named("keys", Texts.of([key for key, _ in entries]).to_arrays())
        | named("tags", Texts.of(tags).to_arrays())
        | named("records", records.to_arrays())
    )


def _identifiers(record: Record) -> set[str]:
    return {plain_identifier(identifier.number) for identifier in record.identifiers} - {""}


def _key(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def plain_identifier(text: str) -> str:
    """Letters and digits only, so that `92/664` is `92664`; empty for less than five, which identify nobody."""
    plain = "".join(letter for letter in text.casefold() if letter.isalnum())
    return plain if len(plain) >= 5 else ""
