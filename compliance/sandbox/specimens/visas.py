"""Draws visa stickers of both sizes of ICAO Doc 9303-7."""

from compliance.sandbox.specimens.papers import Paper
from compliance.sandbox.specimens.printing import band, entry, printed, signature, specimen_mark
from compliance.sandbox.specimens.printing import spelled_day as day
from compliance.sandbox.specimens.sheet import Picture, Sheet, blank


def large(paper: Paper, portrait: Picture, seed: int) -> dict[str, Sheet]:
    return {"front": _sticker(paper, portrait, seed, size=(120, 80), letters=44)}


def small(paper: Paper, portrait: Picture, seed: int) -> dict[str, Sheet]:
    return {"front": _sticker(paper, portrait, seed, size=(105, 74), letters=36)}


def _sticker(paper: Paper, portrait: Picture, seed: int, *, size: tuple[float, float], letters: int) -> Sheet:
    wide, high = size
    sheet = blank(wide, high, tint=(232, 242, 238), line=(160, 200, 180), seed=seed)
    sheet.write("UTOPIA", 4, 2.8, 4.2, colour=(60, 100, 40), weight=700)
    sheet.write("VISA", 27, 3.2, 3.4, colour=(60, 100, 40), weight=600)
    specimen_mark(sheet, wide - 32, 3.6)
    sheet.paste(printed(portrait), 4, 10, 28, 36, name="portrait")
    entry(sheet, "issue_date", "Valid from / Du", day(paper.issued), (36, 10))
    entry(sheet, "expiry_date", "Valid until / Au", day(paper.expires), (70, 10))
    entry(sheet, "document_number", "Visa No. / Visa N°", paper.number, (36, 17.5))
    entry(sheet, "surname", "Surname / Nom", paper.surname.upper(), (36, 25))
    entry(sheet, "given_names", "Given names / Prénoms", paper.given_names.upper(), (36, 32.5))
    entry(sheet, "nationality", "Nationality / Nationalité", paper.nationality, (36, 40))
    entry(sheet, "birth_date", "Date of birth / Date de naissance", day(paper.birth_date), (66, 40))
    entry(sheet, "sex", "Sex / Sexe", paper.sex, (84, 17.5))
    signature(sheet, 6, 47, seed)
    band(sheet, high - 20.5)
    sheet.zone(paper.lines, (wide - letters * 2.54) / 2, high - 12.8, 6.35)
    return sheet
