"""A promise in a real browser: given, moved, kept, broken, silent, and read by the others."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from bothways.commitments.actions import (
    break_commitment,
    give_word,
    keep_commitment,
    move_commitment,
)
from bothways.commitments.models import Commitment
from bothways.people.models import Person
from tests.cast import ASSEMBLY, Cast
from tests.factories import at_nine, make_person, make_promise, make_unit
from tests.journeys.axe import assert_accessible, sideways
from tests.journeys.conftest import DESK, PHONE, WindowOf
from tests.rounds import counted

pytestmark = pytest.mark.browser


def day(n_days: int) -> date:
    """The day so many days from today."""
    return localdate() + timedelta(days=n_days)


def press(page: Page, name: str, *, role: str = "button") -> None:
    page.get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]


def promises_of_every_kind(firm: Cast) -> list[Commitment]:
    """One promise in each state, the words and the name in them as long as they may be."""
    by = firm.manager
    assembly = make_unit(ASSEMBLY)
    kept, moved, broken, spoken = (
        make_promise(by, text, to=assembly, made_on=day(-20), due_on=day(-5))
        for text in ("kept", "moved", "broken", "past its day")
    )
    move_commitment(moved, by=by, to=day(9), words="Later.", at=at_nine(day(-12)))
    move_commitment(kept, by=by, to=day(3), words="Later.", at=at_nine(day(-12)))
    keep_commitment(kept, by=by, words="Done.", at=at_nine(day(-3)))
    break_commitment(broken, by=by, words="x" * 1000, at=at_nine(day(-5)))
    give_word(spoken, by=by, words="On Monday.", at=at_nine(day(-2)))
    silent = make_promise(by, "silent", made_on=day(-20), due_on=day(-5))
    long = make_person("Wolfeschlegelsteinhausenbergerdorff" * 3, unit=ASSEMBLY, title="y" * 120)
    waiting = make_promise(long, "z" * 280, made_on=localdate(), due_on=day(400))
    return [kept, moved, broken, spoken, silent, waiting]


def test_a_result_is_answered_with_a_promise_and_the_promise_is_kept(
    firm: Cast, window_of: WindowOf
) -> None:
    round_ = counted(firm.owner, dict.fromkeys(Person.objects.here(), (5, 4, 2)))
    owner = window_of(firm.owner)

    owner.goto(f"/promises/new/?round={round_.pk}&question=U-COM1")
    owner.get_by_label("What do you promise?").fill("News is on the board five days before.")
    owner.get_by_label("By when?").fill(str(day(30)))
    press(owner, "Give my word")
    expect(owner.get_by_role("heading", level=1)).to_contain_text("News is on the board")
    expect(owner.get_by_text("In answer to: November pulse")).to_be_visible()

    employee = window_of(firm.employee)
    employee.goto("/promises/?show=to-me")
    expect(employee.get_by_text("Sanne Weir, to everyone")).to_be_visible()

    press(owner, "It is kept", role="link")
    owner.get_by_label("What shows that it was kept?").fill("It hangs there since today.")
    press(owner, "Close it as kept")
    expect(owner.get_by_text("“It hangs there since today.”")).to_be_visible()
    assert_accessible(owner)

    employee.reload()
    expect(employee.locator(".promise--kept")).to_have_count(1)


def test_what_was_typed_stays_when_somebody_closed_it_first(
    firm: Cast, window_of: WindowOf
) -> None:
    promise = make_promise(firm.manager, made_on=localdate())
    page = window_of(firm.manager)
    page.goto(f"/promises/{promise.pk}/break/")
    page.get_by_label("Why, in your own words?").fill("The maker has no more of them.")
    keep_commitment(promise, by=firm.manager, words="Done.", at=at_nine(localdate()))

    window_of.quiet("409")  # type: ignore[attr-defined]
    press(page, "Say that it is broken")

    expect(page.get_by_role("alert")).to_contain_text("Someone closed this first.")
    expect(page.get_by_label("Why, in your own words?")).to_have_value(
        "The maker has no more of them."
    )
    assert_accessible(page)


def test_a_form_that_lacks_something_says_so_beside_the_field(
    employee: Person, window_of: WindowOf
) -> None:
    page = window_of(employee)
    page.goto("/promises/new/")

    press(page, "Give my word")

    expect(page.get_by_label("By when?")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("alert")).to_be_focused()
    assert_accessible(page)


def test_a_promise_between_two_is_nothing_to_a_third(firm: Cast, window_of: WindowOf) -> None:
    promise = make_promise(firm.employee, to=firm.manager, made_on=localdate())
    page = window_of(firm.owner)

    window_of.quiet("404")  # type: ignore[attr-defined]
    page.goto(f"/promises/{promise.pk}/")

    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing here for you")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (PHONE, "dark"), (DESK, "light")])
def test_promises_of_every_kind_fit_and_have_no_barrier(
    firm: Cast, window_of: WindowOf, width: int, scheme: str
) -> None:
    promises = promises_of_every_kind(firm)
    page = window_of(firm.manager, width=width, color_scheme=scheme)
    mine = [f"/promises/{promises[1].pk}/{verb}/" for verb in ("word", "keep", "move", "break")]

    for address in ["/promises/", "/promises/new/", *mine]:
        page.goto(address)
        assert sideways(page) <= 0, address
        assert_accessible(page)
    for promise in promises:
        page.goto(f"/promises/{promise.pk}/")
        assert sideways(page) <= 0, promise.text
        assert_accessible(page)


def test_the_way_of_a_promise_begins_where_reading_begins(
    firm: Cast, window_of: WindowOf, right_to_left: None
) -> None:
    promise = promises_of_every_kind(firm)[0]
    firm.employee.language = "ar"
    firm.employee.save()
    page = window_of(firm.employee)

    page.goto(f"/promises/{promise.pk}/")

    said = page.locator(".chart text", has_text="Said").bounding_box()
    kept = page.locator(".chart text", has_text="Kept").bounding_box()
    assert said is not None
    assert kept is not None
    assert kept["x"] < PHONE / 2 < said["x"]
    assert sideways(page) <= 0
