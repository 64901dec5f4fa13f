"""`rescreen` and `rate` from a shell."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from compliance.cases import services
from compliance.cases.models import RescreenRun
from compliance.jobs import services as jobs
from compliance.kernel.ids import new_id, public_id
from compliance.risk.models import Rating
from onboarding.models import Customer, Status
from screening.models import Match
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say
from tests.factories import AT

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


def test_a_comparison_that_finds_nothing_ends_well_and_changes_nothing(customer: Customer) -> None:
    run("rescreen")
    before = scenes.state()

    [line] = map(json.loads, run("rescreen", "--full", "--compare", "--json").splitlines())

    assert line == {"customers": 1, "missing": 0, "superfluous": 0, "failed": 0, "same": True}
    assert scenes.state() == before


def test_a_comparison_names_what_is_missing_and_what_is_superfluous_and_ends_with_1(customer: Customer) -> None:
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    run("rescreen")
    match = Match.objects.get()
    Match.objects.update(entry_ref="999")
    before = scenes.state()
    out = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("rescreen", "--full", "--compare", "--json", stdout=out, stderr=StringIO())

    who = public_id("cus", customer.pk)
    assert ended.value.code == 1
    assert [json.loads(line) for line in out.getvalue().splitlines()] == [
        {"customer": who, "difference": "missing", "entry": "un_sc:6908555"},
        {
            "customer": who, "difference": "superfluous", "entry": "un_sc:999", "match": public_id("mat", match.pk),
        },
        {"customers": 1, "missing": 1, "superfluous": 1, "failed": 0, "same": False},
    ]  # fmt: skip
    assert scenes.state() == before


def test_rescreen_does_not_wait_for_a_run_that_a_worker_has_unless_told_to(customer: Customer) -> None:
    [row] = services.runs_due(at=AT)
    jobs.claim(RescreenRun, pk=row.pk, at=timezone.now(), lease=timedelta(hours=1), limit_attempts=5)

    assert run("rescreen", "--json") == ""

    row.refresh_from_db()
    assert (row.finished_at, row.customers) == (None, 0)


def test_a_full_rescreen_finds_again_what_is_known_and_counts_it_as_nothing_new(customer: Customer) -> None:
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    run("rescreen")

    answer = json.loads(run("rescreen", "--full", "--json"))

    assert (answer["customers"], answer["matches"], answer["failed"]) == (1, 0, 0)
