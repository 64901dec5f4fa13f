"""Writes machine readable zones after ICAO Doc 9303: independent of the reader in `onboarding.ocr`, which it tests."""

import unicodedata
from typing import Final

SPELLED: Final = {
    "Ä": "AE", "Å": "AA", "Æ": "AE", "Ö": "OE", "Ø": "OE", "Œ": "OE", "Ü": "UE", "ß": "SS", "ẞ": "SS",
    "Ð": "D", "Đ": "D", "Þ": "TH", "Ł": "L", "Ñ": "N", "İ": "I", "ı": "I", "Ħ": "H", "Ŋ": "N", "Ŧ": "T",
}  # fmt: skip
"""Doc 9303 part 3, section 6 A: the letters that are not merely stripped of their accent."""
WEIGHTS: Final = (7, 3, 1)


def check_digit(text: str) -> str:
    """Doc 9303 part 3, section 4.9: digits count as themselves, A to Z as 10 to 35, `<` as 0; weights 7, 3, 1."""
    values = [0 if sign == "<" else int(sign, 36) for sign in text]
    return str(sum(value * WEIGHTS[place % 3] for place, value in enumerate(values)) % 10)


def spell(name: str) -> str:
    """A name in the letters of the zone, words joined by one filler; apostrophes vanish, hyphens become fillers."""
    letters = "".join(SPELLED.get(sign, sign) for sign in name.upper().replace("ß", "ß"))
    plain = "".join(sign for sign in unicodedata.normalize("NFD", letters) if not unicodedata.combining(sign))
    kept = plain.replace("'", "").replace("’", "").replace("-", " ")
    return "<".join("".join(sign for sign in word if "A" <= sign <= "Z") for word in kept.split())


def names(surname: str, given_names: str, length: int) -> str:
    """The name field: surname, two fillers, given names; cut at the end of the field where too long."""
    return f"{spell(surname)}<<{spell(given_names)}".ljust(length, "<")[:length]


def td3(
    *, issuing_state: str, surname: str, given_names: str, number: str, nationality: str, birth_date: str, sex: str,
    expiry_date: str, optional: str = "",
) -> tuple[str, str]:  # fmt: skip
    """Two lines of 44; dates as YYMMDD. The check digit of an empty optional field is a filler."""
    optional = optional.ljust(14, "<")
    optional_check = "<" if not optional.strip("<") else check_digit(optional)
    second = _second(number, nationality, birth_date, sex, expiry_date) + optional + optional_check
    return f"P<{issuing_state:<<3}{names(surname, given_names, 39)}", second + _whole(second)


def td2(
    *, issuing_state: str, surname: str, given_names: str, number: str, nationality: str, birth_date: str, sex: str,
    expiry_date: str, optional: str = "",
) -> tuple[str, str]:  # fmt: skip
    """Two lines of 36; dates as YYMMDD."""
    second = _second(number, nationality, birth_date, sex, expiry_date) + optional.ljust(7, "<")
    return f"I<{issuing_state:<<3}{names(surname, given_names, 31)}", second + _whole(second)


def visa(
    *, width: int, issuing_state: str, surname: str, given_names: str, number: str, nationality: str, birth_date: str,
    sex: str, expiry_date: str, optional: str = "",
) -> tuple[str, str]:  # fmt: skip
    """Two lines of 44 (MRV-A) or 36 (MRV-B), with no check digit over all (Doc 9303-7)."""
    second = _second(number, nationality, birth_date, sex, expiry_date) + optional
    return f"V<{issuing_state:<<3}{names(surname, given_names, width - 5)}", second.ljust(width, "<")


def td1(
    *, issuing_state: str, surname: str, given_names: str, number: str, nationality: str, birth_date: str, sex: str,
    expiry_date: str, optional: str = "", code: str = "I",
) -> tuple[str, str, str]:  # fmt: skip
    """Three lines of 30; dates as YYMMDD."""
    number, optional = number.ljust(9, "<"), optional.ljust(15, "<")
    upper = f"{code:<<2}{issuing_state:<<3}{number}{check_digit(number)}{optional}"
    dated = birth_date + check_digit(birth_date), expiry_date + check_digit(expiry_date)
    whole = check_digit(upper[5:] + dated[0] + dated[1])
    return upper, f"{dated[0]}{sex}{dated[1]}{nationality:<<3}{'<' * 11}{whole}", names(surname, given_names, 30)


def _second(number: str, nationality: str, birth_date: str, sex: str, expiry_date: str) -> str:
    """The 28 places that the second line begins with in every format of two lines."""
    number = number.ljust(9, "<")
    dated = birth_date + check_digit(birth_date), expiry_date + check_digit(expiry_date)
    return f"{number}{check_digit(number)}{nationality:<<3}{dated[0]}{sex}{dated[1]}"


def _whole(second: str) -> str:
    """Over all but the nationality and the sex."""
    return check_digit(second[:10] + second[13:20] + second[21:])
