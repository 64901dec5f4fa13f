"""The end of a round: verified, sent back, or brought to a human."""

from datetime import timedelta

import pytest

from compliance.audit.models import Event
from compliance.cases import services
from compliance.cases.asking import asked_text
from compliance.cases.models import Alert, Case, Check
from compliance.risk.models import Level, Rating
from onboarding.models import Demand, Status
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say
from tests.factories import AT

pytestmark = pytest.mark.django_db


def test_a_clear_customer_is_verified_and_rated_by_the_last_step(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)

    customer = scenes.run_round(scenes.submitted())

    rating = Rating.objects.get(customer=customer)
    assert (customer.status, customer.verified_at) == (Status.VERIFIED, AT)
    assert (rating.level, rating.policy_version, rating.next_review_at.year) == (Level.LOW, 1, 2031)
    assert not Case.objects.exists()
    assert scenes.kinds(customer)[-5:] == [
        "check.completed",
        "check.completed",
        "check.completed",
        "customer.rated",
        "customer.verified",
    ]


def test_nothing_is_concluded_while_a_step_is_open(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    customer = scenes.submitted()
    for check in Check.objects.filter(customer=customer).exclude(kind="screening"):
        services.run_check(check_id=check.pk, clock=scenes.clock)
    before = scenes.state()

    assert services.conclude(customer_id=customer.pk, at=AT).status == Status.CHECKING
    assert scenes.state() == before


def test_concluding_twice_is_concluding_once(engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)
    customer = scenes.run_round(scenes.submitted())
    before = scenes.state()

    services.conclude(customer_id=customer.pk, at=AT)

    assert scenes.state() == before


@pytest.mark.parametrize(
    ("kind", "code", "document"),
    [
        ("document", "image_blurred", "passport"),
        ("document", "document_expired", "passport"),
        ("document", "mrz_missing", "passport"),
        ("face", "selfie_no_face", "selfie"),
        ("face", "portrait_missing", "passport"),
    ],
)
def test_what_the_customer_can_put_right_is_asked_again_in_the_policys_words(
    engine_says: Say, kind: str, code: str, document: str
) -> None:
    scenes.publish(scenes.SILVA)
    engine_says(kind, (code, document))

    customer = scenes.run_round(scenes.submitted())

    demand = Demand.objects.get(customer=customer)
    assert customer.status == Status.DRAFT
    assert (demand.code, demand.document_kind) == (code, document)
    assert demand.detail == asked_text(code, factories.policy())
    assert demand.due_at == AT + timedelta(days=14)
    assert not Case.objects.exists()
    assert not Rating.objects.exists()


def test_a_demand_says_the_figures_of_its_finding(engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)
    engine_says("document", ("image_small", "passport", None, "front", {"value": 180, "limit": 250}))

    customer = scenes.run_round(scenes.submitted())

    assert Demand.objects.get(customer=customer).detail == (
        "Take the picture again from nearer: the document is 180 pixels long, 250 are needed."
        " It should fill the picture."
    )


def test_the_customer_who_sends_it_again_is_verified_in_the_second_round(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    engine_says("document", ("image_blurred", "passport"))
    customer = scenes.run_round(scenes.submitted())
    engine_says("document")
    factories.document(customer, kind="passport")

    customer = scenes.run_round(scenes.submit(customer))

    assert (customer.status, customer.round) == (Status.VERIFIED, 2)


@pytest.mark.parametrize(
    ("kind", "code"), [("document", "name_differs"), ("document", "birth_date_differs"), ("face", "face_differs")]
)
def test_a_difference_is_brought_to_a_human(engine_says: Say, kind: str, code: str) -> None:
    scenes.publish(scenes.NOBODY)
    engine_says(kind, (code, "passport"))

    customer = scenes.run_round(scenes.submitted())

    case, alert = scenes.case_of(customer), scenes.alert_of(customer, "check")
    assert customer.status == Status.REVIEW
    assert (alert.code, alert.related_check and alert.related_check.kind) == (code, kind)
    assert (case.priority, case.due_at) == (50, AT + timedelta(hours=48))


def test_a_match_opens_a_case_that_is_due_sooner_and_more_pressing(engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)
    engine_says("face", ("face_differs", "selfie"))

    customer = scenes.run_round(scenes.submitted())

    case = scenes.case_of(customer)
    assert customer.status == Status.REVIEW
    assert set(case.alerts.values_list("kind", flat=True)) == {"match", "check"}
    assert case.due_at == AT + timedelta(hours=24)
    assert case.priority > 90
    opened = Event.objects.get(kind="case.opened").parsed
    assert {alert["kind"] for alert in opened["alerts"]} == {"match", "check"}


def test_a_high_risk_customer_is_not_verified_by_a_machine(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)

    customer = scenes.run_round(scenes.submitted(identity=factories.person_identity(nationality="IR")))

    assert customer.status == Status.REVIEW
    assert scenes.alert_of(customer, "risk").code == "risk_high"


def test_opening_again_extends_the_one_open_case_and_repeats_nothing(engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)
    customer = scenes.run_round(scenes.submitted())
    case = scenes.case_of(customer)
    draft_of = scenes.draft_of(scenes.alert_of(customer, "match"))
    payment = scenes.payment_alert()

    for _ in range(2):
        services.open_or_extend_case(
            customer_id=customer.pk,
            alerts=(draft_of, payment),
            policy=factories.policy(),
            actor=scenes.ACTOR,
            at=AT,
        )

    assert scenes.case_of(customer) == case
    assert Alert.objects.filter(case=case).count() == 2
    assert scenes.case_of(customer).due_at == AT + timedelta(hours=4)
    assert scenes.kinds(customer).count("case.extended") == 1
