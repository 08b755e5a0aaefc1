"""Answering in a real browser, step by step."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from bothways.surveys.models import Round
from tests.journeys.conftest import WindowOf

KEPT = "Object.keys(localStorage)"
SLOTS = "Object.keys(localStorage).filter((name) => name.startsWith('bothways:'))"  # of people


def own_device(page: Page) -> None:
    page.goto("/me/device/")
    page.get_by_label("Mine alone").check()
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("You marked it as yours alone.")).to_be_visible()


def begin(page: Page, round_: Round, *, mine: bool) -> None:
    page.goto(f"/rounds/{round_.pk}/answer/")
    page.get_by_label("This is my own device").set_checked(mine)
    page.get_by_role("button", name="I understand, start").click()


def answer(page: Page, *words: str) -> None:
    """Answer one question after the other, each only once the one before has gone."""
    for chosen in words:
        page.get_by_label(chosen, exact=True).locator("visible=true").check()
        onward = page.get_by_role("link", name="Next").locator("visible=true").element_handle()
        onward.click()
        onward.wait_for_element_state("hidden")


def seal(page: Page) -> None:
    page.get_by_role("button", name="Seal and put in the box").click()


def in_the_box(page: Page) -> None:
    expect(page.get_by_role("heading", name="Sealed and in the box")).to_be_visible()


def goes_out(page: Page, window_of: WindowOf, set_off: Callable[[], object]) -> None:
    """Set off what sends a waiting ballot, and see that the box takes it.

    The tests keep the box in memory, where a page that is read at the same time makes it busy
    (503). A ballot then waits for the next page, here as for anybody.
    """
    window_of.quiet("503")  # type: ignore[attr-defined]
    for act in (set_off, page.reload, page.reload, page.reload):
        with page.expect_response("**/box/**") as sent:
            act()
        if sent.value.status != 503:
            break
    assert sent.value.status == 200
