"""Payloads of driving licences, built here and read against an independent walk through their subfiles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboarding.ocr.aamva import NotAamva, parse

PERSON = {
    "DAQ": "K0470599",
    "DCS": "QUISTORP",
    "DDE": "N",
    "DAC": "ALMA",
    "DDF": "N",
    "DAD": "INES",
    "DDG": "N",
    "DCA": "C",
    "DBD": "11292017",
    "DBB": "01261980",
    "DBA": "01262030",
    "DBC": "2",
    "DAG": "12 NOWHERE ST",
    "DAI": "ANYTOWN",
    "DAJ": "KS",
    "DAK": "662100000",
    "DCG": "USA",
}
FIELDS = {
    "surname": "QUISTORP",
    "given_names": "ALMA INES",
    "document_number": "K0470599",
    "sex": "F",
    "address": "12 NOWHERE ST, ANYTOWN, KS 66210",
    "issuing_state": "USA",
    "categories": "C",
    "birth_date": "1980-01-26",
    "expiry_date": "2030-01-26",
    "issue_date": "2017-11-29",
}


def payload(elements: dict[str, str], *, version: int = 9, head: str = "ANSI ", own: str = "ZKZKA1\nZKB\r") -> str:
    """One subfile of the standard and one of the issuer, at the places that the header names."""
    subfile = "DL" + "".join(f"{code}{value}\n" for code, value in elements.items()).rstrip("\n") + "\r"
    issuers = "00" if version > 1 else ""
    start = 11 + len(head) - 5 + 6 + 2 + len(issuers) + 2 + 20 - 2
    places = f"DL{start:04}{len(subfile):04}ZK{start + len(subfile):04}{len(own):04}"
    return f"@\n\x1e\r{head}636022{version:02}{issuers}02{places}{subfile}{own}"


def walked(text: str) -> dict[str, str]:
    """What is in the subfile DL, by cutting at its control characters alone."""
    body = text[text.index("DLD") + 2 : text.index("\r", 10)]
    return {line[:3]: line[3:] for line in body.split("\n")}


def test_every_element_of_a_payload_is_found() -> None:
    text = payload(PERSON)

    card = parse(text)

    assert {code: value for code, value in card.elements.items() if code.startswith("D")} == walked(text)
    assert dict(card.fields) == FIELDS
    assert (card.version, card.issuer, card.kind) == (9, "636022", "DL")


@pytest.mark.parametrize("version", range(2, 11))
def test_all_versions_are_read(version: int) -> None:
    assert dict(parse(payload(PERSON, version=version)).fields) == FIELDS


def test_the_first_version_has_the_name_in_one_element_and_its_dates_the_year_first() -> None:
    old = {"DAA": "QUISTORP,ALMA,INES,JR", "DAQ": "K1", "DBB": "19800126", "DBA": "2030-01-26", "DBC": "F", "DAR": "C"}

    fields = parse(payload(old, version=1, head="AAMVA")).fields

    assert (fields["surname"], fields["given_names"]) == ("QUISTORP", "ALMA INES")
    assert (fields["birth_date"], fields["expiry_date"], fields["sex"]) == ("1980-01-26", "2030-01-26", "F")


@pytest.mark.parametrize(
    ("name", "surname", "given_names"),
    [
        ("ALMA INES QUISTORP", "QUISTORP", "ALMA INES"),
        ("QUISTORP, ALMA", "QUISTORP", "ALMA"),
        ("VAN DYK,", "VAN DYK", ""),
    ],
)
def test_a_name_in_one_element_is_taken_apart(name: str, surname: str, given_names: str) -> None:
    fields = parse(payload({"DAA": name, "DAQ": "K1", "DBB": "19800126"}, version=1)).fields

    assert (fields["surname"], fields.get("given_names", "")) == (surname, given_names)


def test_canadian_dates_have_the_year_first() -> None:
    card = parse(payload(PERSON | {"DCG": "CAN", "DBB": "19800126", "DBA": "20300126", "DAK": "T4G 7A7"}))

    assert (card.fields["birth_date"], card.fields["expiry_date"]) == ("1980-01-26", "2030-01-26")
    assert card.fields["address"].endswith("KS T4G 7A7")


def test_names_that_the_issuer_cut_short_are_told() -> None:
    assert parse(payload(PERSON | {"DDE": "T", "DDG": "T"})).truncated == {"surname", "given_names"}


@pytest.mark.parametrize("parted", ["|", "\r\n", "\x90\n\x90"])
def test_separators_that_a_scanner_garbled_still_part(parted: str) -> None:
    text = payload(PERSON).replace("\n", parted)

    assert dict(parse(text).fields) == FIELDS


def test_control_characters_typed_as_letters_still_part() -> None:
    text = payload(PERSON).replace("\x1e\r", "6M").replace("\r", "M")

    assert dict(parse(text).fields) == FIELDS


def test_an_issuers_own_element_does_not_stand_in_for_one_of_the_standard() -> None:
    without = {code: value for code, value in PERSON.items() if code != "DBB"}

    with pytest.raises(NotAamva):
        parse(payload(without, own="ZKZKDBB01261980\r"))


def test_a_card_that_does_not_expire_has_no_such_date() -> None:
    assert "expiry_date" not in parse(payload(PERSON | {"DBA": "99999999"})).fields


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.org",
        payload(PERSON)[1:],
        payload(PERSON, version=11),
        payload(PERSON, version=0),
        payload(PERSON, head="ANSX "),
        payload({**PERSON, "DBB": "13451980"}),
        payload({**PERSON, "DBB": "260180"}),
        payload({**PERSON, "DCS": ""}),
        payload({code: value for code, value in PERSON.items() if code != "DAQ"}),
        "@\n\x1e\rANSI 636022090002DL00410280",
    ],
)
def test_what_is_not_of_the_standard_is_refused(text: str) -> None:
    with pytest.raises(NotAamva):
        parse(text)


@given(st.text())
def test_any_other_text_is_refused_and_never_a_crash(text: str) -> None:
    with pytest.raises(NotAamva):
        parse(f"@\n\x1e\rANSI 636022090001DL{text}")
