"""Signing in, the first run and a file of people, in a real browser and without a mouse."""

import re
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from bothways.members.actions import first_run_token
from bothways.people.models import Person, Role
from tests.cast import Cast
from tests.journeys.axe import assert_accessible, sideways
from tests.journeys.conftest import DESK, PHONE, WindowOf
from tests.members.workbooks import sheets

pytestmark = pytest.mark.browser

ROSTER = """Number;Name;E-Mail;Team;Manager;Start date
1;Sanne Weir;sanne@millrace.example;Mill;;2.1.2012
2;Ruben Dähl;ruben@millrace.example;Mill/Assembly;1;2015-06-01
3;Jo Marsh;;Mill/Assembly;2;2019-01-15
"""


def assert_fits(page: Page) -> None:
    assert sideways(page) <= 0, page.url
    assert_accessible(page)


@pytest.mark.parametrize("width", [320, DESK])
def test_pages_about_people_fit_the_window_and_have_no_barrier(
    firm: Cast, window_of: WindowOf, width: int
) -> None:
    page = window_of(firm.owner, width=width)
    addresses = [
        "/people/",
        "/people/?q=falk",
        "/people/?left=1",
        f"/people/{firm.manager.pk}/",
        f"/people/{firm.representative.pk}/",
        "/people/add/",
        "/people/import/",
        "/me/",
    ]

    for address in addresses:
        page.goto(address)
        assert_fits(page)


def test_the_door_opens_by_keyboard_alone(employee: Person, window_of: WindowOf) -> None:
    page = window_of()
    page.goto("/me/")
    assert_fits(page)

    page.get_by_label("Your e-mail address").focus()
    page.keyboard.type(str(employee.email))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your code")).to_be_focused()
    assert_fits(page)
    found = re.search(r"\d{6}", mail.outbox[-1].body)
    assert found
    page.keyboard.type(found[0])
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Jo Marsh")


def test_a_dark_page_is_dark_from_its_first_load(employee: Person, window_of: WindowOf) -> None:
    page = window_of(employee, color_scheme="light")
    page.goto("/me/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")

    page.get_by_label("Dark", exact=True).check()
    page.get_by_role("button", name="Keep").click()

    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    assert_accessible(page)


def test_ending_another_browser_ends_it_there(employee: Person, window_of: WindowOf) -> None:
    here, there = window_of(employee), window_of(employee)
    there.goto("/me/")
    here.goto("/me/")

    here.get_by_role("button", name="End the session of").click()

    there.goto("/me/")
    expect(there).to_have_url(re.compile("/sign-in/"))


def test_a_new_firm_is_set_up_from_the_first_address_to_the_last(
    window_of: WindowOf, data: Path, tmp_path: Path
) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER, encoding="cp1252")
    page = window_of()
    page.goto(f"/welcome/?token={first_run_token(data)}")
    assert_fits(page)
    page.get_by_label("Name of the firm").fill("Millrace")
    page.get_by_label("Your name").fill("Sanne Weir")
    page.get_by_label("Your e-mail address").fill("sanne@millrace.example")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Take in a file").click()

    page.get_by_label("The file", exact=True).set_input_files(roster)
    page.get_by_role("button", name="Look what it would change").click()
    expect(page.get_by_text("Ruben Dähl")).to_be_visible()
    assert_fits(page)
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your file is in")
    assert_fits(page)
    page.get_by_role("link", name="Go on setting up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How small may a group be?")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Who is it?").select_option(label="Jo Marsh")
    page.get_by_role("button", name="Go on").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What do you stand for?")
    assert Role.objects.get(kind=Role.Kind.REPRESENTATIVE).person.name == "Jo Marsh"


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_spreadsheet_nobody_has_seen_before_is_explained_once_and_known_from_then_on(
    firm: Cast, window_of: WindowOf, tmp_path: Path, width: int
) -> None:
    head = ["Wer", "Kennung", "Wo sie sitzt und mit wem", "Seit wann", "Gehalt"]
    content = sheets(
        Färberei=[head, ["Nora Färber-Übelacker", "00501", "Dyeing", "03/04/2026", 3000]],
        Weberei=[head, ["Wim Weber", "00502", "Weaving", "05/06/2026", 3000]],
        Notizen=[["Bo anrufen"]],
    )
    roster = tmp_path / "Unser Personal.xlsx"
    roster.write_bytes(content)
    page = window_of(firm.people_lead, width=width)
    page.goto("/people/import/")
    page.get_by_label("The file", exact=True).set_input_files(roster)
    page.get_by_role("button", name="Look what it would change").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What each column means")
    assert_fits(page)
    page.get_by_label("Weberei").check()
    page.get_by_label("Färberei").check()
    page.get_by_label("Notizen").uncheck()
    page.get_by_label("Wer", exact=True).select_option(label="name")
    page.get_by_label("Kennung").select_option(label="number")
    page.get_by_label("Wo sie sitzt und mit wem").select_option(label="unit")
    page.get_by_label("Seit wann").select_option(label="started")
    page.get_by_role("button", name="Look what it would change").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What each column means")
    while page.get_by_role("heading", level=1).inner_text() != "What would change":
        if page.get_by_label("3 April: the day first").count():
            page.get_by_label("3 April: the day first").check()
        assert_fits(page)
        page.get_by_role("button", name="Look what it would change").click()
    expect(page.get_by_text("Wim Weber")).to_be_visible()
    assert_fits(page)
    page.get_by_role("button", name="Put in another file").click()
    page.get_by_label("The file", exact=True).set_input_files(roster)
    page.get_by_role("button", name="Look what it would change").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What each column means")
    expect(page.get_by_label("Kennung")).to_have_value("number")
