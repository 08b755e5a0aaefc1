"""Something is declared, drawn by lot, tried, and looked at; in a real browser."""

import subprocess
from datetime import timedelta

import pytest
from django.utils import timezone

from bothways.people.models import Person
from bothways.programmes.actions import judge
from bothways.programmes.jobs import draw_lots
from bothways.programmes.models import Programme
from bothways.record.actions import append_entries
from tests.cast import Cast
from tests.journeys.axe import assert_accessible, sideways
from tests.journeys.conftest import DESK, PHONE, WindowOf
from tests.programmes.many_groups import agreeing, counted_round, make_leaders

pytestmark = pytest.mark.browser

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte"


@pytest.fixture
def leaders(firm: Cast) -> dict[str, Person]:
    """Twelve teams, of whom about half agreed last week."""
    found = make_leaders(12, manager=firm.owner)
    agree = {name: 4 + place % 3 for place, name in enumerate(found)}
    counted_round(found, agree, closed=timezone.localdate() - timedelta(days=7))
    return found


def test_a_lot_is_declared_drawn_checked_and_looked_at(
    leaders: dict[str, Person], people_lead: Person, employee: Person, window_of: WindowOf
) -> None:
    start = timezone.localdate() + timedelta(days=10)
    page = window_of(people_lead, width=DESK)
    page.goto("/trust/")
    page.set_default_timeout(8000)
    page.get_by_role("link", name="All that was tried").click()
    page.get_by_role("link", name="Declare something").click()
    assert_accessible(page)
    page.locator('a[href="?chosen=lot"]').click()
    assert "There are 12 groups" in page.locator("main").inner_text()
    page.get_by_label("A programme or training").check()
    page.get_by_label("Its name").fill(LONG)
    page.get_by_label("What is done?").fill("Ten minutes before each shift.")
    page.get_by_label("What should change?").select_option("U-PSY1")
    page.get_by_label("What do you expect, and by when?").fill("More people say so, by spring.")
    page.get_by_role("button", name="Declare it").click()
    assert "What would change your mind?" in page.locator(".errors").inner_text()
    assert_accessible(page)
    page.get_by_label("What would change your mind?").fill("Nothing to be seen by summer.")
    page.get_by_label("When does it start?").fill(start.isoformat())
    page.get_by_role("button", name="Declare it").click()
    assert "Not drawn yet." in page.locator("main").inner_text()

    append_entries(at=timezone.now())
    draw_lots(timezone.now())
    page.reload()
    page.get_by_text("Check the draw").click()
    assert "it gives the same groups" in page.locator("main").inner_text()
    recipe = page.locator(".recipe").inner_text()
    order = subprocess.run(["sh", "-c", recipe], capture_output=True, text=True, check=True)
    shown = page.locator("details ol li").all_inner_texts()
    assert order.stdout.strip().splitlines() == shown, "whoever copies the recipe gets the order"

    programme = Programme.objects.get()
    after = start + timedelta(weeks=10)
    counted_round(leaders, agreeing(programme, first=8, rest=3), closed=after)
    judge(programme, at=timezone.now() + timedelta(weeks=12))
    phone = window_of(employee, width=PHONE, color_scheme="dark")
    phone.goto(f"/did-it-work/{programme.pk}/")
    words = phone.locator("main").inner_text()
    assert "Clearly up" in words
    assert "Rung 3 of 3." in words
    for fold in phone.locator("main summary").all():
        fold.click()
    assert sideways(phone) <= 0
    assert_accessible(phone)
