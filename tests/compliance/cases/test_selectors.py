"""The officer's queue, and the case on one page."""

from datetime import timedelta

import pytest

from compliance.cases import selectors, services
from compliance.cases.models import Case
from compliance.kernel.ids import UnknownId, new_id
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say
from tests.factories import AT

pytestmark = pytest.mark.django_db


def test_the_queue_has_the_most_pressing_case_first_and_closed_ones_not_at_all(engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)
    partner = factories.partner()
    matched = scenes.verified(of=partner)
    later = scenes.verified(of=partner)
    Case.objects.filter(customer=later).update(due_at=AT + timedelta(days=9))
    reza = factories.person_identity(
        given_names="Reza", family_name="Karimi", birth_date="1971-05-06", nationality="IR", country="IR"
    )
    risky = scenes.verified(of=partner, identity=reza)
    gone = scenes.verified(of=partner)
    Case.objects.filter(customer=gone).update(closed_at=AT)
    maker, _ = scenes.officers()
    scenes.propose(matched, "restrict", maker)

    rows = list(selectors.queue())

    assert [row.customer_id for row in rows] == [matched.pk, later.pk, risky.pk]
    assert [(row.open_alerts, row.waiting) for row in rows] == [(1, 1), (1, 0), (1, 0)]  # type: ignore[attr-defined]
    assert [row.customer_id for row in selectors.queue(alert_kind="risk")] == [risky.pk]
    services.assign(case_id=rows[1].pk, officer=maker, assignee=maker, at=AT)
    assert [row.customer_id for row in selectors.queue(assignee_id=maker.pk)] == [later.pk]
    assert list(selectors.queue(partner_id=new_id())) == []


def test_the_case_on_one_page(engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)
    customer = scenes.verified()
    maker, _ = scenes.officers()
    alert = scenes.alert_of(customer, "match")
    proposal = scenes.propose(customer, "false_positive", maker, alert=alert, note="Another birthday")

    detail = selectors.case_detail(case_id=scenes.case_of(customer).pk)

    assert detail.identity.full_name == "Ana Maria Silva"
    assert [document.kind for document in detail.documents] == ["selfie", "passport"]
    result = {seen.check.kind: seen.result for seen in detail.checks}["document"]
    assert (result["seen"], result["breakdown"]["name"], result["breakdown"]["result"]) == (
        "document",
        "document",
        "clear",
    )
    [seen] = detail.alerts
    assert (seen.alert, seen.match and seen.match.entry, seen.proposal) == (alert, "un_sc:6908555", proposal)
    assert seen.choices == ("true_match", "false_positive", "inconclusive", "allow_pair")
    assert detail.choices == ("request_again", "reject", "restrict")
    assert [one.note for one in detail.proposals] == ["Another birthday"]
    assert detail.rating is not None
    assert detail.timeline[0].kind == "customer.created"


def test_there_is_no_page_for_an_unknown_case() -> None:
    with pytest.raises(UnknownId):
        selectors.case_detail(case_id=new_id())
