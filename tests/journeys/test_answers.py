"""No new questions before old answers: refused, answered twice over, and then announced."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bothways.surveys.actions import Asked
from tests.cast import Cast
from tests.factories import WHY
from tests.journeys.axe import assert_accessible, sideways
from tests.journeys.conftest import DESK, PHONE, WindowOf
from tests.rounds import NEWS, SAFETY, draft
from tests.trust.counted import make_counted

pytestmark = pytest.mark.browser

GROWTH = Asked("U-GRO1", "I learn something here.", "GRO")
FAIR = Asked("U-FAI1", "Work is shared out fairly.", "FAI")


def looked_at(page: Page, name: str) -> None:
    """No barrier, and nothing over the edge, on a phone and on a desk."""
    assert_accessible(page)
    folder = os.environ.get("LOOK_INTO")
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 844})
        assert sideways(page) <= 0, name
        if folder:
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def both_agree_and_one_thinks_better_of_it(address: str, owner: Page, speaker: Page) -> None:
    """Owner and representative set the rule aside for this round, and one takes it back."""
    for page, words in (
        (owner, "The plan for the halls is decided this month."),
        (speaker, "Better asked now. The old answers stay owed."),
    ):
        page.goto(address)
        page.get_by_label("Why can't it wait?").fill(words)
        page.get_by_role("button", name="Agree that it can't wait").click()
        expect(page.get_by_text(words)).to_be_visible()
    expect(speaker.get_by_text("Both have agreed. The round can be announced.")).to_be_visible()
    looked_at(speaker, "agreed")
    speaker.get_by_role("button", name="Take my word back").click()
    expect(speaker.get_by_text("Both have agreed.")).to_have_count(0)
    looked_at(speaker, "cannot-wait")


def test_a_round_is_refused_until_each_result_has_its_answer_and_then_opens(
    firm: Cast, window_of: WindowOf
) -> None:
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    said = ((SAFETY, 5), (NEWS, 2), (GROWTH, 1))
    make_counted(
        firm,
        dict.fromkeys(("b1", "b2"), [tuple(answer for _asked, answer in said)] * 10),
        title="Autumn pulse",
        closed=now - timedelta(days=20),
        questions={one.code: (one.construct, one.text, False) for one, _answer in said},
    )
    following = draft(
        firm.people_lead,
        questions=[FAIR],
        opens_at=now + timedelta(days=1),
        title="Winter pulse",
    )
    keeper, owner = window_of(firm.people_lead), window_of(firm.owner)

    keeper.goto(f"/rounds/{following.pk}/")
    announce = keeper.get_by_role("button", name="Fix the rules and announce")
    if announce.count():
        window_of.quiet("409")  # type: ignore[attr-defined]
        announce.click()
    expect(keeper.get_by_text("2 questions of “Autumn pulse” ask for an answer")).to_be_visible()
    looked_at(keeper, "refused")
    both_agree_and_one_thinks_better_of_it(
        f"/answers/{following.pk}/first/", owner, window_of(firm.representative)
    )

    owner.goto("/answers/")
    expect(owner.get_by_role("heading", name="Waiting for an answer")).to_be_visible()
    looked_at(owner, "waiting")
    window_of.quiet("422")  # type: ignore[attr-defined]
    owner.get_by_text("Answer it here").first.click()
    form = owner.locator("details[open] form")
    form.get_by_label("We won't, because").check()
    form.get_by_label("In your words").fill("No money.")
    form.get_by_label("By when?").fill(str((now + timedelta(days=90)).date()))
    form.get_by_role("button", name="Give this answer").click()
    expect(owner.get_by_role("alert")).to_be_focused()
    expect(form.get_by_label("In your words")).to_have_value("No money.")
    looked_at(owner, "no-reason")
    form.get_by_label("In your words").fill(WHY)
    form.get_by_role("button", name="Give this answer").click()
    expect(owner.get_by_role("heading", name="We won't, because")).to_be_visible()

    form = owner.locator("details[open] form")  # the next one that waits
    form.get_by_label("We will").check()
    form.get_by_label("In your words").fill("I tell both shifts on Monday what changes.")
    form.get_by_label("By when?").fill(str((now + timedelta(days=30)).date()))
    form.get_by_role("button", name="Give this answer").click()
    expect(owner.get_by_role("heading", name="We will")).to_be_visible()
    expect(owner.get_by_text("Answer it here")).to_have_count(0)
    looked_at(owner, "answered")

    keeper.goto(f"/rounds/{following.pk}/")
    keeper.get_by_role("button", name="Fix the rules and announce").click()
    expect(keeper.get_by_role("button", name="Fix the rules and announce")).to_have_count(0)
    following.refresh_from_db()
    assert following.state == "open"
