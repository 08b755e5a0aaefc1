"""A leader answers and guesses, the round is counted, the gap shows: on that device alone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Request, expect

from bothways.people.models import Person
from bothways.results.actions import close_due_rounds
from bothways.surveys.voting import cast_ballot
from tests.cast import Cast
from tests.journeys.axe import assert_accessible
from tests.journeys.conftest import WindowOf
from tests.journeys.sitting import own_device
from tests.leading import asked
from tests.rounds import opened

pytestmark = pytest.mark.browser

KEPT = "() => Object.entries(localStorage).filter(([name]) => name.startsWith('bothways-leader:'))"
ALL = asked("U-TRU1", "U-PSY1", "U-COM1", "U-REL1", "U-JUD1", "U-CON1")


def say(page: Page, code: str, words: str, guess: str) -> None:
    pair = page.locator(f"[data-pair={code}]")
    pair.get_by_text(words, exact=True).click()
    pair.get_by_role("combobox").select_option(guess)


def test_what_a_leader_answers_and_guesses_never_leaves_the_device(
    firm: Cast, window_of: WindowOf
) -> None:
    round_ = opened(firm.owner, questions=ALL, opens_at=timezone.now() - timedelta(hours=1))
    page = window_of(firm.other_manager)
    own_device(page)
    page.goto("/leaders/")
    page.wait_for_load_state("networkidle")
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request))  # noqa: PLW0108

    say(page, "D-TRU1", "Strongly agree", "9")
    say(page, "D-PSY1", "Agree", "2")
    page.wait_for_timeout(300)

    assert sent == []
    expect(page.get_by_role("status").filter(has_text="Kept on this device")).to_be_visible()
    assert len(page.evaluate(KEPT)) == 1

    for person in Person.objects.filter(left_on=None).exclude(pk=firm.other_manager.pk):
        cast_ballot(round_, person, (1, 5, 4, 5, 4, 1), at=timezone.now())
    close_due_rounds(round_.closes_at)
    page.reload()
    page.wait_for_load_state("networkidle")

    trust, safety, news = (page.locator(f"[data-pair={c}]") for c in ("D-TRU1", "D-PSY1", "D-MIR1"))
    expect(trust.get_by_text("A clear gap: you agree")).to_be_visible()
    expect(trust.get_by_text("Your guess is clearly too high")).to_be_visible()
    expect(safety.get_by_text("Same: on both sides")).to_be_visible()
    expect(safety.get_by_text("Your guess is clearly too low")).to_be_visible()
    expect(news.locator("[data-said]")).to_be_hidden()
    assert {request.method for request in sent} == {"GET"}
    assert not any(request.post_data for request in sent)
    told = " ".join(request.url for request in sent)
    assert "D-TRU1" not in told
    assert_accessible(page)

    page.get_by_role("button", name="Delete my answers").click()
    expect(trust.locator("[data-said]")).to_be_hidden()
    assert page.evaluate(KEPT) == []

    page.goto("/leaders/profile/")
    expect(page.get_by_role("heading", name="Consistency")).to_be_visible()
    assert_accessible(page)


def test_a_device_that_is_not_marked_as_ones_own_keeps_nothing(
    firm: Cast, window_of: WindowOf
) -> None:
    opened(firm.owner, opens_at=timezone.now() - timedelta(hours=1))
    page = window_of(firm.manager)
    page.goto("/leaders/")

    say(page, "D-TRU1", "Agree", "5")

    expect(page.get_by_role("status").filter(has_text="Not kept")).to_be_visible()
    assert page.evaluate(KEPT) == []
    assert page.evaluate("() => sessionStorage.length") == 0
