"""Names of states that do not write in Latin letters: as they are written there, and as they stand in a passport."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

Spellings = tuple[tuple[str, str], ...]
"""In the national script, and in Latin letters by the state's own rules."""


@dataclass(frozen=True, slots=True)
class National:
    """A name in the script of the state, and the labels that its passport gives to the two parts."""

    family: str
    given: str
    labels: tuple[str, str]

    @property
    def name(self) -> str:
        return f"{self.family} {self.given}".upper()


@dataclass(frozen=True, slots=True)
class _State:
    nation: str
    labels: tuple[str, str]
    family: Spellings
    given: Mapping[str, Spellings]


SCRIPTS: Final = {
    "cyrillic": _State(
        nation="UKR",
        labels=("Прізвище / Surname", "Ім'я / Given names"),
        family=(("Петренко", "Petrenko"), ("Шевчук", "Shevchuk"), ("Бондаренко", "Bondarenko"), ("Гнатюк", "Hnatiuk")),
        given={
            "F": (("Оксана", "Oksana"), ("Марія", "Mariia"), ("Ганна", "Hanna"), ("Юлія", "Yuliia")),
            "M": (("Богдан", "Bohdan"), ("Андрій", "Andrii"), ("Тарас", "Taras"), ("Дмитро", "Dmytro")),
        },
    ),
    "greek": _State(
        nation="GRC",
        labels=("Επώνυμο / Surname", "Όνομα / Given names"),
        family=(("Παπαδοπουλος", "Papadopoulos"), ("Γεωργιου", "Georgiou"), ("Δημητριου", "Dimitriou")),
        given={
            "F": (("Μαρια", "Maria"), ("Ελενη", "Eleni"), ("Αικατερινη", "Aikaterini")),
            "M": (("Γεωργιος", "Georgios"), ("Νικολαος", "Nikolaos"), ("Ιωαννης", "Ioannis")),
        },
    ),
}


def invented(script: str, sex: str, random: np.random.Generator) -> dict[str, Any]:
    """What such a state writes in its papers, as fields of a `Paper`."""
    state = SCRIPTS[script]
    family, latin_family = state.family[int(random.integers(len(state.family)))]
    given, latin_given = state.given[sex][int(random.integers(len(state.given[sex])))]
    return {
        "surname": latin_family,
        "given_names": latin_given,
        "nationality": state.nation,
        "national": National(family, given, state.labels),
    }
