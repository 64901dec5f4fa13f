"""Codes of states in Doc 9303-3 section 5: ISO 3166-1 alpha-3, and the ones that only travel documents use."""

from functools import cache

import pycountry

ONLY_IN_PASSPORTS = frozenset({
    "D", "GBD", "GBN", "GBO", "GBP", "GBS", "UNO", "UNA", "UNK", "XAA", "XBA", "XCC",
    "XCE", "XCO", "XEC", "XES", "XIM", "XMP", "XOM", "XPO", "XDC", "XXA", "XXB", "XXC",
    "XXX", "EUE", "RKS", "UTO", "IAO", "XCT", "INP",
})  # fmt: skip


@cache
def known_states() -> frozenset[str]:
    return ONLY_IN_PASSPORTS | {country.alpha_3 for country in pycountry.countries}


def is_state(code: str) -> bool:
    return code in known_states()
