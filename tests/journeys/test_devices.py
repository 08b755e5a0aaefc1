"""Whose the device is, in a real browser, from the door to the envelope."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from bothways.people.models import Person
from bothways.surveys.models import Entitlement
from tests.journeys.axe import assert_accessible
from tests.journeys.conftest import WindowOf
from tests.journeys.sitting import SLOTS, answer, begin, in_the_box, own_device, seal
from tests.rounds import opened

pytestmark = pytest.mark.browser


def come_in(
    page: Page,
    person: Person,
    *,
    own: bool,
    to: str,
    past_the_offer: bool = False,
    stops_at: str = "",
) -> None:
    page.goto(f"/sign-in/?next={to}")
    page.get_by_label("Your e-mail address").fill(str(person.email))
    page.get_by_role("button", name="Send me a code").click()
    said = StringIO()
    call_command("sign_in_code", str(person.email), stdout=said)
    code = next(word for word in said.getvalue().split() if word.strip(".").isdigit())
    page.get_by_label("Your code").fill(code)
    page.get_by_label("This device is mine alone").set_checked(own)
    page.get_by_role("button", name="Sign in").click()
    if past_the_offer:
        page.get_by_role("link", name="Not now").click()
    page.wait_for_url(f"**{stops_at}?**" if stops_at else f"**{to}")


def test_the_first_page_after_signing_in_on_ones_own_device_draws_the_envelope(
    owner: Person, employee: Person, window_of: WindowOf
) -> None:
    opened(owner, opens_at=timezone.now() + timedelta(days=2))
    page = window_of()

    with page.expect_response("**/envelope/"):
        come_in(page, employee, own=True, to="/promises/", stops_at="/me/passkeys/offer/")

    assert Entitlement.objects.exclude(blinded_digest="").get().person == employee
    assert len(page.evaluate(SLOTS)) == 1


def test_on_a_shared_device_no_envelope_is_drawn_at_the_door(
    owner: Person, employee: Person, window_of: WindowOf
) -> None:
    opened(owner, opens_at=timezone.now() + timedelta(days=2))
    page = window_of()

    come_in(page, employee, own=False, to="/")
    page.wait_for_load_state("networkidle")

    assert not Entitlement.objects.exclude(blinded_digest="").exists()
    assert page.evaluate(SLOTS) == []


def test_the_choice_before_an_envelope_is_the_same_choice(
    owner: Person, employee: Person, window_of: WindowOf
) -> None:
    round_ = opened(owner, opens_at=timezone.now() - timedelta(hours=1))
    page = window_of(employee)
    begin(page, round_, mine=True)
    answer(page, "Agree", "Agree", "Agree")
    seal(page)
    in_the_box(page)

    page.goto("/me/")

    expect(page.get_by_text("You marked it as yours alone.")).to_be_visible()


def test_a_device_that_is_shared_from_now_on_keeps_nothing_of_the_next_answer(
    owner: Person, employee: Person, window_of: WindowOf
) -> None:
    round_ = opened(owner, opens_at=timezone.now() - timedelta(hours=1))
    page = window_of(employee)
    own_device(page)
    begin(page, round_, mine=False)
    answer(page, "Agree", "Agree", "Agree")
    seal(page)
    in_the_box(page)

    assert page.evaluate(SLOTS) == []
    page.goto("/me/")
    expect(page.get_by_text("It is not marked as yours.")).to_be_visible()


def test_the_page_of_the_device_can_be_used_by_everybody(
    employee: Person, window_of: WindowOf
) -> None:
    page = window_of(employee)

    page.goto("/me/device/")

    assert_accessible(page)
