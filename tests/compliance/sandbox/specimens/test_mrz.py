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
