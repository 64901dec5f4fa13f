"""Countries as publishers and people write them, to ISO 3166-1 alpha-2."""

import re
import unicodedata
from functools import lru_cache

import pycountry

_SPELLINGS = {
    "bolivia": "BO",
    "british virgin islands": "VG",
    "brunei": "BN",
    "burma": "MM",
    "cape verde": "CV",
    "cote d ivoire": "CI",
    "czech republic": "CZ",
    "democratic republic of congo": "CD",
    "congo": "CG",
    "east timor": "TL",
    "england": "GB",
    "gaza": "PS",
    "great britain": "GB",
    "iran": "IR",
    "ivory coast": "CI",
    "kosovo": "XK",
    "laos": "LA",
    "macau": "MO",
    "macedonia": "MK",
    "micronesia": "FM",
    "moldova": "MD",
    "korea north": "KP",
    "north korea": "KP",
    "democratic people s republic of korea": "KP",
    "korea south": "KR",
    "south korea": "KR",
    "palestine": "PS",
    "palestinian": "PS",
    "palestinian territory": "PS",
    "occupied palestinian territories": "PS",
    "dprk": "KP",
    "west bank": "PS",
    "reunion": "RE",
    "russia": "RU",
    "saint helena": "SH",
    "swaziland": "SZ",
    "syria": "SY",
    "taiwan": "TW",
    "tanzania": "TZ",
    "turkey": "TR",
    "turkiye": "TR",
    "uk": "GB",
    "united kingdom": "GB",
    "united states": "US",
    "usa": "US",
    "us virgin islands": "VI",
    "united states virgin islands": "VI",
    "holy see": "VA",
    "vatican": "VA",
    "vatican city": "VA",
    "venezuela": "VE",
    "vietnam": "VN",
    "zaire": "CD",
}
_FILLERS = {"the", "of", "and", "region", "republic", "arab", "islamic", "state", "states"}


def code(text: str) -> str:
    """The alpha-2 code of a country named or coded in `text`, or empty where it names none that we know."""
    return _code(text.strip())


@lru_cache(maxsize=10_000)
def _code(text: str) -> str:
    if len(text) in {2, 3} and text.isalpha():
        found = _codes().get(text.upper())
        if found:
            return found
    words = _words(text)
    names = _names()
    return names.get(" ".join(words), "") or names.get(_key(words), "")


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return ["saint" if word == "st" else word for word in re.sub(r"[^a-z]+", " ", plain).split()]


def _key(words: list[str]) -> str:
    """The words that tell countries apart, in no order: for `Congo, Democratic Republic of the`."""
    return "=" + " ".join(sorted(word for word in words if word not in _FILLERS))


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    codes = {"XK": "XK", "XKX": "XK", "UK": "GB"}
    for country in pycountry.countries:
        codes[country.alpha_2] = codes[country.alpha_3] = country.alpha_2
    return codes


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for country in pycountry.countries:
        for field in ("name", "official_name", "common_name"):
            words = _words(getattr(country, field, ""))
            if words:
                names.setdefault(" ".join(words), country.alpha_2)
                names.setdefault(_key(words), country.alpha_2)
    names |= _SPELLINGS
    names |= {_key(_words(name)): alpha2 for name, alpha2 in _SPELLINGS.items()}
    names[_key(["congo"])] = "CG"
    names[_key(["congo", "democratic"])] = "CD"
    names.pop("=", None)  # a name made of fillers alone names no country
    return names
