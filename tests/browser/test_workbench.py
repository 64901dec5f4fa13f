"""Two officers at real browsers: the whole journey, the keyboard, and a console without a complaint."""

import os

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from compliance.cases.models import CheckKind
from compliance.cases.services import engines
from onboarding.models import Customer, Status
from screening.models import AllowedPair, Match
from tests import factories
from tests.browser.conftest import SignIn
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say
from tests.compliance.dashboard.desks import case_url, officer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def matched(engine_says: Say) -> Customer:
    scenes.publish(scenes.SILVA)
    customer = scenes.verified(reference="acme-1")
    scenes.officers()
    return customer


@pytest.fixture
def read(engine_says: Say, monkeypatch: pytest.MonkeyPatch) -> Customer:
    """In review for another birth date than the one that the real reader saw."""
    monkeypatch.setattr(engines, "ENGINES", {**engines.ENGINES, CheckKind.DOCUMENT: engines._document})
    scenes.publish(scenes.NOBODY)
    identity = factories.person_identity(
        given_names="Astrid Maria", family_name="Sölvang", birth_date="1989-04-18", nationality="SE", country="SE"
    )
    customer = factories.customer(identity=identity)
    passport = settings.BASE_DIR / "fixtures" / "documents" / "astrid-passport.jpg"
    factories.document(customer, kind="passport", upload=passport.read_bytes())
    factories.document(customer, kind="selfie")
    factories.officer("maker")
    return scenes.run_round(scenes.submit(customer))


def _propose(page: Page, what: str, note: str) -> None:
    page.locator("summary", has_text=what).click()
    form = page.locator("details[open] form")
    form.get_by_label("Note").fill(note)
    form.get_by_role("button", name="Propose").click()


def test_two_officers_settle_a_match(matched: Customer, sign_in: SignIn, complaints: list[str]) -> None:
    maker, checker = sign_in("maker"), sign_in("checker")

    maker.get_by_role("link", name="Ana Maria Silva").click()
    _propose(maker, "False positive", "Born in <b>another</b> year.")
    expect(maker.get_by_role("status")).to_have_text("Proposed. Another officer has to confirm it.")
    expect(maker.get_by_role("button", name="Confirm")).to_have_count(0)
    checker.goto(case_url(matched))
    expect(checker.locator(".note q")).to_have_text("Born in <b>another</b> year.")
    checker.get_by_role("button", name="Confirm").click()

    expect(checker.get_by_role("status")).to_have_text("Confirmed and carried out.")
    expect(checker.locator(".head .tag").first).to_have_text("Verified")
    assert scenes.fresh(matched).status == Status.VERIFIED
    assert complaints == []


def test_an_officer_works_by_the_keyboard(matched: Customer, sign_in: SignIn, complaints: list[str]) -> None:
    page = sign_in("maker")

    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("tr.here")).to_contain_text("Ana Maria Silva")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/*")
    page.keyboard.press("1")
    expect(page.locator("details[open] select")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".choices details[open]")).to_have_count(0)
    page.keyboard.press("t")

    expect(page.get_by_text("The case is yours.")).to_be_visible()
    assert complaints == []


def test_the_case_shows_the_tree_and_the_boxes_over_the_picture(
    read: Customer, sign_in: SignIn, complaints: list[str]
) -> None:
    page = sign_in("maker")

    page.goto(case_url(read))
    expect(page.locator("ul.tree").first).to_be_visible()
    reason = page.locator("li.reason", has_text="3011 birth_date_differs")
    expect(reason).to_contain_text("The birth date on the document is not the declared one.")
    expect(page.locator("svg.marked rect.bad")).to_have_count(1)
    assert page.locator("svg.marked rect.good").count() > 5
    picture, box = page.locator("svg.marked image").bounding_box(), page.locator("svg.marked rect.bad").bounding_box()
    assert picture
    assert box
    assert picture["x"] < box["x"] < box["x"] + box["width"] < picture["x"] + picture["width"]
    if folder := os.environ.get("GATEHOUSE_PICTURES"):
        page.screenshot(path=settings.BASE_DIR / folder / "breakdown.png", full_page=True)

    assert complaints == []


def test_only_one_form_is_open_at_a_time(matched: Customer, sign_in: SignIn) -> None:
    page = sign_in("maker")
    page.goto(case_url(matched))

    for what in ("True match", "False positive", "Reject the customer"):
        page.locator("summary", has_text=what).click()
        expect(page.locator(".choices details[open]")).to_have_count(1)


def test_every_page_keeps_to_the_security_policy(matched: Customer, sign_in: SignIn, complaints: list[str]) -> None:
    boss = factories.officer("boss")
    boss.is_staff = boss.is_superuser = True
    boss.save()
    page = sign_in("boss")

    for address in ("/customers", "/lists", "/allowed", "/policy", "/policy/1", "/policy/propose", "/trail", "/admin/",
                    "/admin/cases/case/", f"/admin/cases/case/{matched.cases.get().pk}/change/"):  # fmt: skip
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
    page.goto("/customers")
    page.get_by_label("Id or reference").press_sequentially("nobody")
    expect(page.get_by_text("No customer found.")).to_be_visible()
    page.go_back()
    page.goto("/?kind=match")
    page.get_by_label("Alert").select_option("payment")
    expect(page.get_by_text("No case like this.")).to_be_visible()

    assert complaints == []


@pytest.mark.parametrize("width", [420, 768, 1280])
def test_no_page_is_wider_than_its_window(matched: Customer, sign_in: SignIn, width: int) -> None:
    page = sign_in("maker")
    page.set_viewport_size({"width": width, "height": 800})

    for address in ("/", case_url(matched), "/customers", "/lists", "/allowed", "/policy", "/trail"):
        page.goto(address)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, address


@pytest.mark.parametrize("width", [420, 1280])
def test_an_officer_takes_a_pair_off_the_allow_list(matched: Customer, sign_in: SignIn, width: int) -> None:
    officers = officer("maker"), officer("checker")
    scenes.decide(matched, "allow_pair", alert=scenes.alert_of(matched, "match"), by=officers)
    AllowedPair.objects.update(expires_at="2999-01-01T00:00Z")
    page = sign_in("maker")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/allowed")

    page.locator("summary", has_text="Take off").click()
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if folder := os.environ.get("GATEHOUSE_PICTURES"):
        page.screenshot(path=settings.BASE_DIR / folder / f"allowed_{width}.png", full_page=True)
    page.get_by_label("Reason").select_option("in_doubt")
    page.get_by_role("button", name="Take it off the list").click()

    expect(page.get_by_text("Nobody is on the allow list.")).to_be_visible()
    assert over <= 0
    assert Match.objects.get().status == "open"
