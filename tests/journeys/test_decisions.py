"""A bad decision in a real browser: explained, asked about, answered, corrected, changed, read."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from bothways.decisions.actions import save_draft
from bothways.decisions.models import Decision, Draft
from tests.cast import Cast
from tests.factories import WHY, at_nine, make_decision
from tests.journeys.axe import assert_accessible, sideways
from tests.journeys.conftest import DESK, PHONE, WindowOf

pytestmark = pytest.mark.browser

QUESTION = "Do we close the night shift in Assembly?"


def day(n_days: int) -> date:
    """The day so many days from today."""
    return localdate() + timedelta(days=n_days)


def press(page: Page, name: str, *, role: str = "button") -> None:
    page.get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]


def fits(page: Page, name: str) -> None:
    """The page has no barrier, and nothing hangs over its edge."""
    assert sideways(page) <= 0, name
    assert_accessible(page)


def test_a_bad_decision_is_explained_asked_about_corrected_and_its_versions_read(
    firm: Cast, window_of: WindowOf
) -> None:
    manager = window_of(firm.manager, width=DESK)
    manager.goto("/decisions/new/")
    press(manager, "Put it on the record")
    expect(manager.get_by_role("alert")).to_be_focused()
    manager.get_by_label("What was to be decided?").fill(QUESTION)
    manager.get_by_label("Yes, we will").check()
    manager.get_by_label("Why?", exact=True).fill(
        "Orders fell by a third since May. Both halls can't be lit at night for 14 people."
    )
    manager.get_by_text("More: context").click()
    manager.get_by_label("Who was heard?").fill("All 14, one by one, in October")
    manager.get_by_label("What is uncertain?").fill("Whether the orders come back in spring.")
    fits(manager, "write")
    press(manager, "Put it on the record")
    expect(manager.get_by_role("heading", level=1)).to_have_text(QUESTION)
    fits(manager, "one-of-mine")

    employee = window_of(firm.employee, width=PHONE)
    employee.goto("/decisions/")
    fits(employee, "list")
    press(employee, QUESTION, role="link")
    press(employee, "Ask about it", role="link")
    employee.get_by_label("What do you want to know?").fill("Was it a third in both halls?")
    press(employee, "Ask")
    expect(employee.get_by_text("An answer is owed since today")).to_be_visible()

    manager.reload()
    manager.get_by_role("link", name="Answer").click()
    manager.get_by_label("Your answer").fill("No. In the second hall it was a tenth.")
    press(manager, "Give this answer")
    press(manager, "We were wrong about something", role="link")
    manager.get_by_label("What did it say?").fill("Orders fell by a third since May.")
    manager.get_by_label("What is so?").fill("By a third in one hall, by a tenth in the other.")
    manager.get_by_label("How did it come to that?").fill("I read the list of one hall.")
    manager.get_by_label("Who pointed it out?").fill("Jo Marsh")
    press(manager, "Put it right")
    press(manager, "Change the words", role="link")
    manager.get_by_label("Why?", exact=True).fill(
        "Orders fell by a third in one hall. Both halls can't be lit at night for 14 people."
    )
    manager.get_by_label("Why do the words change?").fill("They fell in one hall only.")
    press(manager, "Save the new words")

    employee.reload()
    expect(employee.get_by_text("In the second hall it was a tenth.")).to_be_visible()
    press(employee, "Yes, name me")
    expect(employee.get_by_text("Pointed out by Jo Marsh, with thanks.")).to_be_visible()
    fits(employee, "one")
    press(employee, "See what changed, and why", role="link")
    expect(employee.locator("ins")).to_contain_text("in one hall")
    expect(employee.locator("del")).to_contain_text("since May")
    fits(employee, "versions")


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (DESK, "light")])
def test_long_words_fit_and_two_who_write_at_once_see_both_texts(
    firm: Cast, window_of: WindowOf, width: int, scheme: str
) -> None:
    late = make_decision(
        firm.manager, "z" * 280, recorded_on=day(-120), reasons=f"{'y' * 90} {WHY}"
    )
    page = window_of(firm.manager, width=width, color_scheme=scheme)
    page.goto("/decisions/new/")
    page.get_by_label("What was to be decided?").fill(QUESTION)
    page.get_by_text("Write it with others").click()
    page.get_by_label("Who writes it with you?").fill("Sanne Weir")
    press(page, "Keep it as a draft")
    expect(page.get_by_label("What was to be decided?")).to_have_value(QUESTION)
    theirs = {"question": QUESTION, "reasons": "The newer text."}
    save_draft(Draft.objects.get(), by=firm.owner, typed=theirs, version=1, at=at_nine(day(0)))

    window_of.quiet("409")  # type: ignore[attr-defined]
    page.get_by_label("Why?", exact=True).fill(WHY)
    page.get_by_label("No, we won't").check()
    press(page, "Put it on the record")

    expect(page.get_by_text("The newer text.")).to_be_visible()
    expect(page.get_by_label("Why?", exact=True)).to_have_value(WHY)
    fits(page, "conflict")
    press(page, "Put it on the record")
    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)
    for name in ("", "look-again/", "versions/"):
        page.goto(f"/decisions/{late.pk}/{name}")
        fits(page, f"late-{name.strip('/') or 'one'}")
    page.goto("/decisions/")
    fits(page, "list-late")
    assert Decision.objects.count() == 2
