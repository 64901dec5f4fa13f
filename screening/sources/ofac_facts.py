"""What OFAC says of a party, in the publisher's own words, to one Record: the same from each of its three formats."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from screening import countries
from screening.records import BirthDate, Identifier, Kind, ListedName, NameKind, Record, Strength
from screening.sources import dates
from screening.sources.port import ListRefused, Problem

KINDS = {"individual": Kind.PERSON, "entity": Kind.COMPANY, "vessel": Kind.VESSEL, "aircraft": Kind.AIRCRAFT}
_COUNTRIES = ("nationality", "citizen", "Nationality of Registration", "Registration Country")
_SHARED = (
    "Chinese Commercial Code", "Government Gazette", "GovernmentGazette", "Equity Ticker", "Executive Order",
    "Phone", "Telephone", "Fax",
)  # fmt: skip
"""Numbers that many parties share, or that change hands: they identify nobody."""
_NO_NUMBERS = (
    "Additional Sanctions", "Secondary sanctions", "CAATSA", "PEESA", "IFCA", "Transactions Prohibited",
    "Effective Date", "Listing Date", "Purchase/Sales", "Organization Established", "Organization Type",
    "Target Type", "Issuer Name", "Website", "Email", "Location",
    "Aircraft Model", "Aircraft Operator", "Aircraft Manufacture Date",
    "Vessel Year", "Vessel Flag", "Vessel Type", "VESSEL TYPE", "Vessel Owner", "Vessel Tonnage", "Vessel Gross",
    "Vessel Call", "Other Vessel", "Former Vessel", "Title", "UN/LOCODE",
)  # fmt: skip
"""What stands among the identity documents in the XML formats without being one."""
_REGISTER = re.compile(r"(?P<register>IMO|MMSI) (?P<number>\d.*)")
_ISSUER = re.compile(r"(?P<number>.+?) ?\((?P<country>[^()\d]+)\)")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that tell a screen which way to write; they are no part of a name."""


def kind(word: str) -> Kind:
    """Raises ListRefused for a word that the list does not know."""
    found = KINDS.get(word.casefold())
    if found is None:
        raise ListRefused("wrong_list", f"The list knows no party of the type {word[:20]!r}.")
    return found


@dataclass(slots=True)
class Facts:
    """One party as it is being read. `line` is where it stands in its file, for problems."""

    ref: str
    kind: Kind
    line: int = 0
    names: list[ListedName] = field(default_factory=list)
    births: list[BirthDate] = field(default_factory=list)
    countries: set[str] = field(default_factory=set)
    identifiers: list[Identifier] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    gender: str = ""

    def name(self, full: str, word: str = "", *, weak: bool = False) -> None:
        """`full` as the list has it; `word` is `aka`, `fka`, `nka` with or without dots, empty for the primary one."""
        known = "".join(word.casefold().split(".")).strip()
        role = NameKind.FORMER if known == "fka" else NameKind.ALIAS if known else NameKind.PRIMARY
        if spoken := self._spoken(_DIRECTION.sub("", full).strip()):
            self.names.append(ListedName(spoken, role, Strength.WEAK if weak else Strength.STRONG))

    def _spoken(self, full: str) -> str:
        """`LAST, First Middle` of a person as it is said; the commas of a company's name are its own."""
        last, comma, first = full.partition(", ")
        return f"{first} {last}" if comma and self.kind is Kind.PERSON else full

    def birth(self, written: str) -> None:
        if found := dates.english(written):
            self.births.append(found)
        else:
            self._problem(f"The birth date {written[:40]!r} cannot be read.")

    def country(self, written: str) -> str:
        """Its code, empty where it cannot be told: the problem then keeps what was written."""
        plain = written.strip().removeprefix("Region: ")
        code = countries.code(plain)
        if plain and not code and plain.casefold() not in _NOWHERE:
            self._problem(f"The country {plain[:60]!r} is not known.")
        return code

    def lives_in(self, written: str) -> None:
        if code := self.country(written):
            self.countries.add(code)

    def document(self, label: str, number: str, country: str = "") -> None:
        """A number that identifies the party: a passport's, a register's, a wallet's address."""
        if found := _REGISTER.fullmatch(number):
            label, number = f"{label} {found['register']}", found["number"]
        if not country and (found := _ISSUER.fullmatch(number)) and countries.code(found["country"]):
            number, country = found["number"], found["country"]
        self.identifiers.append(Identifier(label.replace("’", "'"), number, self.country(country) if country else ""))

    def say(self, label: str, value: str, country: str = "") -> None:
        """One labelled particular: kept as what it is, or else as a remark."""
        if not value:
            return
        if label in _COUNTRIES:
            self.lives_in(value)
        elif label == "Gender" and value.casefold() in {"male", "female"}:
            self.gender = value.casefold()
        elif label == "DOB":
            self.birth(value)
        elif label == "POB":
            self.places.append(value)
        elif label == "Linked To":
            self.links.append(value.removesuffix("."))
        elif label.startswith((*_SHARED, *_NO_NUMBERS)) or not (_has_digit(value) or label.startswith("SWIFT")):
            self.notes.append(f"{label} {value}" + (f" ({country})" if country else ""))
        else:
            self.document(label, value, country)

    def record(self, *, programmes: Sequence[str], title: str, addresses: Iterable[str], listed_on: str = "") -> Record:
        """Raises ListRefused where the party has no name of its own."""
        if not any(name.kind is NameKind.PRIMARY for name in self.names):
            raise ListRefused("malformed", f"Entry {self.ref[:20]} has no name.")
        places = dict.fromkeys(text for text in addresses if text)  # first: an address adds its country
        return Record(
            ref=self.ref,
            kind=self.kind,
            names=tuple(dict.fromkeys(self.names)),
            birth_dates=tuple(dict.fromkeys(self.births)),
            countries=tuple(sorted(self.countries)),
            identifiers=tuple(dict.fromkeys(self.identifiers)),
            programmes=tuple(dict.fromkeys(programmes)),
            title=title,
            addresses=tuple(places),
            remarks="; ".join(self.notes),
            gender=self.gender,
            birth_places=tuple(dict.fromkeys(self.places)),
            listed_on=listed_on,
            links=tuple(dict.fromkeys(self.links)),
        )

    def _problem(self, detail: str) -> None:
        self.problems.append(Problem(self.line, detail))


_NOWHERE = frozenset({"undetermined", "unknown", "none"})


def _has_digit(value: str) -> bool:
    return any(char.isdigit() for char in value)


def address(lines: Iterable[str], *, city: str, state: str, postal_code: str, country: str) -> str:
    """As the CSV files write it: the street, `City, State Postal code`, the country."""
    town = " ".join(part for part in (", ".join(part for part in (city, state) if part), postal_code) if part)
    return ", ".join(part for part in (*lines, town, country) if part)


NON_SDN = frozenset({"NS-PLC", "CMIC-EO13959", "UKRAINE-EO13662", "561-Related", "CAATSA - RUSSIA", "FSE-IR"})
"""Programmes of the lists that the consolidated list is made of: 98 % of its entries have one, 1 % of the SDN's."""


def must_be(records: Sequence[Record], *, consolidated: bool, name: str) -> None:
    """The two lists share their formats and differ in whom they name; raises ListRefused for the other one."""
    if not records:
        raise ListRefused("empty", f"{name} has no entries.")
    share = sum(not NON_SDN.isdisjoint(record.programmes) for record in records) / len(records)
    if consolidated and share < 0.25:
        raise ListRefused("wrong_list", f"{name} is not the consolidated list: {share:.0%} have one of its programmes.")
    if not consolidated and share > 0.5:
        raise ListRefused("wrong_list", f"{name} is the consolidated list: {share:.0%} have one of its programmes.")
