"""Answering in one's own language, in a real browser: the rules hold those words too."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bothways.people.models import Person
from bothways.surveys.actions import Asked
from bothways.surveys.bank import by_code
from bothways.surveys.models import Entitlement, Round
from tests.journeys.axe import assert_accessible
from tests.journeys.conftest import WindowOf
from tests.rounds import opened

pytestmark = pytest.mark.browser

ITEMS = by_code(["U-COM1", "U-ENG3"])


@pytest.fixture
def round_(owner: Person) -> Round:
    asked = [Asked(item.code, item.text, item.construct) for item in ITEMS]
    return opened(owner, questions=asked, opens_at=timezone.now() - timedelta(hours=1))


@pytest.fixture
def page(employee: Person, round_: Round, window_of: WindowOf) -> Page:
    """The round's page, as an employee has it who reads German."""
    employee.language = "de"
    employee.save()
    page = window_of(employee)
    page.goto(f"/rounds/{round_.pk}/answer/")
    return page


def start(page: Page) -> None:
    page.get_by_role("button", name="Verstanden, anfangen").click()


def test_a_round_is_answered_in_german(page: Page) -> None:
    start(page)
    question = page.get_by_role("heading", name="Von Veränderungen erfahre ich früh genug")
    expect(question).to_be_focused()
    assert_accessible(page)
    for _question in ITEMS:
        page.get_by_label("Stimme zu", exact=True).locator("visible=true").check()
        page.get_by_role("link", name="Weiter").locator("visible=true").click()

    page.get_by_role("button", name="Versiegeln und einwerfen").click()

    expect(page.get_by_role("heading", name="Versiegelt und in der Urne")).to_be_visible()


@pytest.mark.parametrize(
    "act",
    [
        "document.querySelector('fieldset h1').textContent = 'Sind Sie zufrieden?'",
        "document.querySelector('input[value=\"5\"]').nextElementSibling.textContent = 'Nein'",
        "document.documentElement.lang = 'en'",
        "document.documentElement.lang = 'tlh'",
    ],
)
def test_other_words_than_the_german_ones_of_the_rules_are_refused(page: Page, act: str) -> None:
    page.evaluate(act)

    start(page)

    expect(page.get_by_role("heading", name="Die Regeln sind nicht dieselben")).to_be_visible()
    assert not Entitlement.objects.exclude(blinded_digest="").exists()


def test_nothing_that_leaves_with_a_ballot_tells_its_language(page: Page) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))
    test_a_round_is_answered_in_german(page)

    (ballot,) = [request for request in sent if "/box/" in request]
    assert '"de"' not in ballot
    assert "lang" not in ballot
