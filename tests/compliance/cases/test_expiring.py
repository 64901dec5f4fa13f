"""An answer that has expired is asked about when it is due: once, in a case, and nobody is held up by another."""

from datetime import timedelta

import pytest

from compliance.cases import services, tasks
from compliance.cases.models import Alert, Case, Failure
from compliance.kernel.ids import new_id
from onboarding import services as onboarding
from onboarding.models import Customer, Status
from screening.models import AllowedPair, Match
from screening.services import remembering
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say
from tests.factories import AT

pytestmark = pytest.mark.django_db
END = scenes.LATER + timedelta(days=365)


@pytest.fixture
def cleared(engine_says: Say) -> Customer:
    """Verified, for two officers said that the match is a false positive; that is remembered until END."""
    scenes.publish(scenes.SILVA)
    customer = scenes.verified()
    return scenes.decide(customer, "false_positive", alert=scenes.alert_of(customer, "match"))


def test_an_answer_is_asked_about_again_at_its_end_and_only_once(cleared: Customer) -> None:
    before = scenes.state()
    assert services.ask_expired(at=END - timedelta(seconds=1)) == 0
    assert scenes.state() == before

    assert services.ask_expired(at=END) == 1

    match = Match.objects.get()
    assert (match.status, match.expires_at, match.earlier[0]["outcome"]) == ("open", None, "false_positive")
    assert scenes.alert_of(cleared, "match").match_id == match.pk
    assert scenes.fresh(cleared).status == Status.RESTRICTED
    after = scenes.state()
    assert services.ask_expired(at=END + timedelta(days=1)) == 0
    assert scenes.state() == after
    assert scenes.kinds(cleared).count("match.reopened") == 1


def test_the_watch_asks(cleared: Customer) -> None:
    Match.objects.update(expires_at=scenes.LATER)

    tasks.watch()
    tasks.watch()

    assert Match.objects.get().status == "open"
    assert Case.objects.filter(customer=cleared, closed_at=None).count() == 1
    assert scenes.kinds(cleared).count("match.reopened") == 1


def _pair(match: Match, *, score: float = 1.0) -> AllowedPair:
    """Good for a day longer than the answer."""
    return AllowedPair.objects.create(
        **{name: getattr(match, name) for name in ("subject_id", "source", "entry_ref", "entry_hash")},
        identity=remembering.identity_of(match),
        score=score,
        owner_id=match.owner_id,
        partner_id=match.partner_id,
        reason="known_namesake",
        proposed_by=factories.officer("third"),
        confirmed_by=factories.officer("fourth"),
        confirmed_at=scenes.LATER,
        expires_at=END + timedelta(days=1),
    )


def test_a_pair_that_is_good_for_longer_answers_instead(cleared: Customer) -> None:
    match = Match.objects.get()
    pair = _pair(match)

    assert services.ask_expired(at=END) == 0

    match.refresh_from_db()
    assert (match.status, match.allowed, match.expires_at) == ("false_positive", pair, pair.expires_at)
    assert scenes.kinds(cleared)[-1] == "match.suppressed"
    assert services.ask_expired(at=END) == 0
    assert scenes.kinds(cleared).count("match.suppressed") == 1


def test_a_pair_that_was_made_on_less_does_not_answer(cleared: Customer) -> None:
    match = Match.objects.get()
    _pair(match, score=match.score - 0.01)

    assert services.ask_expired(at=END) == 1

    match.refresh_from_db()
    assert (match.status, match.allowed) == ("open", None)


def test_nobody_is_asked_about_a_match_that_has_lapsed_or_a_customer_who_has_left(cleared: Customer) -> None:
    Match.objects.update(lapsed_at=scenes.LATER)
    assert services.ask_expired(at=END) == 0
    Match.objects.update(lapsed_at=None)
    scenes.open_to_erasure(cleared)

    assert services.ask_expired(at=END) == 0

    assert Match.objects.get().status == "false_positive"


def test_a_director_is_asked_about_again_and_not_one_who_was_removed(engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)
    company = scenes.company_with(factories.person_identity(), factories.person_identity())
    list(services.run(run_id=services.full_run(at=AT).pk, clock=scenes.clock))
    Match.objects.update(status="false_positive", disposed_at=scenes.LATER, expires_at=END)
    Alert.objects.update(settled_at=scenes.LATER)
    stays, goes = company.people.order_by("id")
    Customer.objects.update(status=Status.DRAFT)
    onboarding.remove_person(
        customer_id=company.pk, partner_id=company.partner_id, person_id=goes.pk, at=END, actor=scenes.ACTOR
    )
    Customer.objects.update(status=Status.VERIFIED)

    assert services.ask_expired(at=END) == 1

    statuses = dict(Match.objects.values_list("subject_id", "status"))
    assert statuses == {stays.pk: "open", goes.pk: "false_positive"}
    assert services.ask_expired(at=END) == 0


def test_whose_case_cannot_be_brought_up_to_date_is_noted_and_holds_up_nobody(cleared: Customer) -> None:
    other = scenes.verified(of=cleared.partner)
    broken = Match.objects.get(owner_id=other.pk)
    Match.objects.filter(pk=broken.pk).update(status="false_positive", disposed_at=scenes.LATER, expires_at=END)
    Alert.objects.filter(case__customer=other).update(settled_at=scenes.LATER)
    whole = bytes(scenes.fresh(other).identity)
    Customer.objects.filter(pk=other.pk).update(identity=whole[:-1] + bytes([whole[-1] ^ 1]))

    assert services.ask_expired(at=END) == 1

    assert scenes.alert_of(cleared, "match").match_id == Match.objects.get(owner_id=cleared.pk).pk
    broken.refresh_from_db()
    assert (broken.status, broken.expires_at) == ("false_positive", END)
    assert (Failure.objects.get().customer_id, Failure.objects.get().error) == (other.pk, "SealBroken")
    assert services.ask_expired(at=END) == 0


def test_an_answer_without_an_end_is_never_asked_about_again(cleared: Customer) -> None:
    match = Match.objects.get()
    match.pk, match.expires_at, match.entry_ref = new_id(), None, "other"
    match.save(force_insert=True)

    assert services.ask_expired(at=END) == 1

    assert Match.objects.get(pk=match.pk).status == "false_positive"
