"""Draws the data page of a passport, and identity cards of both sizes, of ICAO's Utopia."""

from compliance.sandbox.specimens.papers import AUTHORITY, Paper
from compliance.sandbox.specimens.printing import (
    LABEL,
    LARGE,
    SMALL,
    band,
    dotted_day,
    entry,
    printed,
    signature,
    specimen_mark,
)
from compliance.sandbox.specimens.printing import spelled_day as day
from compliance.sandbox.specimens.sheet import Picture, Sheet, blank

STACKED = 2.7
"""The height of a line, in millimetres, where two have the room of one."""


def passport(paper: Paper, portrait: Picture, seed: int) -> dict[str, Sheet]:
    sheet = blank(125, 88, tint=(238, 241, 236), line=(205, 190, 150), seed=seed)
    sheet.write("UTOPIA", 5, 3.2, 4.6, colour=(120, 60, 30), weight=700)
    sheet.write("PASSPORT / PASSEPORT", 27, 3.9, 3.4, colour=(120, 60, 30), weight=600)
    specimen_mark(sheet, 92, 4.4)
    sheet.paste(printed(portrait), 5, 12, 35, 45, name="portrait")
    entry(sheet, "document_code", "Type / Type", "P", (44, 11))
    entry(sheet, "issuing_state", "Country code / Code du pays", "UTO", (58, 11))
    entry(sheet, "document_number", "Passport No. / Passeport N°", paper.number, (91, 11))
    _names(sheet, paper, 44)
    entry(sheet, "nationality", "Nationality / Nationalité", paper.nationality, (44, 33.5))
    entry(sheet, "birth_date", "Date of birth / Date de naissance", day(paper.birth_date), (79, 33.5))
    entry(sheet, "sex", "Sex / Sexe", paper.sex, (44, 41))
    entry(sheet, "birth_place", "Place of birth / Lieu de naissance", paper.place_of_birth.upper(), (58, 41))
    entry(sheet, "issue_date", "Date of issue / Date de délivrance", day(paper.issued), (44, 48.5))
    entry(sheet, "expiry_date", "Date of expiry / Date d'expiration", day(paper.expires), (84, 48.5))
    entry(sheet, "issuing_authority", "Authority / Autorité", AUTHORITY, (44, 56))
    signature(sheet, 8, 60.5, seed)
    band(sheet, 66.5)
    sheet.zone(paper.lines, (125 - 44 * 2.54) / 2, 75.2, 6.35)
    return {"front": sheet}


def card(paper: Paper, portrait: Picture, seed: int) -> dict[str, Sheet]:
    return {"front": _card_front(paper, portrait, seed), "back": _card_back(paper, seed)}


def _card_front(paper: Paper, portrait: Picture, seed: int) -> Sheet:
    sheet = blank(85.6, 54, tint=(240, 238, 232), line=(150, 195, 190), seed=seed)
    sheet.write("UTOPIA", 4, 2.4, 3.9, colour=(70, 90, 30), weight=700)
    sheet.write("IDENTITY CARD / CARTE D'IDENTITÉ", 22, 3.0, 2.7, colour=(70, 90, 30), weight=600)
    sheet.paste(printed(portrait), 3.5, 9, 26, 33.4, name="portrait")
    entry(sheet, "surname", "Surname / Nom", paper.surname.upper(), (33, 8.5), size=3.0)
    entry(sheet, "given_names", "Given names / Prénoms", paper.given_names.upper(), (33, 15), size=3.0)
    entry(sheet, "sex", "Sex / Sexe", paper.sex, (33, 21.5), size=3.0)
    entry(sheet, "nationality", "Nationality / Nationalité", paper.nationality, (46, 21.5), size=3.0)
    entry(sheet, "birth_date", "Date of birth / Date de naissance", day(paper.birth_date), (33, 28), size=3.0)
    entry(sheet, "document_number", "Document No. / N° du document", paper.number, (33, 34.5), size=3.0)
    entry(sheet, "expiry_date", "Date of expiry / Date d'expiration", day(paper.expires), (33, 41), size=3.0)
    signature(sheet, 4, 45, seed)
    specimen_mark(sheet, 57, 49.8)
    return sheet


def _card_back(paper: Paper, seed: int) -> Sheet:
    sheet = blank(85.6, 54, tint=(240, 238, 232), line=(150, 195, 190), seed=seed + 1)
    entry(sheet, "birth_place", "Place of birth / Lieu de naissance", paper.place_of_birth.upper(), (5, 4), size=3.0)
    entry(sheet, "issue_date", "Date of issue / Date de délivrance", day(paper.issued), (5, 11), size=3.0)
    entry(sheet, "issuing_authority", "Authority / Autorité", AUTHORITY, (5, 18), size=3.0)
    specimen_mark(sheet, 57, 3.2)
    band(sheet, 30)
    sheet.zone(paper.lines, (85.6 - 30 * 2.54) / 2, 37.0, 6.35)
    return sheet


def _names(sheet: Sheet, paper: Paper, left: float) -> None:
    """Where the state has a script of its own: both spellings on a line with a bar between, or one above the other."""
    if paper.national is None:
        entry(sheet, "surname", "Surname / Nom", paper.surname.upper(), (left, 18.5))
        entry(sheet, "given_names", "Given names / Prénoms", paper.given_names.upper(), (left, 26))
        return
    own = paper.national
    rows = (
        ("surname", own.labels[0], own.family.upper(), paper.surname.upper(), 18.5),
        ("given_names", own.labels[1], own.given.upper(), paper.given_names.upper(), 26.0),
    )
    for name, label, national, latin, top in rows:
        sheet.write(label, left, top, SMALL, colour=LABEL)
        if own.stacked:
            sheet.write(national, left, top + 2.1, STACKED, name="name_national")
            sheet.write(latin, left, top + 4.6, STACKED, name=name)
        else:
            right = sheet.write(f"{national} / ", left, top + 2.3, LARGE, name="name_national")
            sheet.write(latin, right, top + 2.3, LARGE, name=name)


def large_card(paper: Paper, portrait: Picture, seed: int) -> dict[str, Sheet]:
    """A card of the size TD2, in Spanish and English, as large cards of older series are: all on one side."""
    sheet = blank(105, 74, tint=(236, 240, 242), line=(170, 190, 210), seed=seed)
    sheet.write("UTOPIA", 4, 2.6, 4.2, colour=(40, 70, 120), weight=700)
    sheet.write("DOCUMENTO DE IDENTIDAD", 27, 3.2, 3.0, colour=(40, 70, 120), weight=600)
    specimen_mark(sheet, 74, 3.6)
    sheet.paste(printed(portrait), 4, 10, 30, 38.5, name="portrait")
    entry(sheet, "surname", "Apellidos / Surname", paper.surname.upper(), (38, 10))
    entry(sheet, "given_names", "Nombre / Given names", paper.given_names.upper(), (38, 17.5))
    entry(sheet, "sex", "Sexo / Sex", paper.sex, (38, 25))
    entry(sheet, "nationality", "Nacionalidad / Nationality", paper.nationality, (54, 25))
    entry(sheet, "birth_date", "Fecha de nacimiento / Date of birth", dotted_day(paper.birth_date), (38, 32.5))
    entry(sheet, "document_number", "Núm. documento / Document No.", paper.number, (38, 40))
    entry(sheet, "expiry_date", "Válido hasta / Date of expiry", dotted_day(paper.expires), (72, 40))
    signature(sheet, 6, 49, seed)
    band(sheet, 54)
    sheet.zone(paper.lines, (105 - 36 * 2.54) / 2, 61.6, 6.35)
    return {"front": sheet}
