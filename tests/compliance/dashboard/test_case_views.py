"""The officer's journey: the queue, the case on one page, propose, confirm; and what is refused on the way."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from compliance.cases.models import Case, Proposal
from compliance.dashboard.views.cases import LONGEST_NOTE
from compliance.kernel.ids import new_id, public_id
from onboarding import services as onboarding
from onboarding.models import Customer, Status
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.dashboard.desks import case_url, desk
from tests.factories import AT

pytestmark = pytest.mark.django_db
FALSE_POSITIVE = {"kind": "false_positive", "reason": "birth_date_differs", "note": "Born in another year."}


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(" ".join(html.fromstring(answer.content).itertext()).split())


def _forms(client: Client, address: str, action: str) -> list[html.FormElement]:
    page = html.fromstring(client.get(address).content)
    return [form for form in page.forms if form.get("data-action") == action]


def _propose(customer: Customer, client: Client, **changes: str) -> str:
    """Sends the page's own form, and answers what the officer is told."""
    form = _forms(client, case_url(customer), "propose")[0]
    fields = {**dict(form.form_values()), **FALSE_POSITIVE, **changes}
    return _told(client.post(form.action or "", fields, follow=True).content)


def _confirm(customer: Customer, client: Client) -> str:
    form = _forms(client, case_url(customer), "confirm")[0]
    return _told(client.post(form.action or "", dict(form.form_values()), follow=True).content)


def _told(content: bytes) -> str:
    return " ".join(html.fromstring(content).xpath("string(//main/p[contains(@class, 'note')])").split())


def test_the_queue_names_the_customer_and_what_is_to_settle(matched: Customer) -> None:
    shown = _text(desk(), "/")

    assert "Ana Maria Silva" in shown
    assert "Match on UN SC" in shown
    assert "acme-1 · Acme Pay" in shown
    assert "1 open" in shown


def test_an_empty_queue_says_so() -> None:
    factories.policy()

    assert "Nothing waits for you." in _text(desk(), "/")


def test_the_queue_is_narrowed_to_one_kind_of_alert_and_to_one_s_own(matched: Customer, seen: Customer) -> None:
    client = desk()

    assert "acme-2" not in _text(client, "/?kind=match")
    assert "acme-1" not in _text(client, "/?kind=check")
    assert "No case like this." in _text(client, "/?mine=1")
    assert "acme-1" in _text(client, "/?kind=%27%3B--&page=x")


def test_htmx_gets_the_rows_alone_but_history_the_whole_page(matched: Customer) -> None:
    client = desk()

    rows = client.get("/", headers={"HX-Request": "true"})
    restored = client.get("/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})

    assert b"<html" not in rows.content
    assert b"Ana Maria Silva" in rows.content
    assert b"<html" in restored.content
    assert "HX-Request" in rows["Vary"]


def test_the_case_shows_the_customer_beside_the_listed_party_and_the_reasons(matched: Customer) -> None:
    shown = _text(desk(), case_url(matched))

    assert "Listed party" in shown
    assert "un_sc:6908555" in shown
    assert "Birth date 1990-04-12 1990-04-12 same" in shown
    assert "Country Portugal Portugal same" in shown
    assert "What made the score" in shown


def test_the_case_shows_what_was_read_and_how_alike_the_faces_are(seen: Customer) -> None:
    client = desk()
    shown = _text(client, case_url(seen))
    page = html.fromstring(client.get(case_url(seen)).content)

    assert "Given names Ana Maria ANA MARIA ✓ 96 %" in shown
    assert "Nationality Portugal Portugal ✓" in shown
    assert "Birth date 1990-04-12 1990-04-13 55 %" in shown
    assert "0.091" in shown
    assert page.xpath("//img[contains(@src, 'box=10,20,60,80')]")
    assert "another person" in page.xpath("string(//svg[@class='scale']/@aria-label)")


def test_a_step_that_keeps_failing_is_told_at_the_top_and_in_its_case(stuck: Customer) -> None:
    client = desk()

    assert "1 step keeps failing" in _text(client, "/")
    assert "Given up after" in _text(client, case_url(stuck))
    assert "MemoryError" in _text(client, case_url(stuck))


def test_two_officers_settle_a_match_by_the_page_s_own_forms(matched: Customer) -> None:
    maker, checker = desk("maker"), desk("checker")

    assert _propose(matched, maker) == "Proposed. Another officer has to confirm it."
    assert "Born in another year." in _text(checker, case_url(matched))
    assert "The birth date differs" in _text(checker, case_url(matched))
    assert _confirm(matched, checker) == "Confirmed and carried out."

    assert scenes.fresh(matched).status == Status.VERIFIED
    assert "This case is closed" in _text(maker, case_url(matched))
    assert _forms(maker, case_url(matched), "propose") == []


def test_whoever_proposed_sees_no_way_to_confirm_and_is_refused_one(matched: Customer) -> None:
    maker = desk("maker")
    _propose(matched, maker)
    proposal, before = Proposal.objects.get(), scenes.state()

    assert _forms(maker, case_url(matched), "confirm") == []
    answer = maker.post(f"/proposals/{public_id('prp', proposal.pk)}/confirm", follow=True)

    assert _told(answer.content) == "A decision is confirmed by another officer than the one who proposed it."
    assert scenes.state() == before
    assert scenes.fresh(matched).status == Status.REVIEW


def test_a_proposal_is_taken_back_and_another_declined(matched: Customer) -> None:
    maker, checker = desk("maker"), desk("checker")
    for officer in (maker, checker):
        _propose(matched, maker)
        form = _forms(officer, case_url(matched), "withdraw")[0]
        told = _told(officer.post(form.action or "", dict(form.form_values()), follow=True).content)
        assert told == "The proposal is withdrawn. Nothing was changed."

    assert [one.withdrawn_by.username for one in Proposal.objects.order_by("id") if one.withdrawn_by] == [
        "maker",
        "checker",
    ]
    assert scenes.fresh(matched).status == Status.REVIEW


def test_a_page_that_is_out_of_date_is_told_so_and_changes_nothing(matched: Customer) -> None:
    late = desk("third")
    stale = _forms(late, case_url(matched), "propose")[0]
    scenes.decide(matched, "false_positive", alert=scenes.alert_of(matched, "match"))
    before = scenes.state()

    answer = late.post(stale.action or "", {**dict(stale.form_values()), **FALSE_POSITIVE}, follow=True)

    assert _told(answer.content) == "The case is closed."
    assert scenes.state() == before


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"kind": "pardon"}, "This cannot be proposed here. Choose what you propose."),
        ({"kind": "lift"}, "This cannot be proposed here."),
        ({"reason": "because"}, "The policy has no such reason for this kind of proposal."),
        ({"reason": ""}, "The policy has no such reason for this kind of proposal."),
        ({"note": "x" * (LONGEST_NOTE + 1)}, "A note has at most 4000 characters. Nothing was changed."),
    ],
)
def test_a_wrong_proposal_is_refused_in_words(matched: Customer, changes: dict[str, str], told: str) -> None:
    maker = desk()
    before = scenes.state()

    assert _propose(matched, maker, **changes) == told
    assert scenes.state() == before


def test_a_note_may_hold_as_many_lines_as_a_browser_counts(matched: Customer) -> None:
    note = "line\r\n" * (LONGEST_NOTE // 5)

    assert _propose(matched, desk(), note=note) == "Proposed. Another officer has to confirm it."


def test_a_case_is_taken_and_given_back(matched: Customer) -> None:
    client = desk("olga")

    client.post(f"{case_url(matched)}/assign", {"take": "1"})
    taken = Case.objects.get(customer=matched).assignee
    client.post(f"{case_url(matched)}/assign", {"take": "0"})

    assert taken is not None
    assert taken.username == "olga"
    assert Case.objects.get(customer=matched).assignee is None


@pytest.mark.parametrize("case", ["nothing", "case_", "case_01m82916zvenws1vknjx2rp221", "cus_0", "case_%00", "é" * 26])
def test_an_unknown_case_is_a_page_that_says_so(case: str) -> None:
    factories.policy()
    client = desk()

    for address in ("", "/propose", "/assign"):
        answer = client.post(f"/cases/{case}{address}", FALSE_POSITIVE) if address else client.get(f"/cases/{case}")
        assert answer.status_code == 404
        assert answer["Content-Type"].startswith("text/html")
        assert b"There is no such object" in answer.content


def test_an_unknown_proposal_is_a_page_that_says_so() -> None:
    factories.policy()

    assert desk().post(f"/proposals/{public_id('prp', new_id())}/confirm").status_code == 404
    assert desk().post("/proposals/prp_x/withdraw").status_code == 404


def test_an_alert_of_another_case_is_unknown_here(matched: Customer, seen: Customer) -> None:
    alert, before = public_id("alr", scenes.alert_of(seen, "check").pk), scenes.state()

    answer = desk().post(f"{case_url(matched)}/propose", {**FALSE_POSITIVE, "alert": alert})

    assert answer.status_code == 404
    assert scenes.state() == before


def test_the_case_of_an_erased_customer_is_gone(matched: Customer) -> None:
    scenes.decide(matched, "reject")
    onboarding.erase_customer(customer_id=matched.pk, at=AT, actor=scenes.ACTOR)

    answer = desk().get(case_url(matched))

    assert answer.status_code == 410
    assert b"were erased" in answer.content


def test_hostile_words_stay_words(engine_says: object) -> None:
    bad = "<script>alert(1)</script>"
    scenes.publish(replace(scenes.SILVA, title=bad, remarks=bad, programmes=(bad,)))
    customer = scenes.verified(of=factories.partner(name=bad))
    maker = desk(f"{bad}olga")
    _propose(customer, maker, note=bad)

    for address in ("/", case_url(customer), "/customers", f"/customers?q={bad}", f"/trail?q={bad}", f"/?kind={bad}"):
        assert bad not in maker.get(address).content.decode(), address
    assert maker.get(case_url(customer)).content.decode().count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 5


def test_a_longer_queue_does_not_ask_the_store_much_more(matched: Customer, seen: Customer) -> None:
    client = desk()
    with CaptureQueriesContext(
        connection,
    ) as both:
        client.get("/")
    with CaptureQueriesContext(connection) as one:
        client.get("/?kind=match")

    assert len(both) - len(one) <= 2
