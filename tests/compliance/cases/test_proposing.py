"""Four eyes: what each kind of proposal does, and what is refused."""

from hashlib import sha256

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from compliance.audit.models import Event
from compliance.cases import services
from compliance.cases.models import Alert, Case, Check, Proposal, ProposalKind
from compliance.cases.services.effects import AlertsOpen, CustomerProhibited, NothingToApprove
from compliance.cases.services.running import ATTEMPTS
from compliance.kernel.ids import UnknownId, new_id
from compliance.kernel.machine import IllegalTransition
from compliance.policy.models import PolicyVersion
from compliance.risk.models import Rating
from compliance.vault import services as vault
from onboarding.models import Customer, Demand, Status
from screening.models import Match
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say
from tests.factories import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def matched(engine_says: Say) -> Customer:
    """In review for a match and nothing else."""
    scenes.publish(scenes.SILVA)
    return scenes.verified()


@pytest.fixture
def impostor(engine_says: Say) -> Customer:
    scenes.publish(scenes.NOBODY)
    engine_says("face", ("face_differs", "selfie"))
    return scenes.verified()


@pytest.fixture
def high_risk(engine_says: Say) -> Customer:
    scenes.publish(scenes.NOBODY)
    return scenes.verified(identity=factories.person_identity(nationality="IR"))


@pytest.fixture
def stuck(engine_says: Say) -> Customer:
    """In review because the document step has failed as often as it may."""
    scenes.publish(scenes.NOBODY)
    customer = scenes.submitted()
    Check.objects.filter(customer=customer, kind="document").update(
        attempts=ATTEMPTS, parked_at=AT, last_error="MemoryError"
    )
    return scenes.run_round(customer)


def test_a_false_positive_verifies_the_customer_and_closes_the_case(matched: Customer) -> None:
    customer = scenes.decide(matched, "false_positive", alert=scenes.alert_of(matched, "match"))

    case = Case.objects.get(customer=customer)
    assert customer.status == Status.VERIFIED
    assert case.closed_at == scenes.LATER
    assert Match.objects.get().status == "false_positive"
    assert Alert.objects.get().disposition == "false_positive"
    assert scenes.kinds(customer)[-6:] == [
        "proposal.made",
        "proposal.confirmed",
        "match.disposed",
        "customer.rated",
        "customer.verified",
        "case.closed",
    ]


def test_a_true_match_restricts_the_customer_and_leaves_a_prohibited_risk_to_be_decided(matched: Customer) -> None:
    customer = scenes.decide(matched, "true_match", alert=scenes.alert_of(matched, "match"))

    assert customer.status == Status.RESTRICTED
    assert Match.objects.get().status == "true_match"
    assert scenes.alert_of(customer, "risk").code == "risk_prohibited"
    assert Rating.objects.latest("at", "id").level == "prohibited"
    assert scenes.case_of(customer).closed_at is None


def test_a_true_match_cannot_be_approved_nor_lifted_but_rejected(matched: Customer) -> None:
    maker, checker = scenes.officers()
    customer = scenes.decide(matched, "true_match", alert=scenes.alert_of(matched, "match"), by=(maker, checker))
    before = scenes.state()

    with pytest.raises(CustomerProhibited):
        scenes.propose(customer, "approve", maker, alert=scenes.alert_of(customer, "risk"))
    with pytest.raises(CustomerProhibited):
        scenes.propose(customer, "lift", maker)

    assert scenes.state() == before
    assert scenes.decide(customer, "reject", by=(maker, checker)).status == Status.REJECTED
    assert not Case.objects.filter(closed_at=None).exists()
    assert not Alert.objects.filter(settled_at=None).exists()


def test_a_confirmed_politically_exposed_person_is_not_restricted_but_needs_approval(engine_says: Say) -> None:
    scenes.publish(scenes.PEP)
    customer = scenes.verified()
    maker, checker = scenes.officers()

    customer = scenes.decide(customer, "true_match", alert=scenes.alert_of(customer, "match"), by=(maker, checker))

    assert customer.status == Status.REVIEW
    assert scenes.alert_of(customer, "risk").code == "risk_high"
    approved = scenes.decide(customer, "approve", alert=scenes.alert_of(customer, "risk"), by=(maker, checker))
    assert approved.status == Status.VERIFIED


def test_an_accepted_check_verifies_the_customer(impostor: Customer) -> None:
    customer = scenes.decide(impostor, "accept_check", alert=scenes.alert_of(impostor, "check"))

    assert customer.status == Status.VERIFIED
    factors = {reason["factor"] for reason in Rating.objects.latest("at", "id").reasons}
    assert factors == {"non_face_to_face"}


def test_one_officer_alone_sends_the_customer_back_to_send_it_again(impostor: Customer) -> None:
    customer = scenes.decide(impostor, "request_again", alert=scenes.alert_of(impostor, "check"))

    proposal, demand = Proposal.objects.get(), Demand.objects.get()
    assert customer.status == Status.DRAFT
    assert (demand.code, demand.document_kind) == ("officer_request", "selfie")
    assert demand.detail == "Send this document again."
    assert (proposal.two_people, proposal.confirmed_by) == (False, proposal.proposed_by)
    assert Case.objects.get().closed_at == scenes.LATER


@pytest.mark.parametrize("words", ["", 'officer_request = ""'])
def test_an_officers_own_demand_is_never_without_words(impostor: Customer, words: str) -> None:
    content = settings.POLICY_FILE.read_text().replace('officer_request = "Send this document again."', words)
    PolicyVersion.objects.create(
        version=2,
        content=content,
        sha256=sha256(content.encode()).hexdigest(),
        shipped=True,
        proposed_at=AT,
        published_at=AT,
    )

    scenes.decide(impostor, "request_again", alert=scenes.alert_of(impostor, "check"))

    assert Demand.objects.get().detail == "Send this document again."


def test_asking_for_everything_again_names_every_document(high_risk: Customer) -> None:
    scenes.decide(high_risk, "request_again")

    assert sorted(Demand.objects.values_list("document_kind", flat=True)) == ["passport", "selfie"]


def test_a_match_stays_open_while_the_customer_sends_evidence_again(engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)
    engine_says("document", ("name_differs", "passport"))
    customer = scenes.verified()
    maker, checker = scenes.officers()

    customer = scenes.decide(customer, "request_again", alert=scenes.alert_of(customer, "check"), by=(maker, checker))

    assert customer.status == Status.DRAFT
    assert scenes.case_of(customer).alerts.get(settled_at=None).kind == "match"
    customer = scenes.decide(customer, "false_positive", alert=scenes.alert_of(customer, "match"), by=(maker, checker))
    assert customer.status == Status.DRAFT
    assert not Case.objects.filter(closed_at=None).exists()
    engine_says("document")
    factories.document(customer, kind="passport")
    assert scenes.run_round(scenes.submit(customer)).status == Status.VERIFIED


def test_a_parked_step_is_run_again_and_its_result_decides(stuck: Customer) -> None:
    maker, _ = scenes.officers()

    scenes.propose(stuck, "retry_check", maker, alert=scenes.alert_of(stuck, "operations"))

    check = Check.objects.get(kind="document")
    assert (check.attempts, check.parked_at, check.due_at) == (0, None, scenes.LATER)
    services.run_check(check_id=check.pk, clock=lambda: scenes.LATER)
    services.conclude(customer_id=stuck.pk, at=scenes.LATER)
    assert scenes.fresh(stuck).status == Status.VERIFIED
    assert Alert.objects.get().disposition == "retried"


def test_a_step_run_again_that_finds_something_leaves_it_to_the_officer(stuck: Customer, engine_says: Say) -> None:
    maker, _ = scenes.officers()
    scenes.propose(stuck, "retry_check", maker, alert=scenes.alert_of(stuck, "operations"))
    engine_says("document", ("name_differs", "passport"))

    services.run_check(check_id=Check.objects.get(kind="document").pk, clock=lambda: scenes.LATER)
    services.conclude(customer_id=stuck.pk, at=scenes.LATER)

    assert scenes.fresh(stuck).status == Status.REVIEW
    assert scenes.case_of(stuck).alerts.get(settled_at=None).code == "name_differs"


def test_a_step_run_again_that_fails_again_keeps_its_alert(stuck: Customer) -> None:
    maker, _ = scenes.officers()
    scenes.propose(stuck, "retry_check", maker, alert=scenes.alert_of(stuck, "operations"))
    Check.objects.filter(kind="document").update(attempts=ATTEMPTS, parked_at=AT)

    services.conclude(customer_id=stuck.pk, at=scenes.LATER)

    assert scenes.fresh(stuck).status == Status.REVIEW
    assert scenes.alert_of(stuck, "operations").code == "document_failed"


def test_two_officers_approve_a_high_risk_customer(high_risk: Customer) -> None:
    customer = scenes.decide(high_risk, "approve", alert=scenes.alert_of(high_risk, "risk"))

    assert customer.status == Status.VERIFIED


def test_rejecting_settles_every_alert_and_overtakes_other_proposals(high_risk: Customer) -> None:
    maker, checker = scenes.officers()
    other = scenes.propose(high_risk, "approve", maker, alert=scenes.alert_of(high_risk, "risk"))

    customer = scenes.decide(high_risk, "reject", by=(maker, checker))

    other.refresh_from_db()
    assert customer.status == Status.REJECTED
    assert (other.withdrawn_at, other.withdrawn_by, other.confirmed_at) == (scenes.LATER, None, None)
    assert list(Alert.objects.values_list("disposition", flat=True)) == ["reject"]
    with pytest.raises(services.ProposalSettled):
        services.confirm(proposal_id=other.pk, officer=checker, at=scenes.LATER)


def test_restricting_freezes_and_lifting_thaws(high_risk: Customer) -> None:
    by = scenes.officers()

    customer = scenes.decide(high_risk, "restrict", by=by)

    assert customer.status == Status.RESTRICTED
    assert {alert.code for alert in Alert.objects.filter(settled_at=None)} == {"risk_high", "restricted_by_officer"}
    frozen = Alert.objects.get(code="restricted_by_officer")
    with pytest.raises(NothingToApprove):
        scenes.propose(customer, "approve", by[0], alert=frozen)
    assert scenes.decide(customer, "lift", by=by).status == Status.VERIFIED
    assert not Case.objects.filter(closed_at=None).exists()


def test_a_restriction_is_not_lifted_while_a_match_is_open(matched: Customer) -> None:
    by = scenes.officers()
    customer = scenes.decide(matched, "restrict", by=by)
    before = scenes.state()

    with pytest.raises(AlertsOpen):
        scenes.propose(customer, "lift", by[0])

    assert scenes.state() == before


def test_an_officers_restriction_outlives_the_false_positive(matched: Customer) -> None:
    by = scenes.officers()
    customer = scenes.decide(matched, "restrict", by=by)

    customer = scenes.decide(customer, "false_positive", alert=scenes.alert_of(customer, "match"), by=by)

    assert customer.status == Status.RESTRICTED
    assert scenes.decide(customer, "lift", by=by).status == Status.VERIFIED


def test_closing_ends_the_relationship(matched: Customer) -> None:
    by = scenes.officers()
    customer = scenes.decide(matched, "true_match", alert=scenes.alert_of(matched, "match"), by=by)

    customer = scenes.decide(customer, "close", by=by)

    assert customer.status == Status.CLOSED
    assert not Case.objects.filter(closed_at=None).exists()


def test_one_officer_cannot_confirm_their_own_proposal(matched: Customer) -> None:
    maker, _ = scenes.officers()
    proposal = scenes.propose(matched, "false_positive", maker, alert=scenes.alert_of(matched, "match"))
    before = scenes.state()

    with pytest.raises(services.SameOfficer) as refused:
        services.confirm(proposal_id=proposal.pk, officer=maker, at=scenes.LATER)

    assert (refused.value.code, refused.value.status) == ("same_officer", 403)
    assert scenes.state() == before


def test_the_database_itself_refuses_one_pair_of_eyes(matched: Customer) -> None:
    maker, _ = scenes.officers()
    proposal = scenes.propose(matched, "false_positive", maker, alert=scenes.alert_of(matched, "match"))
    key = proposal.pk if connection.vendor == "postgresql" else proposal.pk.hex
    statements = (
        "UPDATE cases_proposal SET confirmed_by_id = proposed_by_id, confirmed_at = proposed_at WHERE id = %s",
        "UPDATE cases_proposal SET two_people = FALSE WHERE id = %s",
    )

    for statement in statements:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [key])

    proposal.refresh_from_db()
    assert (proposal.confirmed_by, proposal.two_people) == (None, True)


def test_a_proposal_is_confirmed_once(matched: Customer) -> None:
    maker, checker = scenes.officers()
    proposal = scenes.propose(matched, "false_positive", maker, alert=scenes.alert_of(matched, "match"))
    services.confirm(proposal_id=proposal.pk, officer=checker, at=scenes.LATER)
    before = scenes.state()

    with pytest.raises(services.ProposalSettled):
        services.confirm(proposal_id=proposal.pk, officer=checker, at=scenes.LATER)
    with pytest.raises(services.ProposalSettled):
        services.withdraw(proposal_id=proposal.pk, officer=maker, at=scenes.LATER)

    assert scenes.state() == before


def test_a_proposal_is_taken_back_by_its_maker_or_declined_by_another(matched: Customer) -> None:
    for officer in scenes.officers():
        proposal = scenes.propose(matched, "false_positive", officer, alert=scenes.alert_of(matched, "match"))

        services.withdraw(proposal_id=proposal.pk, officer=officer, at=scenes.LATER)

        proposal.refresh_from_db()
        assert (proposal.withdrawn_by, proposal.withdrawn_at) == (officer, scenes.LATER)
    assert scenes.fresh(matched).status == Status.REVIEW
    assert scenes.kinds(matched).count("proposal.withdrawn") == 2


def test_a_second_proposal_on_the_same_alert_waits_for_the_first(matched: Customer) -> None:
    maker, checker = scenes.officers()
    alert = scenes.alert_of(matched, "match")
    scenes.propose(matched, "false_positive", maker, alert=alert)
    before = scenes.state()

    with pytest.raises(services.ProposalOpen):
        scenes.propose(matched, "true_match", checker, alert=alert)

    assert scenes.state() == before


def test_a_proposal_that_the_world_has_overtaken_is_refused(high_risk: Customer) -> None:
    maker, checker = scenes.officers()
    restrict = scenes.propose(high_risk, "restrict", maker)
    Customer.objects.filter(pk=high_risk.pk).update(status=Status.DRAFT)
    before = scenes.state()

    with pytest.raises(IllegalTransition):
        services.confirm(proposal_id=restrict.pk, officer=checker, at=scenes.LATER)

    assert scenes.state() == before


@pytest.mark.parametrize(
    ("kind", "alert_kind", "reason", "error"),
    [
        ("approve", "match", "risk_acceptable", services.ProposalNotAllowed),
        ("lift", "match", "settled", services.ProposalNotAllowed),
        ("true_match", None, "identifiers_agree", services.ProposalNotAllowed),
        ("false_positive", "match", "because", services.UnknownReason),
        ("close", None, "dormant", IllegalTransition),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_changes(
    matched: Customer, kind: str, alert_kind: str | None, reason: str, error: type[Exception]
) -> None:
    maker, _ = scenes.officers()
    before = scenes.state()

    with pytest.raises(error):
        services.propose(
            case_id=scenes.case_of(matched).pk,
            alert_id=scenes.alert_of(matched, alert_kind).pk if alert_kind else None,
            kind=ProposalKind(kind),
            reason=reason,
            officer=maker,
            at=scenes.LATER,
        )

    assert scenes.state() == before


def test_what_is_not_there_is_unknown(matched: Customer) -> None:
    maker, _ = scenes.officers()
    unknown = new_id()

    for refused in (
        lambda: services.confirm(proposal_id=unknown, officer=maker, at=AT),
        lambda: services.assign(case_id=unknown, officer=maker, assignee=maker, at=AT),
        lambda: services.propose(
            case_id=scenes.case_of(matched).pk,
            alert_id=unknown,
            kind=ProposalKind.TRUE_MATCH,
            reason="identifiers_agree",
            officer=maker,
            at=AT,
        ),
    ):
        with pytest.raises(UnknownId):
            refused()


def test_a_closed_case_and_a_settled_alert_take_no_proposal(matched: Customer) -> None:
    by = scenes.officers()
    case, alert = scenes.case_of(matched), scenes.alert_of(matched, "match")
    scenes.decide(matched, "restrict", by=by)
    scenes.decide(matched, "false_positive", alert=alert, by=by)

    with pytest.raises(services.AlertSettled):
        scenes.propose(matched, "true_match", by[0], alert=alert)
    scenes.decide(matched, "lift", by=by)
    with pytest.raises(services.CaseClosed):
        services.propose(case_id=case.pk, kind=ProposalKind.RESTRICT, reason="suspicion", officer=by[0], at=AT)
    with pytest.raises(services.CaseClosed):
        services.assign(case_id=case.pk, officer=by[0], assignee=by[0], at=AT)


def test_a_case_is_given_to_an_officer_and_back_to_the_queue(matched: Customer) -> None:
    maker, checker = scenes.officers()
    case = scenes.case_of(matched)

    assert services.assign(case_id=case.pk, officer=maker, assignee=checker, at=AT).assignee == checker
    services.assign(case_id=case.pk, officer=maker, assignee=checker, at=AT)
    assert services.assign(case_id=case.pk, officer=maker, assignee=None, at=AT).assignee is None
    assert scenes.kinds(matched).count("case.assigned") == 2


def test_the_note_is_sealed_and_the_trail_names_officers_by_id_only(matched: Customer) -> None:
    maker, checker = scenes.officers()

    proposal = scenes.propose(
        matched, "false_positive", maker, alert=scenes.alert_of(matched, "match"), note="Not our Ana Silva"
    )

    services.confirm(proposal_id=proposal.pk, officer=checker, at=scenes.LATER)
    stored = bytes(Proposal.objects.get().note or b"")
    assert b"Ana" not in stored
    assert vault.unseal(subject_id=matched.pk, context="proposal.note", sealed=stored) == b"Not our Ana Silva"
    made, confirmed = (Event.objects.get(kind=kind) for kind in ("proposal.made", "proposal.confirmed"))
    assert made.actor == f"officer:{maker.pk}"
    assert confirmed.actor == f"officer:{checker.pk}"
    assert confirmed.parsed["proposed_by"] == str(maker.pk)
    assert confirmed.parsed["policy_version"] == 1
    assert "Silva" not in made.facts + confirmed.facts


def test_a_case_that_settles_overtakes_what_was_proposed_about_the_whole_of_it(matched: Customer) -> None:
    maker, checker = scenes.officers()
    restrict = scenes.propose(matched, "restrict", maker)

    scenes.decide(matched, "false_positive", alert=scenes.alert_of(matched, "match"), by=(maker, checker))

    restrict.refresh_from_db()
    assert (restrict.withdrawn_at, restrict.withdrawn_by) == (scenes.LATER, None)
    assert services.conclude(customer_id=matched.pk, at=scenes.LATER).status == Status.VERIFIED
