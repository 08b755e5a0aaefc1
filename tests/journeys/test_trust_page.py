"""The trust page with figures on it, in a real browser."""

from datetime import timedelta

import pytest

from bothways.people.models import Organisation, Person
from tests.cast import Cast
from tests.journeys.axe import assert_accessible, sideways
from tests.journeys.conftest import DESK, PHONE, WindowOf
from tests.trust.counted import CLOSED, make_counted, mixed

pytestmark = pytest.mark.browser

PAGES = ["/trust/", "/trust/groups/b1/", "/trust/questions/U-COM1/", "/"]
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.fixture
def figures(firm: Cast) -> None:
    """A survey, after it a pulse with one exact and one clamped figure, and what leaders said."""
    spread = [(5, 1, 4), (4, 2, 3), (3, 3, 3), (2, 4, 2), (4, 4, 4)] * 2 + [(4, 5, None)]
    make_counted(
        firm, {"b1": spread, "b2": spread}, format="full", closed=CLOSED - timedelta(days=120)
    )
    make_counted(firm, {"b1": mixed(6, 5), "b2": mixed(11, 0)})
    teams = {"D-TRU1": ("TRU", "I feel safe relying on this team when it matters.", False)}
    one = [(4,)] * 5 + [(2,)] * 4
    make_counted(firm, {"b1": one, "b2": one}, questions=teams, audience="leaders")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, PHONE, DESK])
def test_figures_have_no_barrier_and_fit(
    figures: None, manager: Person, window_of: WindowOf, width: int, scheme: str
) -> None:
    page = window_of(manager, width=width, color_scheme=scheme)

    for address in PAGES:
        page.goto(address)
        assert sideways(page) <= 0, address
        page.evaluate(OPEN_ALL)
        assert sideways(page) <= 0, address
        assert_accessible(page)


def test_the_first_level_of_the_whole_story_is_a_few_screens_and_print_opens_all(
    figures: None, employee: Person, window_of: WindowOf
) -> None:
    page = window_of(employee)
    page.goto("/trust/")
    assert page.evaluate("document.documentElement.scrollHeight") < 5.5 * 844
    said = page.get_by_text("I feel safe relying on this team when it matters.")
    assert not said.last.is_visible()

    page.emulate_media(media="print")

    assert said.last.is_visible()


def test_pages_for_whoever_looks_at_questions_and_groups_have_no_barrier(
    figures: None, people_lead: Person, window_of: WindowOf
) -> None:
    page = window_of(people_lead)

    for address in ("/trust/people-lead/", "/trust/questions/"):
        page.goto(address)
        assert page.locator("h1").is_visible()
        page.evaluate(OPEN_ALL)
        assert sideways(page) <= 0, address
        assert_accessible(page)


def test_a_survey_has_no_barrier_either(
    figures: None, employee: Person, window_of: WindowOf
) -> None:
    page = window_of(employee)
    page.goto("/trust/")
    page.get_by_text("Rounds", exact=True).click()
    page.locator("a[href^='?round=']").first.click()

    assert page.locator(".spread").count() > 0
    assert_accessible(page)


def test_right_to_left_mirrors_the_charts_and_not_the_numbers(
    figures: None, employee: Person, window_of: WindowOf, right_to_left: None
) -> None:
    employee.language = "ar"
    employee.save()
    page = window_of(employee)
    page.goto("/trust/")

    mirrored = "element => getComputedStyle(element).transform"
    assert page.locator(".chart > svg").first.evaluate(mirrored).startswith("matrix(-1")
    assert page.locator(".figure").first.evaluate(mirrored) == "none"
    assert sideways(page) <= 0


def test_long_names_wrap_and_push_nothing_out(
    figures: None, manager: Person, window_of: WindowOf
) -> None:
    Organisation.objects.update(name=LONG)
    manager.name = f"{LONG} {LONG}"[:120]
    manager.title = LONG
    manager.save()
    page = window_of(manager, width=320)

    for address in [*PAGES, "/anonymity/", "/record/"]:
        page.goto(address)
        assert sideways(page) <= 0, address


def test_twice_the_text_size_still_fits(
    figures: None, employee: Person, window_of: WindowOf
) -> None:
    page = window_of(employee)

    for address in PAGES:
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert sideways(page) <= 0, address


def test_every_table_opens_by_keyboard(
    figures: None, employee: Person, window_of: WindowOf
) -> None:
    page = window_of(employee)
    page.goto("/trust/")
    fold = page.locator(".folds > .table_of summary").first

    fold.focus()
    page.keyboard.press("Enter")

    assert page.locator(".folds > .table_of table").first.is_visible()


def test_the_bar_never_covers_what_has_the_focus(
    figures: None, employee: Person, window_of: WindowOf
) -> None:
    page = window_of(employee)
    page.goto("/trust/")
    bar = page.locator(".bar").bounding_box()
    assert bar is not None

    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        in_bar = page.evaluate("document.activeElement.closest('.bar') !== null")
        bottom = page.evaluate("document.activeElement.getBoundingClientRect().bottom")
        assert in_bar or bottom <= bar["y"] + 1, page.evaluate("document.activeElement.outerHTML")
