"""What officers make of a match: answers that are remembered, an answer that is none, and the allow list."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from compliance.cases import services
from compliance.cases.models import Check
from compliance.cases.services.effects import AlertsOpen
from compliance.cases.services.watching import absorb_all, absorb_matches, concerned
from compliance.cases.subjects import subjects_of
from compliance.kernel.ids import UnknownId, new_id
from compliance.policy import services as policies
from compliance.risk.models import Rating
from onboarding.models import Customer, Status
from screening import services as screening
from screening.models import AllowedPair, Match
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say

pytestmark = pytest.mark.django_db


@pytest.fixture
def matched(engine_says: Say) -> Customer:
    """In review for a match and nothing else."""
    scenes.publish(scenes.SILVA)
    return scenes.verified()


def test_an_inconclusive_match_stays_open_and_so_does_where_the_customer_stands(matched: Customer) -> None:
    maker, checker = scenes.officers()
    alert = scenes.alert_of(matched, "match")

    proposal = scenes.propose(matched, "inconclusive", maker, alert=alert, note="Asked the partner")

    match = Match.objects.get()
    assert (proposal.two_people, proposal.confirmed_by) == (False, maker)
    assert (match.status, match.disposition, match.expires_at) == ("inconclusive", "data_missing", None)
    assert scenes.fresh(matched).status == Status.REVIEW
    assert scenes.alert_of(matched, "match") == alert
    assert scenes.case_of(matched).closed_at is None
    assert services.conclude(customer_id=matched.pk, at=scenes.LATER).status == Status.REVIEW
    assert absorb_matches(customer_id=matched.pk, policy=policies.current(), at=scenes.LATER) == 0
    assert scenes.alert_of(matched, "match").settled_at is None
    decided = scenes.decide(matched, "false_positive", alert=alert, by=(maker, checker))
    assert decided.status == Status.VERIFIED


def test_a_restriction_is_not_lifted_over_an_inconclusive_match(matched: Customer) -> None:
    by = scenes.officers()
    customer = scenes.decide(matched, "restrict", by=by)
    scenes.propose(customer, "inconclusive", by[0], alert=scenes.alert_of(customer, "match"))
    before = scenes.state()

    with pytest.raises(AlertsOpen):
        scenes.propose(customer, "lift", by[0])

    assert scenes.state() == before


def test_an_inconclusive_match_holds_up_a_customer_who_is_checked_again(engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)
    engine_says("document", ("name_differs", "passport"))
    customer = scenes.verified()
    maker, checker = scenes.officers()
    scenes.propose(customer, "inconclusive", maker, alert=scenes.alert_of(customer, "match"))
    scenes.decide(customer, "request_again", alert=scenes.alert_of(customer, "check"), by=(maker, checker))
    engine_says("document")
    factories.document(customer, kind="passport")

    again = scenes.run_round(scenes.submit(scenes.fresh(customer)))

    assert again.status == Status.REVIEW
    assert Check.objects.get(customer=customer, round=2, kind="screening").findings[0]["code"] == "watchlist_match"


def test_a_false_positive_is_remembered_for_as_long_as_the_policy_says(matched: Customer) -> None:
    scenes.decide(matched, "false_positive", alert=scenes.alert_of(matched, "match"))

    assert Match.objects.get().expires_at == scenes.LATER + timedelta(days=365)


def test_a_pair_is_put_on_the_allow_list_by_two_officers(matched: Customer) -> None:
    maker, checker = scenes.officers()
    proposal = scenes.propose(matched, "allow_pair", maker, alert=scenes.alert_of(matched, "match"))
    assert AllowedPair.objects.count() == 0
    with pytest.raises(services.SameOfficer):
        services.confirm(proposal_id=proposal.pk, officer=maker, at=scenes.LATER)
    assert (AllowedPair.objects.count(), Match.objects.get().status) == (0, "open")

    services.confirm(proposal_id=proposal.pk, officer=checker, at=scenes.LATER)

    pair, match = AllowedPair.objects.get(), Match.objects.get()
    assert (pair.proposed_by, pair.confirmed_by, pair.proposal_id) == (maker, checker, proposal.pk)
    assert (pair.subject_id, pair.source, pair.entry_ref, pair.entry_hash) == (
        matched.pk, match.source, match.entry_ref, match.entry_hash
    )  # fmt: skip
    assert (pair.reason, pair.expires_at) == ("known_namesake", scenes.LATER + timedelta(days=365))
    assert (match.status, match.allowed, match.expires_at) == ("false_positive", pair, pair.expires_at)
    assert scenes.fresh(matched).status == Status.VERIFIED


def test_a_pair_taken_off_the_allow_list_opens_a_case_at_once(matched: Customer) -> None:
    maker, checker = scenes.officers()
    scenes.decide(matched, "allow_pair", alert=scenes.alert_of(matched, "match"), by=(maker, checker))

    services.disallow(
        pair_id=AllowedPair.objects.get().pk, reason=services.OffTheList.IN_DOUBT, officer=maker, at=scenes.LATER
    )

    customer = scenes.fresh(matched)
    assert customer.status == Status.RESTRICTED
    assert scenes.alert_of(customer, "match").match_id == Match.objects.get().pk
    assert Match.objects.get().status == "open"
    with pytest.raises(UnknownId):
        services.disallow(pair_id=new_id(), reason=services.OffTheList.IN_DOUBT, officer=maker, at=scenes.LATER)


def test_an_answer_that_expires_while_its_case_is_open_is_asked_again_in_it(matched: Customer) -> None:
    by = scenes.officers()
    customer = scenes.decide(matched, "restrict", by=by)
    alert = scenes.alert_of(customer, "match")
    scenes.decide(customer, "false_positive", alert=alert, by=by)
    year = scenes.LATER + timedelta(days=365)
    [subject] = subjects_of(customer)

    bars = policies.current().bars(customer.partner_id)
    screening.screen_subject(subject=subject, bars=bars, policy_version=1, at=year, actor=scenes.ACTOR)
    brought = absorb_matches(customer_id=customer.pk, policy=policies.current(), at=year)

    alert.refresh_from_db()
    assert brought == 1
    assert (alert.settled_at, alert.disposition) == (None, "")
    assert absorb_matches(customer_id=customer.pk, policy=policies.current(), at=year) == 0


def test_an_open_match_does_not_change_the_level_that_the_gate_reads(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    customer = scenes.verified(identity=factories.person_identity(nationality="VN"))
    before = Rating.objects.latest("at", "id").level
    scenes.publish(scenes.NOBODY, scenes.NAMESAKE)
    [subject] = subjects_of(customer)
    screening.screen_subject(subject=subject, bars=lambda _: 0.3, policy_version=1, at=scenes.LATER, actor=scenes.ACTOR)

    absorb_matches(customer_id=customer.pk, policy=policies.current(), at=scenes.LATER)

    rating = Rating.objects.latest("at", "id")
    assert Match.objects.get().status == "open"
    assert rating.level == before
    assert rating.reasons[-1]["factor"] == "open_match"
    assert scenes.fresh(customer).status == Status.VERIFIED


def test_a_weak_match_that_other_bars_make_strong_freezes_the_customer(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    customer = scenes.verified()
    scenes.publish(scenes.NOBODY, scenes.NAMESAKE)
    [subject] = subjects_of(customer)
    screening.screen_subject(subject=subject, bars=lambda _: 0.3, policy_version=1, at=scenes.LATER, actor=scenes.ACTOR)
    policy = policies.current()
    everybody = {"after": UUID(int=0), "upto": UUID(int=2**128 - 1)}
    absorb_all(**everybody, policy=policy, clock=lambda: scenes.LATER)
    assert scenes.fresh(customer).status == Status.VERIFIED
    assert concerned(**everybody, policy=policy) == []
    lower = replace(policy, thresholds=replace(policy.thresholds, screening_review=0.3, screening_strong=0.31))

    assert concerned(**everybody, policy=lower) == [customer.pk]
    absorb_all(**everybody, policy=lower, clock=lambda: scenes.LATER)

    assert scenes.fresh(customer).status == Status.RESTRICTED
    assert scenes.alert_of(customer, "match").settled_at is None
    assert concerned(**everybody, policy=lower) == []
