"""The lists that Gatehouse knows, one file each; `SOURCES` is the registry."""

from pathlib import Path

from screening.sources import ch_seco, eu_fsf, ofac_cons, ofac_sdn, opensanctions, own, pep, uk_sl, un
from screening.sources.files import digest, locate
from screening.sources.port import BadRows, Format, ListRefused, Problem, Reading, Remote, Source, UnknownSource

__all__ = [
    "SOURCES",
    "BadRows",
    "Format",
    "ListRefused",
    "Problem",
    "Reading",
    "Remote",
    "Source",
    "UnknownSource",
    "digest",
    "find",
    "load",
    "locate",
]

_LONGEST_REF = 80
SOURCES = {
    source.code: source
    for source in (
        ofac_sdn.SOURCE,
        ofac_cons.SOURCE,
        un.SOURCE,
        opensanctions.SOURCE,
        pep.SOURCE,
        own.SOURCE,
        eu_fsf.SOURCE,
        uk_sl.SOURCE,
        ch_seco.SOURCE,
    )
}


def find(code: str) -> Source:
    """The source of this code, a partner's own list too; raises UnknownSource, naming those there are."""
    if partner_id := own.partner_of(code):
        return own.of(partner_id)
    if code not in SOURCES:
        raise UnknownSource(f"There is no list {code[:40]!r}; the lists are {', '.join(sorted(SOURCES))}.")
    return SOURCES[code]


def load(source: Source, path: Path, *, keep_going: bool = False) -> Reading:
    """The list in the file or folder `path`; raises ListRefused where it is not sound, or names an entry twice.

    Bad rows of a partner's own list refuse the whole of it, every one of them told (BadRows), unless `keep_going` takes
    the good ones; of a publisher's list they are told beside the others: a slip of theirs must not hold back the rest.
    """
    shape, files = locate(source, path)
    reading = shape.read(files)
    whole_or_nothing = own.family(source.code) == own.SOURCE.code and not keep_going
    if reading.problems and (whole_or_nothing or not reading.records):
        raise BadRows(reading.problems, good=len(reading.records))
    refs = {record.ref for record in reading.records}
    if len(refs) != len(reading.records):
        raise ListRefused("malformed", "The list names an entry twice.")
    if any(not 0 < len(ref) <= _LONGEST_REF for ref in refs):
        raise ListRefused("malformed", f"An entry's number is empty or longer than {_LONGEST_REF} characters.")
    return reading
