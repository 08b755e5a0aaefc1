"""A real browser for the journeys: one Chromium for all, a fresh window for each person."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import formats
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from bothways.people.models import Person
from tests.journeys.axe import keep_ready

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIETLY = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]
PHONE, DESK = 390, 1280
SOON = 30_000  # milliseconds that a page may take on a machine with much else to do

WindowOf = Callable[..., Page]


def find_chromium() -> str | None:
    """Return where the browser is: where the launcher said, else on the path."""
    said = os.environ.get("BOTHWAYS_CHROMIUM")
    return said or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; skipped without one, unless one is required."""
    path = find_chromium()
    if path is None:
        if os.environ.get("BOTHWAYS_REQUIRE_BROWSER") == "1":
            pytest.fail("a browser is required, and there is none")
        pytest.skip("there is no Chromium here")
    expect.set_options(timeout=SOON)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=QUIETLY)
        yield chromium
        chromium.close()


@pytest.fixture
def window_of(browser: Browser, live_server: LiveServer) -> Iterator[WindowOf]:
    """Return a function that opens a window in which a person is signed in.

    At the end of the test every window must have a quiet console: no error, no refusal by the
    content security policy.
    """
    contexts, complaints = [], []

    def open_window(person: Person | None = None, *, width: int = PHONE, **options: Any) -> Page:
        size: Any = {"width": width, "height": 844}
        context = browser.new_context(viewport=size, base_url=live_server.url, **options)
        contexts.append(context)
        keep_ready(context)
        if person is not None:
            context.add_cookies([_cookie_of(person, live_server.url)])
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    expected: list[str] = []
    open_window.quiet = expected.append  # type: ignore[attr-defined]  # for refusals on purpose
    yield open_window
    for context in contexts:
        context.close()
    loud = [said for said in complaints if not any(words in said for words in expected)]
    assert not loud, loud


@pytest.fixture
def right_to_left(settings: Settings) -> Iterator[None]:
    """Let the product have a language that is read from right to left: English words, code ar."""
    settings.LANGUAGES = [("en", "English"), ("ar", "Pseudo-locale, right to left")]
    settings.FORMAT_MODULE_PATH = [*settings.FORMAT_MODULE_PATH, "tests.journeys.formats"]
    formats.reset_format_cache()
    yield
    formats.reset_format_cache()


def _cookie_of(person: Person, url: str) -> Any:
    client = Client()
    client.force_login(person)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}
