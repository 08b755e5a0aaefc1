"""This week in a real browser: one screen of a phone for what needs somebody, and 'later'."""

import os
from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from bothways.people.models import Person
from tests.cast import Cast
from tests.factories import make_promise
from tests.journeys.axe import assert_accessible, sideways
from tests.journeys.conftest import DESK, PHONE, WindowOf

pytestmark = pytest.mark.browser

A_SCREEN = 844  # pixels of a phone
PICTURES = os.environ.get("PICTURES_TO")  # a folder, to look at the pages


def day(n_days: int) -> date:
    """The day so many days from today."""
    return localdate() + timedelta(days=n_days)


def weeks_of_every_role(firm: Cast) -> list[Person]:
    """Give everybody something to do: seven things to the lead, the longest words among them."""
    long = "A quiet corner for calls near line 2, with a door that closes and a light " * 3
    for n in range(7):
        words = f"{n}. {long}"[:280]
        make_promise(firm.manager, words, made_on=day(-20), due_on=day(n - 2))
    for person in (firm.owner, firm.people_lead, firm.representative, firm.employee):
        make_promise(person, "Two from each shift see it.", made_on=day(-9), due_on=day(2))
    return [firm.employee, firm.manager, firm.people_lead, firm.owner, firm.representative]


def look(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def test_what_needs_somebody_fits_on_one_screen_and_can_be_put_off(
    firm: Cast, window_of: WindowOf
) -> None:
    people = weeks_of_every_role(firm)
    for person in people:
        for width in (PHONE, DESK):
            page = window_of(person, width=width)
            page.goto("/")
            look(page, f"{person.name}-{width}")
            assert sideways(page) <= 0
            box = page.locator(".part--first").bounding_box()
            assert box is not None
            if width == PHONE:
                assert box["y"] + box["height"] <= A_SCREEN, (person.name, box)
        assert_accessible(page)

    lead = window_of(firm.manager)
    lead.goto("/")
    expect(lead.get_by_text("7 things for you")).to_be_visible()
    first = lead.locator(".part--first .thing").first
    first.locator("summary").click()
    first.get_by_role("button", name="In a week").click()
    expect(lead.get_by_text("6 things for you")).to_be_visible()
    lead.get_by_text("Put off: 1").click()
    lead.get_by_role("button", name="Bring it back").first.click()
    expect(lead.get_by_text("7 things for you")).to_be_visible()

    lead.goto("/me/mails/")
    look(lead, "mails")
    promised = lead.get_by_role("listitem").filter(has_text="What was promised to you")
    expect(promised).to_contain_text("In the weekly mail.")
    promised.get_by_role("button").click()
    expect(promised).to_contain_text("At once.")
    assert_accessible(lead)
