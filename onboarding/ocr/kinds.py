"""What kind of document it is: by the zone's first letters, by its title, or by the numbers of its fields."""

from collections.abc import Mapping, Sequence
from typing import Final

from onboarding.ocr.labels import folded, phrases
from onboarding.ocr.mrz import Mrz
from onboarding.ocr.numbered import is_numbered
from onboarding.ocr.pieces import pieces
from onboarding.ocr.printed import Line

PERMITS: Final = frozenset({"AR", "IR"})
"""Regulation (EU) 2017/1954 asks for AR on residence permits; the series before it had IR."""
LETTERS: Final[Mapping[str, str]] = {"P": "passport", "I": "identity_card", "A": "identity_card", "C": "identity_card"}
"""Doc 9303-4 to -6; visas and unknown letters have no kind here."""
TITLES: Final[Mapping[str, tuple[str, ...]]] = {
    "driving_licence": (
        *("driving licence", "driver license", "drivers license", "permis de conduire", "fuhrerschein"),
        *("permiso de conduccion", "patente di guida", "carta de conducao", "rijbewijs", "prawo jazdy", "korkort"),
    ),
    "residence_permit": (
        *("residence permit", "permanent resident", "aufenthaltstitel", "titre de sejour", "permiso de residencia"),
        *("permesso di soggiorno", "titulo de residencia", "verblijfstitel", "karta pobytu", "uppehallstillstand"),
    ),
    "passport": ("passport", "passeport", "reisepass", "pasaporte", "passaporto", "passaporte", "paspoort", "paszport"),
    "identity_card": (
        *("identity card", "carte d identite", "personalausweis", "documento de identidad"),
        *("documento nacional de identidad", "carta di identita", "carta d identita", "cartao de cidadao"),
        *("identiteitskaart", "dowod osobisty", "nationellt identitetskort", "carte nationale d identite"),
    ),
}  # fmt: skip


def of_zone(mrz: Mrz) -> str | None:
    if mrz.document_code in PERMITS:
        return "residence_permit"
    return LETTERS.get(mrz.document_code[:1])


def of_print(lines: Sequence[Line]) -> str | None:
    """None where neither a title nor numbers tell it; `Passport No.` is a label and no title."""
    found = pieces(lines)
    if is_numbered(found):
        return "driving_licence"
    titles = [part for piece in found for part in map(folded, piece.text.split("/")) if part not in phrases()]
    return next(
        (kind for kind, words in TITLES.items() if any(folded(word) in title for word in words for title in titles)),
        None,
    )
