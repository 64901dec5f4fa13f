"""Draws a driving licence: the numbered front of Directive 2006/126/EC, and a back with the barcode of AAMVA."""

from compliance.sandbox.specimens import aamva
from compliance.sandbox.specimens.papers import AUTHORITY, Paper
from compliance.sandbox.specimens.printing import LABEL, dotted_day, printed, signature, specimen_mark
from compliance.sandbox.specimens.sheet import Picture, Sheet, blank

SIZE, STEP = 3.0, 4.7
"""Height of a line, and of a row, in millimetres."""


def licence(paper: Paper, portrait: Picture, seed: int) -> dict[str, Sheet]:
    return {"front": _front(paper, portrait, seed), "back": _back(paper, seed)}


def _front(paper: Paper, portrait: Picture, seed: int) -> Sheet:
    sheet = blank(85.6, 54, tint=(238, 232, 244), line=(190, 170, 215), seed=seed)
    sheet.write("UTOPIA", 4, 2.4, 3.6, colour=(110, 50, 110), weight=700)
    sheet.write("DRIVING LICENCE / PERMIS DE CONDUIRE", 21, 2.9, 2.6, colour=(110, 50, 110), weight=600)
    sheet.paste(printed(portrait), 3.5, 9, 24, 30.9, name="portrait")
    left = 31.0
    _numbered(sheet, "1.", (("surname", paper.surname.upper()),), left, 0)
    _numbered(sheet, "2.", (("given_names", paper.given_names.upper()),), left, 1)
    born = ("birth_date", dotted_day(paper.birth_date)), ("birth_place", paper.place_of_birth.upper())
    _numbered(sheet, "3.", born, left, 2)
    _numbered(sheet, "4a.", (("issue_date", dotted_day(paper.issued)),), left, 3)
    _numbered(sheet, "4c.", (("issuing_authority", AUTHORITY),), left + 24, 3, size=2.1)
    _numbered(sheet, "4b.", (("expiry_date", dotted_day(paper.expires)),), left, 4)
    _numbered(sheet, "5.", (("document_number", paper.number),), left, 5)
    _numbered(sheet, "7.", (), left, 6)
    signature(sheet, left + 5, 6 * STEP + 6.4, seed)
    _numbered(sheet, "8.", (("address", ", ".join(paper.address).upper()),), left, 7, size=2.4)
    _numbered(sheet, "9.", (("categories", paper.categories),), left, 8)
    specimen_mark(sheet, 4, 49.8)
    return sheet


def _numbered(
    sheet: Sheet, number: str, values: tuple[tuple[str, str], ...], left: float, row: int, *, size: float = SIZE
) -> None:
    """The number of the field, and beside it what is in it."""
    top = 7.6 + row * STEP
    sheet.write(number, left, top + 0.4, 2.3, colour=LABEL)
    right = left + 5
    for name, value in values:
        right = sheet.write(value, right, top + (SIZE - size) * 0.76, size, name=name) + 1.2


def _back(paper: Paper, seed: int) -> Sheet:
    sheet = blank(85.6, 54, tint=(238, 232, 244), line=(190, 170, 215), seed=seed + 1)
    sheet.barcode(aamva.payload(paper), 5, 5)
    sheet.write("9.", 5, 36, 2.3, colour=LABEL)
    sheet.write(paper.categories, 10, 35.6, SIZE)
    specimen_mark(sheet, 57, 49.8)
    return sheet
