"""Which form states give to the numbers of their documents, as far as they or others have published it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_PURVIEW = "learn.microsoft.com/purview/sit-defn-"
"""Microsoft's definitions of what numbers look like, a page per state and document."""
_DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"


@dataclass(frozen=True, slots=True)
class Form:
    """`kind` is passport or identity_card. A number must match `pattern` whole and pass `check` where there is one."""

    state: str
    kind: str
    pattern: str
    source: str
    check: Callable[[str], bool] | None = None

    def fits(self, number: str) -> bool:
        return bool(re.fullmatch(self.pattern, number)) and (self.check is None or self.check(number))


def weighted(number: str, weights: tuple[int, ...]) -> bool:
    """The weighted sum of the places, A counting 10, is a multiple of ten."""
    return sum(int(place, 36) * weight for place, weight in zip(number, weights, strict=True)) % 10 == 0


def polish_passport(number: str) -> bool:
    return weighted(number, (7, 3, 9, 1, 7, 3, 1, 7, 3))


def polish_card(number: str) -> bool:
    return weighted(number, (7, 3, 1, 9, 7, 3, 1, 7, 3))


def portuguese_card(number: str) -> bool:
    """Every second place from the right but one is doubled, 9 taken off above 9 (AMA, 2009); A counts 10."""
    total = 0
    for place, letter in enumerate(reversed(number)):
        value = int(letter, 36) * (2 if place % 2 else 1)
        total += value - 9 if place % 2 and value > 9 else value
    return total % 10 == 0


def spanish_letter(number: str) -> bool:
    """The letter of a DNI (eight digits) or NIE (X, Y or Z and seven digits) is its number modulo 23."""
    digits = str("XYZ".find(number[0])) + number[1:-1] if number[0] in "XYZ" else number[:-1]
    return number[-1] == _DNI_LETTERS[int(digits) % 23]


_GERMAN = "0-9CFGHJKLMNPRTVWXYZ"
_TWO_AND_SEVEN = r"[A-Z]{2}\d{7}"
FORMS: tuple[Form, ...] = (
    Form("AUT", "passport", r"[A-Z]{1,2}\d{7}", f"{_PURVIEW}austria-passport-number"),
    Form("BEL", "passport", r"[A-Z]{2}\d{6}", f"{_PURVIEW}belgium-passport-number"),
    Form("BGR", "passport", r"\d{9}", f"{_PURVIEW}bulgaria-passport-number"),
    Form("CYP", "passport", r"E\d{6}|K\d{8}", "ESMA, RTS 22, national client identifiers"),
    Form("CZE", "passport", r"\d{8}", f"{_PURVIEW}czech-passport-number"),
    Form("D", "passport", rf"[CFGHJK][{_GERMAN}]{{8}}|[A-K]\d{{7}}", f"{_PURVIEW}germany-passport-number"),
    Form("D", "identity_card", rf"[LMNPRTVWXY][{_GERMAN}]{{8}}", f"{_PURVIEW}germany-identity-card-number"),
    Form("DNK", "passport", r"\d{9}", f"{_PURVIEW}denmark-passport-number"),
    Form("ESP", "passport", r"[A-Z0-9]{2}[A-Z0-9]?\d{6}", f"{_PURVIEW}spain-passport-number"),
    Form("ESP", "identity_card", r"[A-Z]{3}\d{6}", "dnielectronico.es, soporte number of the DNI"),
    Form("FIN", "passport", _TWO_AND_SEVEN, f"{_PURVIEW}finland-passport-number"),
    Form("FRA", "passport", r"\d{2}[A-Z]{2}\d{5}", f"{_PURVIEW}france-passport-number"),
    Form("GBR", "passport", r"\d{9}", f"{_PURVIEW}us-uk-passport-number"),
    Form("GRC", "passport", _TWO_AND_SEVEN, f"{_PURVIEW}greece-passport-number"),
    Form("HRV", "passport", r"\d{9}", f"{_PURVIEW}croatia-passport-number"),
    Form("HUN", "passport", r"[A-Z]{2}\d{6,7}", f"{_PURVIEW}hungary-passport-number"),
    Form("IRL", "passport", r"[A-Z0-9]{2}\d{7}", f"{_PURVIEW}ireland-passport-number"),
    Form("ITA", "passport", r"[A-Z0-9]{2}\d{7}", f"{_PURVIEW}italy-passport-number"),
    Form("JPN", "passport", _TWO_AND_SEVEN, f"{_PURVIEW}japan-passport-number"),
    Form("LVA", "passport", _TWO_AND_SEVEN, f"{_PURVIEW}latvia-passport-number"),
    Form("NLD", "passport", r"[A-NP-Z]{2}[A-NP-Z0-9]{6}\d", "rvig.nl, number of passport and identity card"),
    Form("NLD", "identity_card", r"[A-NP-Z]{2}[A-NP-Z0-9]{6}\d", "rvig.nl, number of passport and identity card"),
    Form("POL", "passport", _TWO_AND_SEVEN, f"{_PURVIEW}poland-passport-number", polish_passport),
    Form("POL", "identity_card", r"[A-Z]{3}\d{6}", f"{_PURVIEW}poland-identity-card", polish_card),
    Form("PRT", "passport", r"[A-Z]{1,2}\d{6}", f"{_PURVIEW}portugal-passport-number"),
    Form("PRT", "identity_card", r"\d{9}[A-Z0-9]{2}\d", "AMA, Validação de Número de Documento, 2009", portuguese_card),
    Form("ROU", "passport", r"\d{8,9}", f"{_PURVIEW}romania-passport-number"),
    Form("USA", "passport", r"[A-Z0-9]\d{8}", f"{_PURVIEW}us-uk-passport-number; travel.state.gov, 2021"),
)
"""Diplomatic, service and emergency papers have numbers of their own: these are of ordinary ones."""
_SPANISH = re.compile(r"(?:\d{8}|[XYZ]\d{7})[A-Z]")


def number_fits(*, state: str, document_code: str, number: str, personal_number: str = "") -> bool:
    """True where nothing is published about such documents, too."""
    kind = _KINDS.get(document_code, "")
    forms = [form for form in FORMS if (form.state, form.kind) == (state, kind)]
    return (not forms or any(form.fits(number) for form in forms)) and _personal_fits(state, personal_number)


_KINDS = {"P": "passport", "PP": "passport", "PO": "passport", "I": "identity_card", "ID": "identity_card"}
"""By the document code: a second letter of another kind says that the paper is no ordinary one."""


def _personal_fits(state: str, personal_number: str) -> bool:
    """The DNI or NIE that Spain puts beside the number of the card."""
    return state != "ESP" or not _SPANISH.fullmatch(personal_number) or spanish_letter(personal_number)
