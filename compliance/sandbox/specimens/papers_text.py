"""Papers of print alone: a bill, a statement, a tax notice, a registry extract, of people and companies of nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import numpy as np

from compliance.sandbox.specimens import papers
from compliance.sandbox.specimens.page import Entry

KINDS: Final = ("proof_of_address", "registry_extract")
MONTHS: Final = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "de": (
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
}
WORDS: Final = ("Lantern", "Meadow", "Harbour", "Cinder", "Alder", "Quarry", "Saffron", "Birch", "Tidal", "Copper")
FORMS: Final = ("Trading Ltd", "Holdings Ltd", "Logistics Ltd", "Instruments Ltd")
OLD: Final = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Style:
    """What one kind of sender writes around name, address and date."""

    sender: str
    title: str
    label: str
    language: str
    body: tuple[str, ...]


STYLES: Final = (
    Style(
        "Utopia Power & Light",
        "Electricity bill",
        "Invoice date",
        "en",
        (
            "Customer number: 4471 0093",
            "Billing period: quarter to the end of last month",
            "Consumption: 812 kWh",
            "Standing charge: 21.40 UTD",
            "Amount to pay: 263.18 UTD",
            "Please pay within two weeks. Questions? Call the number on the back of this bill.",
        ),
    ),
    Style(
        "Sparkasse Nirgendwo",
        "Kontoauszug",
        "Ausstellungsdatum",
        "de",
        (
            "Kontonummer: 00 1234 5678",
            "Alter Kontostand: 1.204,11",
            "Gutschrift Gehalt: 2.310,00",
            "Lastschrift Miete: 905,00",
            "Neuer Kontostand: 2.609,11",
            "Bitte prüfen Sie die Buchungen und melden Sie Fehler innerhalb von sechs Wochen.",
        ),
    ),
    Style(
        "Trésor public d'Utopie",
        "Avis d'imposition",
        "Date d'émission",
        "fr",
        (
            "Référence de l'avis : 26 11 004 871",
            "Nombre de parts : 1,5",
            "Revenu fiscal de référence : 24 310",
            "Montant de l'impôt : 1 122",
            "Conservez cet avis. Il vous sera demandé pour vos démarches.",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class PaperText:
    """One page, and what a reader should find on it."""

    kind: str
    entries: tuple[Entry, ...]
    truth: dict[str, Any]


def proof_of_address(*, name: str, address: Sequence[str], issued: date, style: Style = STYLES[0]) -> PaperText:
    """A letter to whoever lives there, dated on the day `issued`."""
    told = f"{style.label}: {spelled(issued, style.language)}"
    rows = (name, *address)
    entries = (
        Entry(style.sender, 20, 18, 7, bold=True),
        *(Entry(row, 20, 48 + 6 * place, 4.6) for place, row in enumerate(rows)),
        Entry(told, 120, 84, 4.6),
        Entry(style.title, 20, 98, 6.5, bold=True),
        *(Entry(row, 20, 114 + 8 * place, 4.4) for place, row in enumerate(style.body)),
        Entry("SPECIMEN - NOT VALID", 20, 275, 4, bold=True),
    )
    truth = {"name": name, "address": list(address), "issue_date": issued.isoformat()}
    return PaperText("proof_of_address", entries, truth)


def registry_extract(
    *, name: str, number: str, issued: date, directors: Sequence[str] = ("Alma Ekström",), founded: date | None = None
) -> PaperText:
    """What a register of companies says of one of them on the day `issued`."""
    rows = (
        f"Company name: {name}",
        f"Company number: {number}",
        "Jurisdiction: Utopia",
        "Status: Active",
        f"Incorporated on: {spelled(founded or issued - timedelta(days=3000), 'en')}",
        *(f"Director: {director}" for director in directors),
    )
    entries = (
        Entry("Register of Companies of Utopia", 20, 18, 7, bold=True),
        Entry("Current extract", 20, 34, 6, bold=True),
        Entry(f"Date of issue: {spelled(issued, 'en')}", 20, 46, 4.6),
        *(Entry(row, 20, 64 + 9 * place, 4.8) for place, row in enumerate(rows)),
        Entry("This extract shows what was on the register on the day of its issue.", 20, 150, 4.2),
        Entry("SPECIMEN - NOT VALID", 20, 275, 4, bold=True),
    )
    truth = {"name": name, "number": number, "issue_date": issued.isoformat(), "directors": list(directors)}
    return PaperText("registry_extract", entries, truth)


def invented(kind: str, seed: int, *, as_of: date, expired: bool) -> PaperText:
    """A paper about nobody, the same for the same seed; a few weeks old on the day `as_of`, or more than a year."""
    random = np.random.default_rng([seed, 1040])
    issued = as_of - timedelta(days=int(random.integers(3, 60))) - (OLD if expired else timedelta())
    if kind == "registry_extract":
        name = f"{random.choice(WORDS)} {random.choice(WORDS)} {random.choice(FORMS)}"
        return registry_extract(name=name, number=f"{random.integers(10**7, 10**8)}", issued=issued)
    holder = f"{random.choice(papers.GIVEN['FM'[seed % 2]])} {random.choice(papers.FAMILY)}"
    town = f"{random.integers(10000, 99999)} {random.choice(papers.PLACES)}"
    address = (f"{random.choice(papers.STREETS)} {random.integers(1, 90)}", town)
    return proof_of_address(name=holder, address=address, issued=issued, style=STYLES[seed % len(STYLES)])


def spelled(day: date, language: str) -> str:
    month = MONTHS[language][day.month - 1]
    return f"{day.day}. {month} {day.year}" if language == "de" else f"{day.day} {month} {day.year}"
