"""Published specimens: numbers, names and states that stand on no real document."""

import re

_NUMBERS = {
    ("UTO", "L898902C3"): "Doc 9303-4, appendix A (passport)",
    ("UTO", "L898902C"): "Doc 9303, 6th edition (passport)",
    ("UTO", "D231458907"): "Doc 9303-5, appendix A (TD1)",
    ("UTO", "D23145890"): "Doc 9303-5 and -6, appendix A (TD1, TD2)",
    ("UTO", "L8988901C"): "Doc 9303-7, appendix A (visas)",
    ("D", "C01X00T47"): "Federal Ministry of the Interior, specimen passport",
    ("D", "C01X0006H"): "Federal Ministry of the Interior, specimen passport",
    ("D", "L01X00T47"): "Federal Ministry of the Interior, specimen identity card",
    ("D", "L01X00T44"): "Federal Ministry of the Interior, specimen identity card",
    ("D", "T22000129"): "Federal Ministry of the Interior, specimen identity card of 2010",
    ("ESP", "99999999R"): "Dirección General de la Policía, specimen DNI",
    ("PRT", "000000000ZZ4"): "Agência para a Modernização Administrativa, specimen card",
}
"""(state, number) → who published it."""
_NAMES = frozenset({
    ("UTO", "ERIKSSON", "ANNA MARIA"), ("UTO", "STEVENSON", "PETER"), ("USA", "TRAVELER", "HAPPY"),
    ("USA", "TRAVELER", "HAPPYPERSON"), ("JPN", "GAIMU", "SAKURA"),
})  # fmt: skip
"""(state, surname, given names) of published specimens: elsewhere people do bear these names."""
_SURNAMES = frozenset({"SPECIMEN", "MUSTERMANN", "MUSTERFRAU", "ESPANOLA ESPANOLA"})
"""Invented for specimens: nobody bears them."""
STATES = frozenset({"UTO"})
"""Utopia, which Doc 9303 keeps for specimens: real documents never come from there, those of a sandbox do."""


def is_specimen(*, state: str, number: str, surname: str, given_names: str) -> bool:
    """A published number of that state, or a name that stands on specimens alone. The state by itself says nothing."""
    return (
        (state, number) in _NUMBERS
        or surname in _SURNAMES
        or (state, surname, given_names) in _NAMES
        or bool(re.fullmatch(r"0{6,}", number))
    )
