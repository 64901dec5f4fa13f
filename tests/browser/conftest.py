"""Debian's chromium against a live server; what the console says is part of the answer."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.compliance.cases.conftest import engine_says

__all__ = ["engine_says"]

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SignIn = Callable[[str], Page]


@pytest.fixture(scope="module")
def _asynchronous_is_fine() -> Iterator[None]:
    """Playwright's loop runs in this thread; Django would take the tests' own queries for asynchronous ones."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    yield
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def chromium(_asynchronous_is_fine: None) -> Iterator[Browser]:
    """Ends with its module: the loop it runs in this thread would be in the way of other tests' own."""
    if not CHROMIUM.exists():
        message = f"{CHROMIUM} is absent: apt-get install chromium"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        connections.close_all()  # the one opened under this loop: PostgreSQL drops no database that is in use
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """All that the pages of this test wrote to the console, and what their scripts raised."""
    return []


@pytest.fixture
def sign_in(chromium: Browser, live_server: LiveServer, complaints: list[str]) -> Iterator[SignIn]:
    """A window of its own for each officer, signed in by the form."""
    windows = []

    def enter(username: str) -> Page:
        window = chromium.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
        windows.append(window)
        page = window.new_page()
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/login")
        page.get_by_label("User name").fill(username)
        page.get_by_label("Password").fill("correct horse battery")
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/")
        return page

    yield enter
    for window in windows:
        window.close()
