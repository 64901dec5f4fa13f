"""What is written in a specimen document: the holder's data, drawn from a table of people or from a seed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import pycountry

from compliance.sandbox.people import Specimen
from compliance.sandbox.specimens import mrz

ISSUING_STATE: Final = "UTO"
"""Utopia, ICAO's own country of specimens: no reader may take such a document for a real one."""
AUTHORITY: Final = "MINISTRY OF NOWHERE"
TD3, TD1 = "td3", "td1"
KINDS: Final = {"passport": TD3, "identity_card": TD1}

GIVEN: Final = {
    "F": ("Alma", "Bérénice", "Clara", "Dagny", "Elodie", "Freya", "Gudrun", "Hanna-Maria", "Inès", "Jolanta", "Käthe"),
    "M": ("Anton", "Björn", "Cédric", "Dominik", "Émile", "Fredrik", "Günther", "Håkan", "Ivar", "Jean-Luc", "Łukasz"),
}
FAMILY: Final = (
    *("Ahlqvist", "Beaurepaire", "Czernik", "d'Arvieux", "Ekström", "Fürstner", "Grönvall", "Hjelmåker", "Ibsgaard"),
    *("Jägermann", "Kowalewicz", "Lefèvre-Morin", "Müllenbach", "Nordahl", "Østerby", "Pfaffenroth", "Quistorp"),
    *("Rønneberg", "Szabados", "von Thalberg"),
)
PLACES: Final = ("Kalmar", "Vannes", "Fulda", "Esbjerg", "Tarnów", "Linz", "Bergen", "Gent", "Győr", "Šiauliai")
NATIONS: Final = ("SWE", "FRA", "DEU", "DNK", "POL", "AUT", "NOR", "BEL", "HUN", "LTU")


@dataclass(frozen=True, slots=True)
class Paper:
    """One document as its issuer knows it; `face` names the identity on its portrait."""

    kind: str
    number: str
    surname: str
    given_names: str
    sex: str
    nationality: str
    """ISO 3166-1 alpha-3."""
    birth_date: date
    place_of_birth: str
    issued: date
    expires: date
    face: str

    @property
    def values(self) -> dict[str, str]:
        """Every printed field, as a reader should give it: dates as YYYY-MM-DD, names in capitals."""
        return {
            "document_code": "P" if self.kind == TD3 else "I",
            "issuing_state": ISSUING_STATE,
            "document_number": self.number,
            "surname": self.surname.upper(),
            "given_names": self.given_names.upper(),
            "nationality": self.nationality,
            "birth_date": self.birth_date.isoformat(),
            "sex": self.sex,
            "place_of_birth": self.place_of_birth.upper(),
            "issue_date": self.issued.isoformat(),
            "expiry_date": self.expires.isoformat(),
            "authority": AUTHORITY,
        }

    @property
    def lines(self) -> tuple[str, ...]:
        """The machine readable zone."""
        write = mrz.td3 if self.kind == TD3 else mrz.td1
        return write(
            issuing_state=ISSUING_STATE,
            surname=self.surname,
            given_names=self.given_names,
            number=self.number,
            nationality=self.nationality,
            birth_date=f"{self.birth_date:%y%m%d}",
            sex=self.sex,
            expiry_date=f"{self.expires:%y%m%d}",
        )


def of_person(person: Specimen) -> Paper:
    """The document of one of the specimen people."""
    return Paper(
        kind=KINDS[person.document_kind],
        number=person.document_number,
        surname=person.family_name,
        given_names=person.given_names,
        sex=person.sex,
        nationality=_alpha_3(person.nationality),
        birth_date=person.birth_date,
        place_of_birth=person.place_of_birth,
        issued=person.issued,
        expires=person.expires,
        face=person.face,
    )


def _alpha_3(alpha_2: str) -> str:
    country = pycountry.countries.get(alpha_2=alpha_2)
    if country is None:
        raise KeyError(alpha_2)
    return str(country.alpha_3)


def invented(
    kind: str, seed: int, *, as_of: date, face: str, sex: str, expired: bool, changes: Mapping[str, Any]
) -> Paper:
    """A document of nobody, the same for the same seed; valid, or expired, on the day `as_of`; `changes` overrule."""
    random = np.random.default_rng([seed, 9303])
    age = timedelta(days=int(random.integers(19 * 365, 75 * 365)))
    since = timedelta(days=int(random.integers(60, 4 * 365)))
    issued = as_of - since - (timedelta(days=3660) if expired else timedelta())
    number = "".join(random.choice(list("CFGHJKLMNPRTVWXYZ"), 1)) + "".join(
        random.choice(list("CFGHJKLMNPRTVWXYZ0123456789"), 8)
    )
    paper = Paper(
        kind=kind,
        number=number,
        surname=str(random.choice(FAMILY)),
        given_names=" ".join(random.choice(GIVEN[sex], int(random.integers(1, 3)), replace=False)),
        sex=sex,
        nationality=str(random.choice(NATIONS)),
        birth_date=as_of - age,
        place_of_birth=str(random.choice(PLACES)),
        issued=issued,
        expires=issued + timedelta(days=3652),
        face=face,
    )
    return replace(paper, **changes)
