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
    stacked: bool = False
    """The Latin spelling stands on a line of its own under this one, not behind a bar."""

    @property
    def name(self) -> str:
        return f"{self.family} {self.given}".upper()


@dataclass(frozen=True, slots=True)
class _State:
    nation: str
    labels: tuple[str, str]
    family: Spellings
    given: Mapping[str, Spellings]
    stacked: bool = False


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
    "bulgarian": _State(
        nation="BGR",
        labels=("Фамилия / Surname", "Собствено име / Given names"),
        family=(("Желев", "Zhelev"), ("Щерев", "Shterev"), ("Ъглов", "Aglov"), ("Цанев", "Tsanev")),
        given={
            "F": (("Юлияна", "Yuliyana"), ("Христина", "Hristina"), ("Деница", "Denitsa")),
            "M": (("Георги", "Georgi"), ("Любомир", "Lyubomir"), ("Николай", "Nikolay")),
        },
        stacked=True,
    ),
    "kazakh": _State(
        nation="KAZ",
        labels=("Тегі / Surname", "Аты / Given names"),
        family=(("Қасымов", "Kasymov"), ("Әбенов", "Abenov"), ("Ғалиев", "Galiyev"), ("Өтегенов", "Otegenov")),
        given={
            "F": (("Айгүл", "Aigul"), ("Гүлнар", "Gulnar"), ("Жанар", "Zhanar")),
            "M": (("Нұрлан", "Nurlan"), ("Данияр", "Daniyar"), ("Ерлан", "Yerlan")),
        },
        stacked=True,
    ),
    "macedonian": _State(
        nation="MKD",
        labels=("Презиме / Surname", "Име / Given names"),
        family=(("Ѓорчев", "Gjorchev"), ("Ќосев", "Kjosev"), ("Џамбов", "Djambov"), ("Шајнов", "Shajnov")),
        given={
            "F": (("Љубица", "Ljubica"), ("Јана", "Jana"), ("Живка", "Zhivka")),
            "M": (("Зоран", "Zoran"), ("Ѓоко", "Gjoko"), ("Љупчо", "Ljupcho")),
        },
    ),
    "russian": _State(
        nation="RUS",
        labels=("Фамилия / Surname", "Имя / Given names"),
        family=(
            ("Щукин", "Shchukin"),
            ("Журавлёв", "Zhuravlev"),
            ("Подъячев", "Podieiachev"),
            ("Цыплаков", "Tsyplakov"),
        ),
        given={
            "F": (("Юлия", "Iuliia"), ("Татьяна", "Tatiana"), ("Любовь", "Liubov")),
            "M": (("Дмитрий", "Dmitrii"), ("Фёдор", "Fedor"), ("Игорь", "Igor")),
        },
        stacked=True,
    ),
    "serbian": _State(
        nation="SRB",
        labels=("Презиме / Surname", "Име / Given names"),
        family=(("Живковић", "Živković"), ("Ђурић", "Đurić"), ("Џелатов", "Dželatov"), ("Њежић", "Nježić")),
        given={
            "F": (("Љиљана", "Ljiljana"), ("Јована", "Jovana"), ("Душица", "Dušica")),
            "M": (("Ђорђе", "Đorđe"), ("Вук", "Vuk"), ("Никола", "Nikola")),
        },
        stacked=True,
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
        "national": National(family, given, state.labels, state.stacked),
    }
