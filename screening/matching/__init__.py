"""Names against names: plain Python, numpy and rapidfuzz; knows no Django, no database and no customer.

Build an `Index` of (key, record) once, then `search(index, query, threshold=…)`. The score of a query and a record
depends on these two alone, and no candidate is cut off: a search of a part of a list finds what a search of the whole
finds there.
"""

from screening.matching.index import Index
from screening.matching.normalise import Name, is_comparable, normalise
from screening.matching.pairs import Query
from screening.matching.roster import Roster, Wanted
from screening.matching.search import MATCHER_VERSION, Found, search

__all__ = [
    "MATCHER_VERSION",
    "Found",
    "Index",
    "Name",
    "Query",
    "Roster",
    "Wanted",
    "is_comparable",
    "normalise",
    "search",
]
