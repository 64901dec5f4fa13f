"""Printed values of the visual zone, brought to the form in which the machine-readable zone has them."""

import re
import unicodedata

MONTHS = {
    name: number
    for number, name in enumerate(
        ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"), start=1
    )
}
SPELLED = {
    "Ä": "AE", "Å": "AA", "Æ": "AE", "Ö": "OE", "Ø": "OE", "Œ": "OE", "Ü": "UE", "ß": "SS", "Ð": "D", "Đ": "D",
    "Þ": "TH", "Ł": "L", "Ñ": "N", "İ": "I", "ı": "I", "Ħ": "H", "Ŋ": "N", "Ŧ": "T",
}  # fmt: skip
"""Doc 9303-3 section 6 A: letters that are not merely stripped of their accent."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBERS = re.compile(r"(\d{1,2})[ ./-]+(\d{1,2})[ ./-]+(\d{4})")
_WORDS = re.compile(r"(\d{1,2})[ ./-]*([A-Z]{3})[A-Z]*(?:\s*/\s*[A-Z]{3,4})?[ ./-]*(\d{4}|\d{2})")


def normalised(name: str, value: str) -> str | None:
    """None where the value is not of the field's form."""
    if name.endswith("_date"):
        return printed_date(value)
    if name == "sex":
        letters = re.findall(r"[MFX]", value.upper())
        return letters[0] if letters else None
    if name == "issuing_state":
        return value if re.fullmatch(r"[A-Z]{3}|D", value) else None
    if name == "document_code":
        return value if re.fullmatch(r"[A-Z]{1,2}", value) else None
    if name == "document_number":
        number = re.sub(r"[^A-Z0-9]", "", value.upper())
        return number if len(number) >= 5 and re.search(r"\d", number) else None
    return value


def printed_date(value: str) -> str | None:
    """YYYY-MM-DD of `12 AUG 1974`, `12 AUG/AOUT 1974` or `12.08.1974`, day first; a two-digit year is no date."""
    text = value.upper()
    if _ISO.fullmatch(text):
        return text
    if found := _NUMBERS.search(text):
        day, month, year = (int(part) for part in found.groups())
    elif (found := _WORDS.search(text)) and found[2] in MONTHS and len(found[3]) == 4:
        day, month, year = int(found[1]), MONTHS[found[2]], int(found[3])
    else:
        return None
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def spelled(name: str) -> str:
    """A printed name in the letters of the zone, words parted by blanks; apostrophes vanish, hyphens part words."""
    letters = "".join(SPELLED.get(letter, letter) for letter in unicodedata.normalize("NFC", name.upper()))
    plain = unicodedata.normalize("NFKD", letters).replace("'", "").replace("’", "")
    return " ".join(re.sub(r"[^A-Z -]", "", plain).replace("-", " ").split())
