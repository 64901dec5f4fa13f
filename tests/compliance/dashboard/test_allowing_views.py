"""The allow list is seen, and one officer takes a pair off it, with a reason."""

import pytest

from compliance.audit.models import Event
from compliance.kernel.ids import new_id, public_id
from onboarding.models import Customer, Status
from screening.models import AllowedPair, Match
from tests.compliance.cases import scenes
from tests.compliance.dashboard.desks import customer_url, desk, officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(matched: Customer) -> AllowedPair:
    """Good for as long as the test runs, whatever the clock says."""
    officers = officer("maker"), officer("checker")
    scenes.decide(matched, "allow_pair", alert=scenes.alert_of(matched, "match"), by=officers)
    AllowedPair.objects.update(expires_at="2999-01-01T00:00Z")
    return AllowedPair.objects.get()


def _end(pair: AllowedPair) -> str:
    return f"/allowed/{public_id('alw', pair.pk)}/end"


def test_a_pair_is_listed_with_who_why_and_until(pair: AllowedPair) -> None:
    page = desk().get("/allowed").content.decode()

    for words in (
        public_id("cus", pair.owner_id), pair.proposed_by.username, pair.confirmed_by.username, pair.entry_ref,
        "1 Jan 2999", _end(pair),
    ):  # fmt: skip
        assert words in page
    assert "Nobody is on the allow list" not in page


def test_it_is_found_from_the_lists_and_from_the_customer(pair: AllowedPair, matched: Customer) -> None:
    client, of = desk(), f"/allowed?customer={public_id('cus', matched.pk)}"

    assert 'href="/allowed"' in client.get("/lists").content.decode()
    assert f'href="{of}"' in client.get(customer_url(matched)).content.decode()
    assert _end(pair) in client.get(of).content.decode()
    other = client.get(f"/allowed?customer={public_id('cus', new_id())}").content.decode()
    assert "Nobody is on the allow list for this customer." in other
    assert client.get("/allowed?customer=nobody").status_code == 404


def test_an_empty_list_says_so(matched: Customer) -> None:
    assert "<b>Nobody is on the allow list.</b>" in desk().get("/allowed").content.decode()


def test_one_officer_takes_a_pair_off_and_its_match_is_asked_about(pair: AllowedPair, matched: Customer) -> None:
    answer = desk().post(_end(pair), {"reason": "in_doubt"}, follow=True)

    assert "Taken off the allow list." in answer.content.decode()
    assert _end(pair) not in answer.content.decode()
    pair.refresh_from_db()
    assert pair.ended_at is not None
    assert Match.objects.get().status == "open"
    assert scenes.fresh(matched).status == Status.RESTRICTED
    event = Event.objects.get(kind="match.allowance_ended")
    assert event.parsed == {"allowed": public_id("alw", pair.pk), "reason": "in_doubt"}


@pytest.mark.parametrize("reason", ["", "whatever"])
def test_no_pair_is_taken_off_without_a_reason(pair: AllowedPair, reason: str) -> None:
    before = scenes.state()

    answer = desk().post(_end(pair), {"reason": reason}, follow=True)

    assert "Choose why the pair is taken off." in answer.content.decode()
    assert scenes.state() == before
    assert AllowedPair.objects.get().ended_at is None
    assert Match.objects.get().status == "false_positive"


def test_an_unknown_pair_is_a_page_that_says_so(pair: AllowedPair) -> None:
    answer = desk().post(f"/allowed/{public_id('alw', new_id())}/end", {"reason": "in_doubt"})

    assert answer.status_code == 404
    assert AllowedPair.objects.get().ended_at is None
