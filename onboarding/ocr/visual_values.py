"""Printed values of the visual zone, brought to the form in which the machine-readable zone has them."""

import re
import unicodedata

MONTHS = {
    month: number
    for number, spellings in enumerate(
        (
            "JAN JANVIER JANUAR ENE ENERO GEN GENNAIO JANEIRO STY IAN",
            "FEB FEV FEVR FEVRIER FEBRUAR FEBRERO FEBBRAIO FEVEREIRO LUT",
            "MAR MARS MAERZ MRZ MARZO MARCO MRT",
            "APR AVR AVRIL ABR ABRIL APRILE KWI",
            "MAY MAI MAYO MAG MAGGIO MAIO MEI MAJ",
            "JUN JUIN JUNI JUNIO GIU GIUGNO JUNHO CZE IUN",
            "JUL JUIL JUILLET JULI JULIO LUG LUGLIO JULHO LIP IUL",
            "AUG AOUT AOU AGO AGOSTO SIE",
            "SEP SEPT SEPTEMBRE SEPTIEMBRE SET SETTEMBRE SETEMBRO WRZ",
            "OCT OKT OCTOBRE OKTOBER OCTUBRE OTT OTTOBRE OUT OUTUBRO PAZ",
            "NOV NOVEMBRE NOVIEMBRE NOVEMBRO LIS",
            "DEC DEZ DECEMBRE DEZEMBER DIC DICIEMBRE DICEMBRE DEZEMBRO GRU",
        ),
        start=1,
    )
    for month in spellings.split()
}
"""English months begin like those of their first three letters; the other languages as documents abbreviate them."""
SPELLED = {
    "Ä": "AE", "Å": "AA", "Æ": "AE", "Ö": "OE", "Ø": "OE", "Œ": "OE", "Ü": "UE", "ß": "SS", "Ð": "D", "Đ": "D",
    "Þ": "TH", "Ł": "L", "Ñ": "N", "İ": "I", "ı": "I", "Ħ": "H", "Ŋ": "N", "Ŧ": "T",
}  # fmt: skip
"""Doc 9303-3 section 6 A: letters that are not merely stripped of their accent."""
_HOMOGLYPHS = str.maketrans("ABEZHIKMNOPTYXaovµ", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονμ")
_ISO = re.compile(r"(\d{4})[-./ ](\d{2})[-./ ](\d{2})")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[ ./-]*[./ -](\d{1,2})[ ./-]*[./ -](\d{4})(?!\d)")
_WORDS = re.compile(
    r"(?<!\d)([0-3OQDIl]?[0-9OQDI])[ ./-]*([A-Z]{3,10})\.?(?:\s*/\s*[A-Z]{3,10}\.?)?[ ./-]*([12][0-9OQD]{3})(?!\d)"
)
_CATEGORY = re.compile(r"AM|A1|A2|A|B1|BE|B|C1E|C1|CE|C|D1E|D1|DE|D|L|M|T|F|K")
_LETTERS_FOR_DIGITS = str.maketrans("OQDIl", "00011")
_NUMBER_LIKE = re.compile(r"[A-Z0-9]{5,}")


def normalised(name: str, value: str) -> str | None:
    """The value in its field's form, None where it cannot be of the field."""
    if name.endswith("_date"):
        return printed_date(value)
    return _FORMS.get(name, _words)(value)


def _plain(text: str) -> str:
    """Without accents: what a code, a number or a date never has, and a pattern under the print may look like."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def _sex(value: str) -> str | None:
    """`F`, `M / M`, `W` for weiblich, `H` for hombre and homme."""
    letters = re.findall(r"\b[MFXWH]\b", value.upper())
    return {"W": "F", "H": "M"}.get(letters[0], letters[0]) if letters and len(value) < 12 else None


def _state(value: str) -> str | None:
    value = _plain(value)
    return value if re.fullmatch(r"[A-Z]{3}|D", value) else None


def _code(value: str) -> str | None:
    value = _plain(value)
    return value if re.fullmatch(r"[A-Z]{1,2}", value) else None


def _number(value: str) -> str | None:
    """Letters and digits; a date is no number, whatever stands near the label."""
    if printed_date(value):
        return None
    number = re.sub(r"[^A-Z0-9]", "", _plain(value.upper()))
    return number if _NUMBER_LIKE.fullmatch(number) and re.search(r"\d", number) else None


def _names(value: str) -> str | None:
    """In capitals, without what a pattern under the print adds: marks at the ends, a lone digit."""
    name = re.sub(r"\s+", " ", re.sub(r"[^\w\s'’/.-]|[\d_]", "", value)).strip(" .'-/").upper()
    return name if sum(letter.isalpha() for letter in name) >= 2 else None


def _words(value: str) -> str | None:
    return value if re.search(r"\w", value) else None


def _place(value: str) -> str | None:
    return value.upper() if re.search(r"[^\W\d]", value) else None


def _categories(value: str) -> str | None:
    """With blanks between, of what is printed `AM/B1/B`, `A B` or `AMABC`."""
    text = value.upper().strip(" .")
    return " ".join(_CATEGORY.findall(text)) if re.fullmatch(rf"(?:{_CATEGORY.pattern}|[ /,.;-])+", text) else None


_FORMS = {
    "sex": _sex,
    "nationality": lambda value: _plain(value) if len(value) == 3 else _words(value),
    "issuing_state": _state,
    "document_code": _code,
    "document_number": _number,
    "personal_number": _number,
    "surname": _names,
    "given_names": _names,
    "birth_place": _place,
    "address": _place,
    "issuing_authority": _place,
    "categories": _categories,
}


def printed_date(value: str) -> str | None:
    """YYYY-MM-DD of `12 AUG 1974`, `12 AOÛT/AUG 1974`, `12.08.1974` or `1974-08-12`, day first.

    Where the second number can be no month the first one is, as in the United States; a year of two digits is no date.
    """
    text = _plain(value.upper())
    if found := _ISO.search(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _NUMBERS.search(text):
        day, month, year = (int(part) for part in found.groups())
        day, month = (month, day) if month > 12 >= day else (day, month)
    elif found := _WORDS.search(text):
        day, year = (int(found[place].translate(_LETTERS_FOR_DIGITS)) for place in (1, 3))
        month = MONTHS.get(found[2]) or MONTHS.get(found[2][:3], 0)
    else:
        return None
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def date_and_rest(value: str) -> tuple[str, str]:
    """`12.08.1974 LINZ` as the date and what follows it."""
    found = _ISO.search(value) or _NUMBERS.search(value) or _WORDS.search(value.upper())
    return (value[: found.end()], value[found.end() :].strip(" ,;/()")) if found else (value, "")


def in_two_scripts(name: str) -> tuple[str, str]:
    """(national, Latin) of `ΓΕΩΡΓΙΟΥ / GEORGIOU`: the last part is the Latin one; without a bar, by its letters.

    The first part is told only where it holds letters that Latin has not: a script that the engine cannot read comes
    out as Latin letters that look like it, and is nobody's name.
    """
    first, bar, last = name.rpartition("/")
    if not bar:
        return (_own(name), "") if _is_foreign(name) else ("", name)
    return (_own(first) if _is_foreign(first) else "", last.strip())


def _is_foreign(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return any(ord(letter) >= 0x370 for letter in letters)


def _own(text: str) -> str:
    """Greek with the letters that look like Latin ones made Greek; other scripts as they are."""
    greek = any("GREEK" in unicodedata.name(letter, "") for letter in text)
    return (text.translate(_HOMOGLYPHS) if greek else text).strip(" /").upper()


def spelled(name: str) -> str:
    """A printed name in the letters of the zone, words parted by blanks; apostrophes vanish, hyphens part words."""
    letters = "".join(SPELLED.get(letter, letter) for letter in unicodedata.normalize("NFC", name.upper()))
    plain = unicodedata.normalize("NFKD", letters).replace("'", "").replace("’", "")
    return " ".join(re.sub(r"[^A-Z -]", "", plain).replace("-", " ").split())
