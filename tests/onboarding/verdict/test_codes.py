"""The table of codes, row by row."""

import re

import pytest

from onboarding.verdict.codes import CODES, FIELD, UNLISTED, Code, Finality, Result, code_of, said

FAMILIES = {"1": ("*",), "2": ("*", "document"), "3": ("document",), "4": ("document",), "6": ("*", "face"),
            "5": ("*", "address", "registry"), "7": ("liveness", "duplicates"), "8": ("screening",),
            "9": ("*",)}  # fmt: skip


def test_no_number_and_no_pattern_stands_twice() -> None:
    assert len({code.number for code in CODES}) == len({code.pattern for code in CODES}) == len(CODES)


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.pattern)
def test_a_row_is_well_formed(code: Code) -> None:
    root = code.node.split("/", maxsplit=1)[0]

    assert re.fullmatch(r"[a-z_]+(\.FIELD)?", code.pattern)
    assert root in FAMILIES[str(code.number)[0]]
    assert code.result is not Result.CLEAR
    assert len(code.pattern.replace(FIELD, ".issuing_authority")) <= 60
    for sentence in (code.customer, code.officer):
        assert re.fullmatch(r"[A-Z].*\.", sentence)
        assert len(said(sentence, {})) <= 140
        assert re.search(r"[\[\]]", said(sentence, {})) is None
        assert ("{field}" in code.officer) == code.pattern.endswith(FIELD)


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.pattern)
def test_the_customers_sentence_accuses_nobody(code: Code) -> None:
    accusing = re.compile(
        r"forg|fraud|fake|alter|stolen|compromised|suspic|sanction|list|match|duplicate", re.IGNORECASE
    )

    assert accusing.search(code.customer) is None


@pytest.mark.parametrize(
    "code", [code for code in CODES if code.finality is Finality.RETRY], ids=lambda one: one.pattern
)
def test_what_the_customer_can_put_right_says_how(code: Code) -> None:
    assert re.search(r"\b(Take|Send|Record|take)\b", code.customer)


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.pattern)
def test_a_code_is_found_by_its_name_with_the_field_in_its_sentences(code: Code) -> None:
    found = code_of(code.pattern.replace(FIELD, ".birth_date"))

    assert (found.number, found.node, found.result, found.finality) == (
        code.number, code.node, code.result, code.finality,
    )  # fmt: skip
    assert "{" not in found.officer
    assert ("birth date" in found.officer) >= code.pattern.endswith(FIELD)


def test_a_field_is_no_place_for_figures() -> None:
    found = code_of("viz_mrz_mismatch.[{value:5000000000}]{0}", facts={"value": 1.0})

    assert found.officer == (
        "The [{value:5000000000}]{0} in print differs from the machine-readable zone: one was misread, or altered."
    )


def test_figures_of_another_kind_are_left_unsaid() -> None:
    assert said("Dark[: {value:d}].", {"value": 1.5}) == "Dark."


@pytest.mark.parametrize("code", ["", "never_heard_of", "mrz_check_digit", "image_dark.birth_date", "a.b.c"])
def test_what_no_row_knows_is_for_a_human(code: str) -> None:
    assert code_of(code) == UNLISTED
    assert (UNLISTED.result, UNLISTED.finality) == (Result.CONSIDER, Finality.FINAL)


def test_a_policys_own_words_make_a_code_one_that_the_customer_can_put_right() -> None:
    asked = {"name_differs": "Send a document in your present name.", "image_dark": ""}

    assert code_of("name_differs", asked).finality is Finality.RETRY
    assert code_of("name_differs", asked).customer == "Send a document in your present name."
    assert code_of("image_dark", asked).finality is Finality.FINAL
    assert code_of("image_dark", asked).customer == UNLISTED.customer
    assert code_of("image_blurred", asked) == code_of("image_blurred")


@pytest.mark.parametrize(
    ("facts", "customer"),
    [
        ({}, "Take the picture again from nearer: the document should fill the picture."),
        ({"value": 180.0}, "Take the picture again from nearer: the document should fill the picture."),
        (
            {"value": 180.0, "limit": 250},
            (
                "Take the picture again from nearer: the document is 180 pixels long, 250 are needed."
                " It should fill the picture."
            ),
        ),
    ],
)
def test_a_sentence_says_its_figures_where_all_of_them_are_known(facts: dict[str, float], customer: str) -> None:
    assert code_of("image_small", None, facts).customer == customer


def test_a_policys_own_words_are_said_as_they_are() -> None:
    asked = {"image_small": "Nearer [please], {value}."}

    assert code_of("image_small", asked, {"value": 180.0, "limit": 250}).customer == "Nearer [please], {value}."
