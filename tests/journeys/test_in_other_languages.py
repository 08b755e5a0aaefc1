"""German and Spanish are a third longer: every page still fits a phone, without a barrier."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from bothways.people.models import Person
from bothways.surveys.actions import Asked
from bothways.surveys.bank import by_code
from tests.cast import Cast
from tests.factories import make_promise
from tests.journeys.axe import assert_accessible, sideways
from tests.journeys.conftest import PHONE, WindowOf
from tests.rounds import counted, opened

pytestmark = pytest.mark.browser

PAGES = {
    "owner": ["/", "/promises/", "/people/", "/rounds/", "/installation/"],
    "people_lead": ["/rounds/new/", "/people/cards/", "/people/import/"],
    "employee": [
        "/",
        "/trust/",
        "/anonymity/",
        "/record/",
        "/me/",
        "/promises/new/",
        "/languages/",
    ],
}


@pytest.fixture
def busy(firm: Cast) -> Cast:
    """Millrace with a counted round, an open one and a promise that is silent."""
    now = timezone.now()
    asked = [Asked(i.code, i.text, i.construct) for i in by_code(["U-COM1", "U-ENG3"])]
    answers = dict.fromkeys(Person.objects.here(), (4, 5))
    counted(firm.owner, answers, questions=asked, opens_at=now - timedelta(days=200))
    opened(firm.owner, questions=asked, opens_at=now - timedelta(hours=1))
    long_ago = timezone.localdate() - timedelta(days=30)
    make_promise(firm.owner, made_on=long_ago, due_on=long_ago + timedelta(days=9))
    return firm


@pytest.mark.parametrize("language", ["de", "es"])
def test_every_page_fits_a_phone_in_the_longer_languages(
    busy: Cast, window_of: WindowOf, language: str
) -> None:
    Person.objects.update(language=language)
    for role, addresses in PAGES.items():
        page = window_of(getattr(busy, role), width=PHONE)
        for address in addresses:
            page.goto(address)
            keep_picture(page, f"{language}-{role}{address.replace('/', '-')}")
            assert page.get_attribute("html", "lang") == language
            assert sideways(page) <= 0, (role, address)
            assert_accessible(page)


@pytest.mark.parametrize("language", ["de", "es"])
def test_the_door_fits_and_is_chosen_by_a_press(
    owner: Person, window_of: WindowOf, language: str
) -> None:
    page = window_of(width=320)
    page.goto("/sign-in/")

    page.locator(f"button[lang={language}]").click()

    keep_picture(page, f"{language}-door")
    assert page.get_attribute("html", "lang") == language
    assert sideways(page) <= 0
    assert_accessible(page)


def keep_picture(page: Page, name: str) -> None:
    """Take a picture for whoever wants to look; only where a folder is named."""
    if folder := os.environ.get("PICTURES_OF_LANGUAGES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
