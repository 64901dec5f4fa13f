"""Draws a residence permit laid out after Regulation (EC) 1030/2002: a card of the size TD1, its zone on the back."""

from compliance.sandbox.specimens.papers import AUTHORITY, Paper
from compliance.sandbox.specimens.printing import band, dotted_day, entry, printed, signature, specimen_mark
from compliance.sandbox.specimens.sheet import Picture, Sheet, blank

SIZE = 3.0
"""Height of a line in millimetres."""


def permit(paper: Paper, portrait: Picture, seed: int) -> dict[str, Sheet]:
    return {"front": _front(paper, portrait, seed), "back": _back(paper, seed)}


def _front(paper: Paper, portrait: Picture, seed: int) -> Sheet:
    sheet = blank(85.6, 54, tint=(242, 236, 238), line=(200, 170, 190), seed=seed)
    sheet.write("UTOPIA", 4, 2.4, 3.6, colour=(120, 40, 90), weight=700)
    sheet.write("AUFENTHALTSTITEL / RESIDENCE PERMIT", 21, 2.9, 2.6, colour=(120, 40, 90), weight=600)
    sheet.paste(printed(portrait), 3.5, 9, 26, 33.4, name="portrait")
    entry(sheet, "surname", "Name / Surname", paper.surname.upper(), (33, 7.5), size=SIZE)
    entry(sheet, "given_names", "Vornamen / Forenames", paper.given_names.upper(), (33, 14), size=SIZE)
    entry(sheet, "sex", "Geschlecht / Sex", paper.sex, (33, 20.5), size=SIZE)
    entry(sheet, "nationality", "Staatsangehörigkeit / Nationality", paper.nationality, (52, 20.5), size=SIZE)
    entry(sheet, "birth_date", "Geburtsdatum / Date of birth", dotted_day(paper.birth_date), (33, 27), size=SIZE)
    entry(sheet, "document_number", "Kartennummer / Card No.", paper.number, (33, 33.5), size=SIZE)
    entry(sheet, "expiry_date", "Gültig bis / Valid until", dotted_day(paper.expires), (60, 33.5), size=SIZE)
    entry(sheet, "", "Art des Titels / Type of permit", "AUFENTHALTSERLAUBNIS", (33, 40), size=SIZE)
    signature(sheet, 4, 45, seed)
    specimen_mark(sheet, 57, 49.8)
    return sheet


def _back(paper: Paper, seed: int) -> Sheet:
    sheet = blank(85.6, 54, tint=(242, 236, 238), line=(200, 170, 190), seed=seed + 1)
    place = paper.place_of_birth.upper()
    entry(sheet, "birth_place", "Geburtsort / Place of birth", place, (5, 4), size=SIZE)
    entry(sheet, "issue_date", "Ausstellungsdatum / Date of issue", dotted_day(paper.issued), (5, 11), size=SIZE)
    entry(sheet, "issuing_authority", "Behörde / Authority", AUTHORITY, (5, 18), size=SIZE)
    specimen_mark(sheet, 57, 3.2)
    band(sheet, 30)
    sheet.zone(paper.lines, (85.6 - 30 * 2.54) / 2, 37.0, 6.35)
    return sheet
