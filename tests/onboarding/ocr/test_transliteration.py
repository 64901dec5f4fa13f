"""Names in two scripts, by the rules of the states that print them."""

import pytest

from compliance.sandbox.specimens.national import SCRIPTS
from onboarding.ocr.transliteration import WRITINGS, proven


@pytest.mark.parametrize("script", sorted(SCRIPTS))
def test_every_name_of_the_specimens_is_its_own_transliteration(script: str) -> None:
    state = SCRIPTS[script]

    for own, latin in (*state.family, *state.given["F"], *state.given["M"]):
        zone = latin.upper().translate(str.maketrans("ŽĆČŠĐ", "ZCCSD"))
        assert proven([own.upper()], zone, WRITINGS[state.nation]) == 1, own


@pytest.mark.parametrize(
    ("state", "own", "latin"),
    [
        ("UKR", ["ЗГУРСЬКИЙ"], "ZGHURSKYI"),
        ("UKR", ["НЕЧУЙ-ЛЕВИЦЬКИЙ"], "NECHUI LEVYTSKYI"),
        ("UKR", ["МАР'ЯНА"], "MARIANA"),
        ("BLR", ["ЁДКА"], "IODKA"),
        ("MNG", ["ӨЛЗИЙ"], "ULZII"),
        ("GRC", ["ΜΠΟΎΡΑΣ"], "BOURAS"),
        ("CYP", ["ΕΥΑΓΓΕΛΟΥ"], "EVANGELOU"),
    ],
)
def test_a_state_spells_by_its_own_rules(state: str, own: list[str], latin: str) -> None:
    assert proven(own, latin, WRITINGS[state]) == 1


def test_a_patronymic_behind_the_name_is_not_proven() -> None:
    assert proven(["ИВАН", "ИВАНОВИЧ"], "IVAN", WRITINGS["RUS"]) == 1


@pytest.mark.parametrize(
    ("state", "own", "latin"),
    [
        ("UKR", ["ТНАТЮК"], "HNATIUK"),
        ("UKR", ["ШЕВЧУК"], "SHEVCHU"),
        ("UKR", ["ШЕВЧУЪК"], "SHEVCHUIEK"),
        ("UKR", ["SHEVCHUK"], "SHEVCHUK"),
        ("GRC", ["ΤΕΩΡΤΙΟΣ"], "GEORGIOS"),
        ("RUS", ["ИВАН"], ""),
        ("RUS", [], "IVAN"),
    ],
)
def test_a_letter_misread_or_of_another_alphabet_proves_nothing(state: str, own: list[str], latin: str) -> None:
    assert proven(own, latin, WRITINGS[state]) == 0
