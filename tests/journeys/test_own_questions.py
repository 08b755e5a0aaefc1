"""A question of the firm's own: looked at without a script, kept, put into a round, reworded."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from bothways.surveys.actions import asked_of
from bothways.surveys.models import OwnWording
from tests.cast import Cast
from tests.factories import make_person
from tests.journeys.conftest import WindowOf
from tests.journeys.test_answers import looked_at
from tests.rounds import NEWS, draft, opened

pytestmark = pytest.mark.browser

FIRST = "Of course our canteen and our lift are good, aren't they?"
SECOND = "The canteen is worth the walk."
THIRD = "Our late shift gets a warm meal."


def test_a_question_is_looked_at_kept_asked_and_begins_anew_in_other_words(
    firm: Cast, window_of: WindowOf
) -> None:
    make_person("Ana Ruiz", language="es")
    now = timezone.now()
    page = window_of(firm.people_lead)

    page.goto("/rounds/own/")
    page.get_by_role("link", name="Write a question").click()
    page.get_by_label("The sentence, in English").fill(FIRST)
    page.get_by_label("Under which heading?").select_option("FAI")
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("It says what to think.")).to_be_visible()
    expect(page.get_by_text("It has no words in Spanish")).to_be_visible()
    expect(page.get_by_label("The sentence, in English")).to_have_value(FIRST)
    looked_at(page, "own-looked-at")

    page.get_by_label("The sentence, in English").fill(SECOND)
    page.get_by_role("button", name="Keep", exact=True).click()
    draft(firm.people_lead, questions=[NEWS], opens_at=now + timedelta(days=3), title="Next pulse")
    page.reload()
    looked_at(page, "own-list")
    page.get_by_role("button", name="Put it into “Next pulse”").click()
    expect(page.get_by_text(SECOND)).to_be_visible()

    opened(
        firm.people_lead,
        questions=[asked_of(OwnWording.objects.get())],
        opens_at=now + timedelta(days=100),
    )
    page.goto("/rounds/own/")
    page.get_by_role("link", name=SECOND, exact=True).click()
    page.get_by_label("The sentence, in English").fill(THIRD)
    page.get_by_role("button", name="Keep it as it is now").click()
    page.get_by_role("link", name=THIRD, exact=True).click()
    expect(page.get_by_text("Version 2.")).to_be_visible()
    looked_at(page, "own-versions")
    page.goto("/rounds/plan/")
    looked_at(page, "own-plan")
    page.goto("/did-it-work/new/?chosen=firm")
    looked_at(page, "own-by-months")
