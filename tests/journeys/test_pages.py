"""Every page that joins the rooms, opened in a real browser: no barrier, no sideways scrolling."""

import pytest

from bothways.people.models import Person
from tests.journeys.axe import assert_accessible, sideways
from tests.journeys.conftest import DESK, PHONE, WindowOf

pytestmark = pytest.mark.browser

PAGES = ["/", "/trust/", "/anonymity/", "/record/", "/guides/", "/guides/listening/"]


@pytest.mark.parametrize("width", [320, PHONE, DESK])
def test_pages_fit_the_window_and_have_no_barrier(
    employee: Person, window_of: WindowOf, width: int
) -> None:
    page = window_of(employee, width=width)

    for address in PAGES:
        page.goto(address)
        assert sideways(page) <= 0, address
        assert_accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_can_be_read_in_light_and_dark(
    owner: Person, window_of: WindowOf, scheme: str
) -> None:
    page = window_of(owner, color_scheme=scheme)

    for address in PAGES:
        page.goto(address)
        assert_accessible(page)


def test_a_language_that_is_read_from_right_to_left_mirrors_the_page(
    employee: Person, window_of: WindowOf, right_to_left: None
) -> None:
    employee.language = "ar"
    employee.save()
    page = window_of(employee)

    for address in PAGES:
        page.goto(address)
        assert page.get_attribute("html", "dir") == "rtl"
        assert sideways(page) <= 0, address
    mark, me = page.locator(".brand").bounding_box(), page.locator("h1").bounding_box()
    assert mark is not None
    assert me is not None
    assert mark["x"] + mark["width"] > PHONE / 2


def test_a_page_works_without_script(employee: Person, window_of: WindowOf) -> None:
    page = window_of(employee, java_script_enabled=False)

    page.goto("/")
    page.get_by_role("link", name="Trust", exact=True).click()

    assert page.get_by_role("heading", level=1).inner_text() == "Trust, both ways"


def test_what_is_hidden_in_folds_is_on_paper(employee: Person, window_of: WindowOf) -> None:
    page = window_of(employee)
    page.goto("/anonymity/")
    folded = page.get_by_text("In your own group: its totals").first

    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.is_visible()
