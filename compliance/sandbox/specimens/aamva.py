"""Writes what a driving licence's barcode says, after the card design standard of AAMVA (2020, annex D)."""

from typing import Final

from compliance.sandbox.specimens import mrz
from compliance.sandbox.specimens.papers import ISSUING_STATE, Paper

ISSUER: Final = "636999"
"""An issuer identification number that belongs to no jurisdiction."""
VERSION: Final = "10"
_HEAD: Final = 21 + 10
"""Characters before the one subfile: the header, and its designator."""


def payload(paper: Paper) -> str:
    """One subfile `DL`; names in the letters of the zone, dates as MMDDCCYY."""
    rows = [code + value for code, value in elements(paper).items()]
    subfile = "DL" + "\n".join(rows) + "\r"
    return f"@\n\x1e\rANSI {ISSUER}{VERSION}0001DL{_HEAD:04}{len(subfile):04}{subfile}"


def elements(paper: Paper) -> dict[str, str]:
    """The elements of the subfile by their codes, in the order in which they are written."""
    first, _, middle = _spelled(paper.given_names).partition(" ")
    street, town = paper.address
    postal_code, _, city = town.partition(" ")
    return {
        "DAQ": paper.number,
        "DCS": _spelled(paper.surname),
        "DDE": "N",
        "DAC": first,
        "DDF": "N",
        "DAD": middle or "NONE",
        "DDG": "N",
        "DCA": paper.categories.split(" ")[-1],
        "DCB": "NONE",
        "DCD": "NONE",
        "DBD": f"{paper.issued:%m%d%Y}",
        "DBB": f"{paper.birth_date:%m%d%Y}",
        "DBA": f"{paper.expires:%m%d%Y}",
        "DBC": {"M": "1", "F": "2"}.get(paper.sex, "9"),
        "DAU": "170 cm",
        "DAY": "UNK",
        "DAG": street.upper(),
        "DAI": city.upper(),
        "DAJ": "XX",
        "DAK": postal_code,
        "DCF": f"{paper.number}-1",
        "DCG": ISSUING_STATE,
    }


def _spelled(name: str) -> str:
    return mrz.spell(name).replace("<", " ")
