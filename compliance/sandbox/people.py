"""Who the specimen customers are: fictional people, what they declare, and what becomes of them in the demo."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Story(StrEnum):
    """What each of them is for; the demo and the journeys choose people by it."""

    CLEAR = "clear"
    FALSE_POSITIVE = "false_positive"
    TRUE_MATCH = "true_match"
    IMPOSTOR = "impostor"
    BLURRED = "blurred"
    EXPIRED = "expired"
    LISTED_LATER = "listed_later"
    SPARE = "spare"


@dataclass(frozen=True, slots=True)
class Specimen:
    """One fictional person; `face` is the identity on the document, `selfie_face` the one before the camera."""

    key: str
    story: Story
    given_names: str
    family_name: str
    birth_date: date
    sex: str
    nationality: str
    """ISO 3166-1 alpha-2; the documents carry the alpha-3 code as nationality and `UTO` as issuing state."""
    place_of_birth: str
    address: tuple[str, ...]
    document_kind: str
    document_number: str
    issued: date
    expires: date
    face: str
    selfie_face: str
    grade: str = "phone"

    @property
    def full_name(self) -> str:
        return f"{self.given_names} {self.family_name}"

    @property
    def honest(self) -> bool:
        return self.face == self.selfie_face


PEOPLE: tuple[Specimen, ...] = (
    Specimen(
        key="astrid",
        story=Story.CLEAR,
        given_names="Astrid Maria",
        family_name="Solvang",
        birth_date=date(1989, 4, 17),
        sex="F",
        nationality="SE",
        place_of_birth="Kalmar",
        address=("Björkvägen 14", "392 31 Kalmar"),
        document_kind="passport",
        document_number="L7K204915",
        issued=date(2023, 5, 2),
        expires=date(2033, 5, 1),
        face="ada",
        selfie_face="ada",
    ),
    Specimen(
        key="mariam",
        story=Story.FALSE_POSITIVE,
        given_names="Mariam",
        family_name="Haddad al-Rashidi",
        birth_date=date(1991, 7, 24),
        sex="F",
        nationality="FR",
        place_of_birth="Lyon",
        address=("8 rue des Tanneurs", "69003 Lyon"),
        document_kind="passport",
        document_number="P3M881207",
        issued=date(2022, 9, 14),
        expires=date(2032, 9, 13),
        face="mona",
        selfie_face="mona",
    ),
    Specimen(
        key="viktor",
        story=Story.TRUE_MATCH,
        given_names="Viktor Anatolevich",
        family_name="Morozenko",
        birth_date=date(1968, 3, 12),
        sex="M",
        nationality="DE",
        place_of_birth="Dresden",
        address=("Lindenstraße 40", "01187 Dresden"),
        document_kind="passport",
        document_number="C9T551038",
        issued=date(2021, 11, 30),
        expires=date(2031, 11, 29),
        face="bruno",
        selfie_face="bruno",
    ),
    Specimen(
        key="julien",
        story=Story.IMPOSTOR,
        given_names="Julien Marc",
        family_name="Castellane",
        birth_date=date(1994, 1, 8),
        sex="M",
        nationality="FR",
        place_of_birth="Nantes",
        address=("21 quai de la Fosse", "44000 Nantes"),
        document_kind="passport",
        document_number="F6R730294",
        issued=date(2024, 2, 19),
        expires=date(2034, 2, 18),
        face="carl",
        selfie_face="emil",
    ),
    Specimen(
        key="ingrid",
        story=Story.BLURRED,
        given_names="Ingrid",
        family_name="Hallgren",
        birth_date=date(1979, 10, 30),
        sex="F",
        nationality="SE",
        place_of_birth="Umeå",
        address=("Storgatan 5", "903 26 Umeå"),
        document_kind="passport",
        document_number="S2W419860",
        issued=date(2022, 3, 8),
        expires=date(2032, 3, 7),
        face="edith",
        selfie_face="edith",
        grade="blurred",
    ),
    Specimen(
        key="lukas",
        story=Story.EXPIRED,
        given_names="Lukas",
        family_name="Brandtner",
        birth_date=date(1985, 6, 21),
        sex="M",
        nationality="DE",
        place_of_birth="Kassel",
        address=("Am Weinberg 3", "34117 Kassel"),
        document_kind="passport",
        document_number="D4N607152",
        issued=date(2012, 8, 1),
        expires=date(2022, 7, 31),
        face="david",
        selfie_face="david",
    ),
    Specimen(
        key="tomas",
        story=Story.LISTED_LATER,
        given_names="Tomas",
        family_name="Lindqvist Berggren",
        birth_date=date(1975, 12, 3),
        sex="M",
        nationality="SE",
        place_of_birth="Örebro",
        address=("Ringgatan 27", "702 15 Örebro"),
        document_kind="identity_card",
        document_number="H8B126473",
        issued=date(2023, 1, 16),
        expires=date(2033, 1, 15),
        face="emil",
        selfie_face="emil",
    ),
    Specimen(
        key="camille",
        story=Story.SPARE,
        given_names="Camille Jeanne",
        family_name="Delacourt",
        birth_date=date(1996, 2, 11),
        sex="F",
        nationality="FR",
        place_of_birth="Angers",
        address=("3 place du Ralliement", "49100 Angers"),
        document_kind="identity_card",
        document_number="X1V903568",
        issued=date(2024, 6, 5),
        expires=date(2034, 6, 4),
        face="flora",
        selfie_face="flora",
    ),
    Specimen(
        key="henrik",
        story=Story.SPARE,
        given_names="Henrik",
        family_name="Aspelund",
        birth_date=date(1982, 9, 9),
        sex="M",
        nationality="SE",
        place_of_birth="Visby",
        address=("Strandgatan 12", "621 56 Visby"),
        document_kind="identity_card",
        document_number="K5J278410",
        issued=date(2021, 10, 12),
        expires=date(2031, 10, 11),
        face="gustav",
        selfie_face="gustav",
    ),
    Specimen(
        key="sofie",
        story=Story.SPARE,
        given_names="Sofie Charlotte",
        family_name="Wiesengrund",
        birth_date=date(1990, 5, 26),
        sex="F",
        nationality="DE",
        place_of_birth="Weimar",
        address=("Schillerstraße 9", "99423 Weimar"),
        document_kind="passport",
        document_number="R0G364927",
        issued=date(2023, 7, 24),
        expires=date(2033, 7, 23),
        face="helena",
        selfie_face="helena",
    ),
)


def person(key: str) -> Specimen:
    """The specimen person with this key; KeyError where there is none."""
    return {each.key: each for each in PEOPLE}[key]
