"""Who a customer says they are: what is read, what is refused, and that nothing is lost in storing it."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboarding import identity as identities
from onboarding.identity import CompanyIdentity, InvalidIdentity, PersonIdentity, changed, from_json, parse

TODAY = date(2026, 3, 1)
PERSON: dict[str, object] = {
    "given_names": "Ana",
    "family_name": "Silva",
    "birth_date": "1990-04-12",
    "nationality": "PT",
    "country": "BR",
}
COMPANY: dict[str, object] = {"legal_name": "Silva Lda", "registration_number": "PT 509/1", "country": "PT"}


def codes(kind: str, table: object) -> set[tuple[str, str]]:
    with pytest.raises(InvalidIdentity) as refused:
        parse(kind, table, today=TODAY)
    return {(error["field"], error["code"]) for error in refused.value.errors}


def test_a_person_has_names_countries_and_a_birth_date() -> None:
    person = parse("person", PERSON | {"other_names": ["Ana Souza"], "document_number": "L8988"}, today=TODAY)

    assert isinstance(person, PersonIdentity)
    assert person.full_name == "Ana Silva"
    assert person.names == ("Ana Silva", "Ana Souza")
    assert person.countries == ("PT", "BR")
    assert person.birth_date == date(1990, 4, 12)
    assert person.identifiers == ("L8988",)


def test_a_person_with_one_name_is_a_person() -> None:
    person = parse("person", {key: value for key, value in PERSON.items() if key != "given_names"}, today=TODAY)

    assert person.full_name == "Silva"


def test_a_company_has_a_name_a_number_and_no_birth_date() -> None:
    company = parse("company", COMPANY | {"incorporation_date": "1288-06-16"}, today=TODAY)

    assert isinstance(company, CompanyIdentity)
    assert (company.full_name, company.countries, company.identifiers) == ("Silva Lda", ("PT",), ("PT 509/1",))
    assert company.incorporation_date == date(1288, 6, 16)
    assert company.birth_date is None


@pytest.mark.parametrize("name", ["李", "محمد", "Ὀδυσσεύς", "O'Neill-Мария", "علی\u200cرضا", "श्री"])
def test_names_of_every_script_are_names(name: str) -> None:
    assert parse("person", PERSON | {"family_name": name}, today=TODAY).names[0] == f"Ana {name}"


def test_names_are_normalised() -> None:
    person = parse("person", PERSON | {"family_name": "  A\u030angstro\u0308m   X "}, today=TODAY)

    assert person.full_name == "Ana Ångström X"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("family_name", None, "missing"),
        ("family_name", "", "no_letter"),
        ("family_name", "  ", "no_letter"),
        ("family_name", "12345", "no_letter"),
        ("family_name", 7, "not_a_text"),
        ("family_name", True, "not_a_text"),
        ("family_name", "A" * 201, "too_long"),
        ("family_name", "A\nB", "control_characters"),
        ("family_name", "A\x00B", "control_characters"),
        ("family_name", "A\u202eB", "control_characters"),
        ("family_name", "A\u200bB", "control_characters"),
        ("family_name", "A\ud800", "control_characters"),
        ("family_name", "A\ue000", "control_characters"),
        ("other_names", "Ana", "not_a_list"),
        ("other_names", ["Ana"] * 11, "too_many"),
        ("other_names", ["Ana", 5], "not_a_text"),
        ("birth_date", "12.04.1990", "not_a_date"),
        ("birth_date", "1990-02-30", "not_a_date"),
        ("birth_date", "19900412", "not_a_date"),
        ("birth_date", "１９９０-04-12", "not_a_date"),
        ("birth_date", 1990, "not_a_date"),
        ("birth_date", "2026-03-02", "date_in_future"),
        ("birth_date", "1895-12-31", "date_too_old"),
        ("nationality", "PRT", "unknown_country"),
        ("nationality", "pt", "unknown_country"),
        ("nationality", "ZZ", "unknown_country"),
        ("nationality", ["PT"], "unknown_country"),
        ("gender", "female", "unknown_value"),
        ("email", "ana", "not_an_email"),
        ("email", "ana@localhost", "not_an_email"),
        ("phone", "0301234567", "not_a_phone"),
        ("document_number", "L89<88", "not_a_number"),
        ("address", ["x" * 121], "too_long"),
        ("shoe_size", 43, "unknown_field"),
        ("legal_name", "Silva Lda", "unknown_field"),
    ],
)
def test_a_wrong_field_is_named_with_its_code(field: str, value: object, code: str) -> None:
    assert codes("person", PERSON | {field: value}) == {(f"identity.{field}", code)}


@pytest.mark.parametrize("day", ["2026-03-01", "1896-01-01", "2024-02-29"])
def test_dates_at_the_edge_are_dates(day: str) -> None:
    person = parse("person", PERSON | {"birth_date": day}, today=TODAY)

    assert person.birth_date == date.fromisoformat(day)


def test_kosovo_is_a_country() -> None:
    assert parse("company", COMPANY | {"country": "XK"}, today=TODAY).countries == ("XK",)


@pytest.mark.parametrize("day", ["2027-01-01", "0001-01-01", "1900-02-30", "yesterday", 1900])
def test_a_company_is_not_founded_on_such_a_day(day: object) -> None:
    field, _ = codes("company", COMPANY | {"incorporation_date": day}).pop()

    assert field == "identity.incorporation_date"


@pytest.mark.parametrize("table", [None, [], "Silva", 5])
def test_an_identity_is_an_object(table: object) -> None:
    assert codes("person", table) == {("identity", "not_an_object")}


def test_every_mistake_is_told_at_once() -> None:
    assert codes("company", {"country": "ZZ", "x": 1}) == {
        ("identity.country", "unknown_country"),
        ("identity.x", "unknown_field"),
        ("identity.legal_name", "missing"),
        ("identity.registration_number", "missing"),
    }


def test_no_mistake_repeats_what_was_sent() -> None:
    with pytest.raises(InvalidIdentity) as refused:
        parse("person", PERSON | {"birth_date": "Geheimnis", "email": "Geheimnis"}, today=TODAY)

    assert "Geheimnis" not in str(refused.value.extra)


def test_a_change_tells_the_names_of_what_differs() -> None:
    person = parse("person", PERSON | {"phone": "+351912345678"}, today=TODAY)

    after, fields = changed(person, {"family_name": "Souza", "phone": None, "country": "BR"}, today=TODAY)

    assert (after.full_name, fields) == ("Ana Souza", ("family_name", "phone"))


texts = st.text(st.characters(categories=["L", "M", "N", "P", "Zs"]), max_size=60)


@given(family=texts, given_names=texts, others=st.lists(texts, max_size=3), birth=st.dates(date(1900, 1, 1), TODAY))
def test_what_is_read_is_stored_and_read_again(family: str, given_names: str, others: list[str], birth: date) -> None:
    table = PERSON | {"family_name": family, "given_names": given_names, "other_names": others}
    try:
        person = parse("person", table | {"birth_date": birth.isoformat()}, today=TODAY)
    except InvalidIdentity:
        return

    stored = person.to_json()

    assert from_json("person", stored) == person
    assert parse("person", stored, today=TODAY) == person


leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
fields = st.text(max_size=12) | st.sampled_from(sorted(PERSON))


@given(st.dictionaries(fields, leaves | st.lists(leaves | st.lists(leaves, max_size=2), max_size=3), max_size=6))
def test_any_json_object_is_an_identity_or_a_list_of_mistakes(table: dict[str, object]) -> None:
    for kind in ("person", "company"):
        with suppress(InvalidIdentity):
            identities.parse(kind, table, today=TODAY)
