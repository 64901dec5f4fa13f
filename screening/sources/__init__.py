"""The lists that Gatehouse knows, one file each; `SOURCES` is the registry."""

from pathlib import Path

from screening.sources import ofac_sdn, un
from screening.sources.files import digest, locate
from screening.sources.port import ListRefused, Reading, Source, UnknownSource

__all__ = ["SOURCES", "ListRefused", "Reading", "Source", "UnknownSource", "digest", "find", "load", "locate"]

SOURCES = {source.code: source for source in (ofac_sdn.SOURCE, un.SOURCE)}


def find(code: str) -> Source:
    """The source of this code; raises UnknownSource, naming those there are."""
    if code not in SOURCES:
        raise UnknownSource(f"There is no list {code[:40]!r}; the lists are {', '.join(sorted(SOURCES))}.")
    return SOURCES[code]


def load(source: Source, path: Path) -> Reading:
    """The list in the file or folder `path`; raises ListRefused where it is not sound, or names an entry twice."""
    reading = source.read(locate(source, path))
    refs = {record.ref for record in reading.records}
    if len(refs) != len(reading.records):
        raise ListRefused("malformed", "The list names an entry twice.")
    return reading
