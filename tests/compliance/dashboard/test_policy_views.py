"""The look-back on the page of a proposed policy: what publishing it would change, and why it cannot be yet."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from compliance.kernel.ids import new_id, public_id
from compliance.policy import services as policies
from compliance.policy.models import Lookback
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
OTHER = settings.POLICY_FILE.read_text(encoding="utf-8").replace("screening_review = 0.72", "screening_review = 0.7")


@pytest.fixture
def officer() -> Client:
    """The second officer, signed in; version 2 is proposed and screens otherwise."""
    factories.policy()
    policies.propose(content=OTHER, officer=factories.officer("maker"), at=AT)
    client = Client()
    client.force_login(factories.officer("checker"))
    return client


def page(officer: Client) -> str:
    return officer.get("/policy/2").content.decode()


def test_without_a_report_the_page_says_so_and_publishing_is_refused(officer: Client) -> None:
    assert "There is no report yet." in page(officer)

    answer = officer.post("/policy/2/publish", follow=True)

    assert "A look-back report is missing or out of date" in answer.content.decode()
    assert policies.current().version == 1


def test_the_report_is_shown_with_its_counts_and_examples(officer: Client) -> None:
    customer = public_id("cus", new_id())
    Lookback.objects.create(
        policy_id=2,
        against=1,
        matcher_version="2",
        created_at=AT,
        due_at=AT,
        finished_at=AT,
        customers=41,
        total=41,
        failed=1,
        counts={"pep": {"gained_review": 17, "lost_strong": 3}},
        examples=[{"change": "gained_review", "customer": customer, "entry": "pep:9", "score": 0.71}],
    )

    shown = page(officer)

    assert "41 customers, 1 could not be looked at" in shown
    assert '<td>pep</td><td class="number">0</td><td class="number">17</td>' in shown
    assert '<td class="number">3</td></tr>' in shown
    assert customer in shown
    assert "pep:9" in shown


def test_a_report_by_another_matcher_says_what_to_propose_instead(officer: Client) -> None:
    Lookback.objects.create(
        policy_id=2, against=1, matcher_version="next", created_at=timezone.now(), due_at=AT, finished_at=timezone.now()
    )

    shown = page(officer)
    answer = officer.post("/policy/2/publish", follow=True)

    assert "<b>Made by matcher next,</b> and this version names another." in shown
    assert "names another matcher than the one that screens" in answer.content.decode()
    assert policies.current().version == 1


def test_a_version_with_the_same_bars_shows_no_report(officer: Client) -> None:
    policies.propose(
        content=OTHER.replace("screening_review = 0.7\n", "screening_review = 0.72\n").replace(
            "match = 24", "match = 12"
        ),
        officer=factories.officer("third"),
        at=AT,
    )

    assert "Look-back" not in officer.get("/policy/3").content.decode()
