"""The writer of machine readable zones against ICAO's own specimens."""

import pytest

from compliance.sandbox.specimens import mrz


def test_icaos_passport_specimen_is_written_letter_by_letter() -> None:
    lines = mrz.td3(
        issuing_state="UTO",
        surname="Eriksson",
        given_names="Anna Maria",
        number="L898902C3",
        nationality="UTO",
        birth_date="740812",
        sex="F",
        expiry_date="120415",
        optional="ZE184226B",
    )

    assert lines == (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    )


def test_icaos_card_specimen_is_written_letter_by_letter() -> None:
    lines = mrz.td1(
        issuing_state="UTO",
        surname="Eriksson",
        given_names="Anna Maria",
        number="D23145890",
        nationality="UTO",
        birth_date="740812",
        sex="F",
        expiry_date="120415",
    )

    assert lines == (
        "I<UTOD231458907<<<<<<<<<<<<<<<",
        "7408122F1204159UTO<<<<<<<<<<<6",
        "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    )


ERIKSSON = {
    "issuing_state": "UTO",
    "surname": "Eriksson",
    "given_names": "Anna Maria",
    "number": "L898902C3",
    "nationality": "UTO",
    "birth_date": "740812",
    "sex": "F",
}


def test_icaos_large_card_specimen_is_written_letter_by_letter() -> None:
    lines = mrz.td2(**ERIKSSON | {"number": "D23145890"}, expiry_date="120415")

    assert lines == ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")


@pytest.mark.parametrize(
    ("width", "optional", "lines"),
    [
        (
            44,
            "6ZE184226B",
            ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<"),
        ),
        (36, "", ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<")),
    ],
)
def test_icaos_visa_specimens_are_written_letter_by_letter(width: int, optional: str, lines: tuple[str, str]) -> None:
    of_visa = ERIKSSON | {"number": "L8988901C", "nationality": "XXX", "birth_date": "400907"}

    assert mrz.visa(width=width, **of_visa, expiry_date="961210", optional=optional) == lines


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("Müllenbach", "MUELLENBACH"),
        ("Straß-Ångström", "STRASS<AANGSTROEM"),
        ("d'Arvieux", "DARVIEUX"),
        ("Łukasz", "LUKASZ"),
        ("Lefèvre-Morin", "LEFEVRE<MORIN"),
        ("Haddad al-Rashidi", "HADDAD<AL<RASHIDI"),
    ],
)
def test_a_name_is_spelled_in_the_letters_of_the_zone(name: str, spelled: str) -> None:
    assert mrz.spell(name) == spelled


def test_a_long_name_is_cut_at_the_end_of_its_field() -> None:
    assert mrz.names("Wolfeschlegelsteinhausen", "Hubert Blaine", 30) == "WOLFESCHLEGELSTEINHAUSEN<<HUBE"
