"""Draws the data page of a passport, and both sides of an identity card, of ICAO's Utopia."""

from datetime import date

import cv2
import numpy as np

from compliance.sandbox.specimens.papers import AUTHORITY, TD3, Paper
from compliance.sandbox.specimens.sheet import SCALE, Picture, Sheet, blank

LABEL = (120, 88, 60)
SMALL, LARGE = 1.9, 3.3
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def draw(paper: Paper, portrait: Picture, *, seed: int) -> dict[str, Sheet]:
    """The sides of a document, `front` and, of a card, `back`; raises FontMissing."""
    if paper.kind == TD3:
        return {"front": _passport(paper, portrait, seed)}
    return {"front": _card_front(paper, portrait, seed), "back": _card_back(paper, seed)}


def _day(day: date) -> str:
    return f"{day.day:02} {MONTHS[day.month - 1]} {day.year}"


def _entry(sheet: Sheet, name: str, label: str, value: str, at: tuple[float, float], *, size: float = LARGE) -> None:
    left, top = at
    sheet.write(label, left, top, SMALL, colour=LABEL)
    sheet.write(value, left, top + 2.3, size, name=name)


def _passport(paper: Paper, portrait: Picture, seed: int) -> Sheet:
    sheet = blank(125, 88, tint=(238, 241, 236), line=(205, 190, 150), seed=seed)
    sheet.write("UTOPIA", 5, 3.2, 4.6, colour=(120, 60, 30), weight=700)
    sheet.write("PASSPORT / PASSEPORT", 27, 3.9, 3.4, colour=(120, 60, 30), weight=600)
    _specimen(sheet, 92, 4.4)
    sheet.paste(_printed(portrait), 5, 12, 35, 45, name="portrait")
    _entry(sheet, "document_code", "Type / Type", "P", (44, 11))
    _entry(sheet, "issuing_state", "Country code / Code du pays", "UTO", (58, 11))
    _entry(sheet, "document_number", "Passport No. / Passeport N°", paper.number, (91, 11))
    _entry(sheet, "surname", "Surname / Nom", paper.surname.upper(), (44, 18.5))
    _entry(sheet, "given_names", "Given names / Prénoms", paper.given_names.upper(), (44, 26))
    _entry(sheet, "nationality", "Nationality / Nationalité", paper.nationality, (44, 33.5))
    _entry(sheet, "birth_date", "Date of birth / Date de naissance", _day(paper.birth_date), (79, 33.5))
    _entry(sheet, "sex", "Sex / Sexe", paper.sex, (44, 41))
    _entry(sheet, "place_of_birth", "Place of birth / Lieu de naissance", paper.place_of_birth.upper(), (58, 41))
    _entry(sheet, "issue_date", "Date of issue / Date de délivrance", _day(paper.issued), (44, 48.5))
    _entry(sheet, "expiry_date", "Date of expiry / Date d'expiration", _day(paper.expires), (84, 48.5))
    _entry(sheet, "authority", "Authority / Autorité", AUTHORITY, (44, 56))
    _signature(sheet, 8, 60.5, seed)
    _band(sheet, 66.5)
    sheet.zone(paper.lines, (125 - 44 * 2.54) / 2, 75.2, 6.35)
    return sheet


def _card_front(paper: Paper, portrait: Picture, seed: int) -> Sheet:
    sheet = blank(85.6, 54, tint=(240, 238, 232), line=(150, 195, 190), seed=seed)
    sheet.write("UTOPIA", 4, 2.4, 3.9, colour=(70, 90, 30), weight=700)
    sheet.write("IDENTITY CARD / CARTE D'IDENTITÉ", 22, 3.0, 2.7, colour=(70, 90, 30), weight=600)
    sheet.paste(_printed(portrait), 3.5, 9, 26, 33.4, name="portrait")
    _entry(sheet, "surname", "Surname / Nom", paper.surname.upper(), (33, 8.5), size=3.0)
    _entry(sheet, "given_names", "Given names / Prénoms", paper.given_names.upper(), (33, 15), size=3.0)
    _entry(sheet, "sex", "Sex / Sexe", paper.sex, (33, 21.5), size=3.0)
    _entry(sheet, "nationality", "Nationality / Nationalité", paper.nationality, (46, 21.5), size=3.0)
    _entry(sheet, "birth_date", "Date of birth / Date de naissance", _day(paper.birth_date), (33, 28), size=3.0)
    _entry(sheet, "document_number", "Document No. / N° du document", paper.number, (33, 34.5), size=3.0)
    _entry(sheet, "expiry_date", "Date of expiry / Date d'expiration", _day(paper.expires), (33, 41), size=3.0)
    _signature(sheet, 4, 45, seed)
    _specimen(sheet, 57, 49.8)
    return sheet


def _card_back(paper: Paper, seed: int) -> Sheet:
    sheet = blank(85.6, 54, tint=(240, 238, 232), line=(150, 195, 190), seed=seed + 1)
    _entry(
        sheet, "place_of_birth", "Place of birth / Lieu de naissance", paper.place_of_birth.upper(), (5, 4), size=3.0
    )
    _entry(sheet, "issue_date", "Date of issue / Date de délivrance", _day(paper.issued), (5, 11), size=3.0)
    _entry(sheet, "authority", "Authority / Autorité", AUTHORITY, (5, 18), size=3.0)
    _specimen(sheet, 57, 3.2)
    _band(sheet, 30)
    sheet.zone(paper.lines, (85.6 - 30 * 2.54) / 2, 37.0, 6.35)
    return sheet


def _band(sheet: Sheet, top: float) -> None:
    """The zone's own ground is plain, so that machines can read it."""
    rows = sheet.pixels[round(top * SCALE) :]
    rows[:] = np.clip(0.25 * rows.astype(np.float32) + 0.75 * np.array((240, 244, 242)), 0, 255).astype(np.uint8)


def _specimen(sheet: Sheet, left: float, top: float) -> None:
    sheet.write("SPECIMEN · NOT VALID", left, top, 2.1, colour=(60, 60, 190), weight=600)


def _printed(portrait: Picture) -> Picture:
    """A portrait as documents have it: paler, less coloured."""
    grey = cv2.cvtColor(cv2.cvtColor(portrait, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    return np.asarray(cv2.addWeighted(portrait, 0.7, grey, 0.3, 6), np.uint8)


def _signature(sheet: Sheet, left: float, top: float, seed: int) -> None:
    """A scribble that is nobody's."""
    random = np.random.default_rng([seed, 17])
    steps = np.linspace(0, 1, 160)
    waves = sum(
        random.uniform(0.3, 1.2) * np.sin(steps * random.uniform(8, 45) + random.uniform(0, 6)) for _ in range(4)
    )
    x = (left + 22 * steps + 0.8 * np.sin(steps * 40)) * SCALE
    y = (top + 2.5 + 0.9 * waves * (1 - 0.5 * steps)) * SCALE
    points = np.stack([x, y], axis=1).round().astype(np.int32)
    cv2.polylines(sheet.pixels, [points], isClosed=False, color=(110, 50, 30), thickness=3, lineType=cv2.LINE_AA)
