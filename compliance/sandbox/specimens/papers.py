"""What is written in a specimen document: the holder's data, drawn from a table of people or from a seed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

import numpy as np
import pycountry

from compliance.sandbox.people import Specimen
from compliance.sandbox.specimens import mrz, national
from compliance.sandbox.specimens.national import National

ISSUING_STATE: Final = "UTO"
"""Utopia, ICAO's own country of specimens: no reader may take such a document for a real one."""
AUTHORITY: Final = "MINISTRY OF NOWHERE"
TD3, TD1, TD2, VISA_A, VISA_B = "td3", "td1", "td2", "mrva", "mrvb"
PERMIT, LICENCE = "residence_permit", "driving_licence"
CODES: Final = {TD3: "P", TD1: "I", TD2: "I", VISA_A: "V", VISA_B: "V", PERMIT: "AR"}
"""The first places of the zone; a residence permit of the Union has `AR` (Regulation (EU) 2017/1954)."""
_ZONES: Final[Mapping[str, Callable[..., tuple[str, ...]]]] = {
    TD3: mrz.td3,
    TD1: mrz.td1,
    TD2: mrz.td2,
    VISA_A: partial(mrz.visa, width=44),
    VISA_B: partial(mrz.visa, width=36),
    PERMIT: partial(mrz.td1, code=CODES[PERMIT]),
}
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
STREETS: Final = ("Ahornweg", "Birkenallee", "Rue du Moulin", "Storgatan", "Via Nuova", "Calle Mayor")
LICENSED: Final = ("AM B", "A1 B", "B BE", "AM A B C", "B")
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
    address: tuple[str, ...] = ()
    categories: str = ""
    national: National | None = None

    @property
    def values(self) -> dict[str, str]:
        """Every printed field, as a reader should give it: dates as YYYY-MM-DD, names in capitals."""
        return {
            "document_code": CODES.get(self.kind, ""),
            "issuing_state": ISSUING_STATE,
            "document_number": self.number,
            "surname": self.surname.upper(),
            "given_names": self.given_names.upper(),
            "nationality": self.nationality,
            "birth_date": self.birth_date.isoformat(),
            "sex": self.sex,
            "birth_place": self.place_of_birth.upper(),
            "issue_date": self.issued.isoformat(),
            "expiry_date": self.expires.isoformat(),
            "issuing_authority": AUTHORITY,
            "address": ", ".join(self.address).upper(),
            "categories": self.categories,
            "name_national": self.national.name if self.national else "",
        }

    @property
    def lines(self) -> tuple[str, ...]:
        """The machine readable zone; a driving licence has none."""
        if self.kind == LICENCE:
            return ()
        return _ZONES[self.kind](
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
    kind: str,
    seed: int,
    *,
    as_of: date,
    face: str,
    sex: str,
    expired: bool,
    changes: Mapping[str, Any],
    script: str | None = None,
) -> Paper:
    """A document of nobody, the same for the same seed; valid, or expired, on the day `as_of`; `changes` overrule."""
    random = np.random.default_rng([seed, 9303])
    age = timedelta(days=int(random.integers(19 * 365, 75 * 365)))
    since = timedelta(days=int(random.integers(60, 4 * 365)))
    issued = as_of - since - (timedelta(days=3660) if expired else timedelta())
    number = "".join(random.choice(list("CFGHJKLMNPRTVWXYZ"), 1)) + "".join(
        random.choice(list("CFGHJKLMNPRTVWXYZ0123456789"), 8)
    )
    drawn = Paper(
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
        address=(f"{random.choice(STREETS)} {random.integers(1, 90)}", f"{random.integers(10000, 99999)} Nowhere"),
        categories=str(random.choice(LICENSED)),
    )
    return replace(drawn, **(national.invented(script, sex, random) if script else {}), **changes)
