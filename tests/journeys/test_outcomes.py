"""A year of figures: from a file, mended by hand, seen by everyone, undone; in a real browser."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from bothways.outcomes.models import Figure
from bothways.outcomes.months import Month, month_of
from bothways.people.models import Person
from tests.cast import Cast
from tests.journeys.axe import assert_accessible, sideways
from tests.journeys.conftest import DESK, PHONE, WindowOf
from tests.trust.counted import make_counted, mixed

pytestmark = pytest.mark.browser

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"


@pytest.fixture
def last_month(firm: Cast) -> Month:
    """The month before this one; a round with a figure on trust closed in it."""
    last = month_of(timezone.localdate()).plus(-1)
    closed = timezone.now() - timedelta(days=timezone.localdate().day + 3)
    make_counted(firm, {"b1": mixed(6, 5), "b2": mixed(11, 0)}, closed=closed)
    return last


def file_of(last: Month, folder: Path) -> str:
    """A year of a firm of 31, saved by a spreadsheet."""
    path = folder / "year.csv"
    months = [last.plus(-n) for n in range(12)]
    lines = [f"{month};{31 - n % 3};{n % 5 // 4};{20 + n},5;640" for n, month in enumerate(months)]
    path.write_text("\n".join(["Month;Headcount;Leavers;Sick days;Working days", *lines]))
    return str(path)


def test_a_year_is_taken_in_mended_seen_and_undone(
    last_month: Month,
    people_lead: Person,
    employee: Person,
    window_of: WindowOf,
    tmp_path: Path,
) -> None:
    page = window_of(people_lead, width=DESK)
    page.goto("/outcomes/measures/")
    page.get_by_label("What do you count?").fill(LONG)
    page.get_by_label("In which unit?").fill("%")
    page.get_by_role("button", name="Count it").click()
    assert_accessible(page)

    page.goto("/outcomes/file/")
    page.get_by_label("The file", exact=True).set_input_files(file_of(last_month, tmp_path))
    page.get_by_role("button", name="Look what it would change").click()
    assert "48 figures are new" in page.locator("main").inner_text()
    assert_accessible(page)
    page.get_by_role("button", name="Take it in").click()

    page.get_by_role("link", name=last_month.words).click()
    page.get_by_label("People who left").fill("2")
    page.get_by_label(LONG).fill("94")
    assert_accessible(page)
    page.get_by_role("button", name="Save the month").click()
    assert page.url.endswith("/outcomes/")

    phone = window_of(employee, width=PHONE, color_scheme="dark")
    phone.goto("/outcomes/")
    words = phone.locator("main").inner_text()
    assert "leavers a year per 100 people" in words
    assert "Too few to tell whether leaving goes with trust here." in words
    assert phone.locator(".chart").count() == 5
    assert sideways(phone) <= 0
    for fold in phone.locator("main summary").all():
        fold.click()
    assert_accessible(phone)

    page.goto("/outcomes/file/undo/")
    assert "1 stays, because it was changed since." in page.locator("main").inner_text()
    page.get_by_role("button", name="Undo it").click()
    page.wait_for_url("**/outcomes/")
    assert Figure.objects.count() == 2
