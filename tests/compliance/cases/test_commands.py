"""`rescreen` and `rate` from a shell."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from compliance.kernel.ids import new_id, public_id
from compliance.risk.models import Rating
from onboarding.models import Customer, Status
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(engine_says: Say) -> Customer:
    scenes.publish(scenes.NOBODY)
    return scenes.verified()


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_rescreen_prints_one_object_a_version(customer: Customer) -> None:
    version = scenes.publish(scenes.NOBODY, scenes.SILVA)

    lines = [json.loads(line) for line in run("rescreen", "--json").splitlines()]

    assert [(line["source"], line["customers"], line["matches"], line["done"]) for line in lines] == [
        ("un_sc", 1, 0, True),
        ("un_sc", 1, 1, True),
    ]
    assert lines[1]["list_version"] == str(version.pk)
    assert scenes.fresh(customer).status == Status.RESTRICTED
    assert run("rescreen", "--json") == ""


def test_rescreen_of_one_list_leaves_the_others(customer: Customer) -> None:
    scenes.publish(scenes.SILVA, source="ofac_sdn")

    assert "un_sc" in run("rescreen", "--source", "un_sc")

    assert scenes.fresh(customer).status == Status.VERIFIED


def test_a_full_rescreen_is_over_everything(customer: Customer) -> None:
    scenes.publish(scenes.SILVA, source="ofac_sdn")

    answer = json.loads(run("rescreen", "--full", "--json"))

    assert (answer["source"], answer["customers"], answer["matches"]) == (None, 1, 1)


@pytest.mark.parametrize("words", [("--source", "un_sc", "--full"), ("--source", "nowhere")])
def test_rescreen_refuses_what_makes_no_sense(customer: Customer, words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as refused:
        run("rescreen", *words)

    assert refused.value.returncode == 2


def test_rate_shows_the_rating_and_explains_it(customer: Customer) -> None:
    text = run("rate", public_id("cus", customer.pk))

    assert text.startswith("low, score 0.05, policy 1, 2026-03-01\n")
    assert "+0.05  non_face_to_face (remote): The business relationship was begun at a distance." in text
    assert text.endswith("next review 2031-03-01\n")


def test_rate_again_stores_a_new_rating(customer: Customer) -> None:
    answer = json.loads(run("rate", public_id("cus", customer.pk), "--again", "--json"))

    assert (answer["customer"], answer["level"]) == (public_id("cus", customer.pk), "low")
    assert Rating.objects.filter(customer=customer).count() == 2


def test_rate_refuses_an_unknown_customer_and_one_without_a_rating() -> None:
    draft = factories.customer()

    for public in ("cus_nonsense", public_id("cus", new_id()), public_id("cus", draft.pk)):
        with pytest.raises(CommandError) as refused:
            run("rate", public)
        assert refused.value.returncode == 2
    assert not Rating.objects.exists()
