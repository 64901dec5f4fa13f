"""An officer at a real browser looks somebody up, compares, reads the whole record, and sees what a version changed."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from compliance.audit.models import Event
from tests import factories
from tests.browser.conftest import SignIn
from tests.compliance.cases import scenes
from tests.screening import lists

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REMARKS = (
    "DOB 12 Mar 1968; POB Volgograd, Russia; nationality Russia; Gender Male; Passport 530284117 (Russia); "
    "a.k.a. 'MOROZ'; Linked To: NORDVOLGA SHIPPING JSC."
)
ASKED = {"Birth date": "1968-03-12", "Country": "RU"}


@pytest.fixture
def listed(tmp_path: Path) -> None:
    factories.policy()
    others = [
        lists.row(2, "MOROZENKO, Viktoria Pavlovna", "DOB 1991; nationality Ukraine."),
        lists.row(3, "MOROZOV, Viktor", "DOB circa 1955; nationality Belarus."),
    ]
    lists.sync(tmp_path, [lists.row(1, "MOROZENKO, Viktor Anatolevich"), *others])
    lists.sync(tmp_path, [lists.row(1, "MOROZENKO, Viktor Anatolevich", REMARKS), *others])
    factories.officer("maker")


def _look_up(page: Page, name: str) -> None:
    page.goto("/search")
    page.get_by_label("Name").press_sequentially(name, delay=5)
    page.get_by_label("Birth date").fill(ASKED["Birth date"])
    page.get_by_label("Country").select_option(ASKED["Country"])
    expect(page.locator("tr.row a.name").first).to_be_visible()


def test_from_a_name_to_the_whole_record(listed: None, sign_in: SignIn, complaints: list[str]) -> None:
    page = sign_in("maker")
    page.set_viewport_size({"width": 1280, "height": 800})

    _look_up(page, "Wiktor Morosenko")
    expect(page.locator("tr.row").first).to_contain_text("ofac_sdn:1")
    _picture(page, "search")
    page.locator("tr.row a.name").first.click()
    page.wait_for_url("**/search/compare**")
    expect(page.locator(".names mark").first).to_be_visible()
    _picture(page, "comparison")
    page.keyboard.press("r")
    page.wait_for_url("**/entries/1")
    expect(page.locator("ins", has_text="1968-03-12")).to_be_visible()

    assert Event.objects.filter(kind="screening.searched").exists()
    assert complaints == []


def test_a_search_by_the_keyboard_alone(listed: None, sign_in: SignIn, complaints: list[str]) -> None:
    page = sign_in("maker")
    _look_up(page, "Viktor Morozenko")

    page.get_by_label("Name").press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/compare**")
    page.keyboard.press("b")
    page.wait_for_url("**/search?**")
    expect(page.get_by_label("Name")).to_have_value("Viktor Morozenko")
    expect(page.locator("tr.row").first).to_contain_text("ofac_sdn:1")

    assert complaints == []


def test_an_officer_without_scripts_searches_too(listed: None, sign_in: SignIn) -> None:
    page = sign_in("maker")
    page.goto("/search")
    page.route("**/*.js", lambda route: route.abort())
    page.goto("/search")

    page.get_by_label("Name").fill("Viktor Morozenko")
    page.get_by_role("button", name="Search").click()

    expect(page.locator("tr.row").first).to_contain_text("ofac_sdn:1")


def test_what_a_version_changed_is_found_by_name(listed: None, sign_in: SignIn, complaints: list[str]) -> None:
    page = sign_in("maker")
    page.goto("/lists")

    page.get_by_role("link", name="0 added, 1 changed, 0 removed").click()
    expect(page.locator("ins", has_text="Passport 530284117 (RU)")).to_be_visible()
    page.get_by_label("Name or publisher's id").press_sequentially("nobody")
    expect(page.get_by_text("Nobody like “nobody” was changed.")).to_be_visible()

    assert complaints == []


@pytest.mark.parametrize("width", [420, 768, 1280])
def test_no_page_of_the_lists_is_wider_than_its_window(listed: None, sign_in: SignIn, width: int) -> None:
    page = sign_in("maker")
    page.set_viewport_size({"width": width, "height": 800})
    scenes.publish(scenes.SILVA)
    query = "q=Wiktor+Morosenko&birth_date=1968-03-12&country=RU"

    for address in (
        "/search", f"/search?{query}", f"/search/compare?{query}&entry=ofac_sdn:1", "/lists", "/lists/ofac_sdn",
        "/lists/ofac_sdn/versions/2", "/lists/ofac_sdn/entries/1",
    ):  # fmt: skip
        page.goto(address)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, address


def _picture(page: Page, name: str) -> None:
    """Where GATEHOUSE_PICTURES names a folder: the documentation's, with `docs/pictures`, or one to look at."""
    if folder := os.environ.get("GATEHOUSE_PICTURES"):
        page.screenshot(path=settings.BASE_DIR / folder / f"{name}.png", full_page=True)
