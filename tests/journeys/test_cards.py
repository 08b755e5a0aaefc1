"""People without e-mail: a card in the hand, a phone at 390 px, and whoever copied the card."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bothways.members.actions import revoke_card
from bothways.members.actions.cards import UNUSED_DAYS, Printed
from bothways.members.card_secrets import in_groups
from bothways.members.models import Card
from bothways.people.models import Person
from tests.cast import ASSEMBLY, Cast
from tests.factories import make_person
from tests.journeys.axe import assert_accessible, sideways
from tests.journeys.conftest import DESK, PHONE, WindowOf
from tests.members.card_desk import OWN_PIN, printed

pytestmark = pytest.mark.browser


@pytest.fixture
def card(employee: Person, people_lead: Person) -> Printed:
    """The card that was just printed for Jo Marsh."""
    return printed(employee, by=people_lead, at=timezone.now())


def scan(page: Page, card: Printed) -> None:
    """Open the address of the square, as a phone's camera does."""
    page.goto(f"/card/#{card.code}")


def test_an_address_with_hyphens_fills_in_the_same_code(card: Printed, window_of: WindowOf) -> None:
    page = window_of()

    page.goto(f"/card/#{in_groups(card.code)}")

    assert page.get_by_label("Your card").input_value() == in_groups(card.code)


def type_pin(page: Page, pin: str) -> None:
    page.get_by_label("Your PIN").fill(pin)
    page.get_by_role("button", name="Sign in", exact=True).click()


def choose(page: Page, pin: str) -> None:
    page.get_by_label("Your own PIN").fill(pin)
    page.get_by_label("The same once more").fill(pin)
    page.get_by_role("button", name="Keep it and sign in").click()


def assert_refused(page: Page) -> None:
    expect(page.get_by_text("do not open the door")).to_be_visible()


def assert_in(page: Page, name: str = "Jo Marsh") -> None:
    page.goto("/me/")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_a_scanned_card_signs_in_on_a_phone_and_leaves_its_code_nowhere(
    card: Printed, window_of: WindowOf
) -> None:
    page = window_of(width=PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
    scan(page, card)

    expect(page.get_by_label("Your PIN")).to_be_focused()
    assert page.get_by_label("Your card").input_value().replace("-", "") == card.code
    assert "#" not in page.url
    assert not any(card.code in line for line in asked)
    assert_accessible(page)
    type_pin(page, card.pin)
    assert_accessible(page)
    choose(page, OWN_PIN)

    assert_in(page)
    kept = page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])")
    assert card.code not in kept


def test_the_same_works_typed_by_hand_without_a_script(card: Printed, window_of: WindowOf) -> None:
    page = window_of(width=PHONE, java_script_enabled=False)
    page.goto("/sign-in/")
    page.get_by_role("link", name="I have a card").click()
    page.get_by_label("Your card").fill(card.code.lower())
    type_pin(page, card.pin)
    choose(page, OWN_PIN)

    assert_in(page)


def test_a_copied_card_is_worthless_if_its_owner_was_first(
    card: Printed, window_of: WindowOf
) -> None:
    owner, copier = window_of(), window_of()
    copier.goto("/sign-in/")
    scan(copier, card)
    copier.get_by_label("Your PIN").fill(card.pin)
    scan(owner, card)
    type_pin(owner, card.pin)
    choose(owner, OWN_PIN)
    window_of.quiet("422")  # type: ignore[attr-defined]

    copier.get_by_role("button", name="Sign in", exact=True).click()

    assert_refused(copier)
    assert_in(owner)


def test_if_the_copier_was_first_the_owner_is_told_and_a_new_card_throws_the_copier_out(
    card: Printed, firm: Cast, window_of: WindowOf
) -> None:
    owner, copier = window_of(), window_of()
    scan(copier, card)
    type_pin(copier, card.pin)
    choose(copier, "271846")
    window_of.quiet("422")  # type: ignore[attr-defined]

    scan(owner, card)
    type_pin(owner, card.pin)
    expect(owner.get_by_text("somebody else may have: ask for a new card")).to_be_visible()
    new = printed(firm.employee, by=firm.people_lead, at=timezone.now())

    copier.goto("/me/")
    expect(copier).to_have_url(re.compile("/sign-in/"))
    scan(owner, new)
    type_pin(owner, new.pin)
    choose(owner, OWN_PIN)
    assert_in(owner)


@pytest.mark.parametrize("end", ["expired", "revoked", "reprinted"])
def test_a_card_whose_time_is_over_opens_nothing(
    card: Printed, firm: Cast, window_of: WindowOf, end: str
) -> None:
    now = timezone.now()
    if end == "expired":
        Card.objects.update(use_before=now.date())
    elif end == "revoked":
        revoke_card(firm.employee, by=firm.people_lead, at=now)
    else:
        printed(firm.employee, by=firm.people_lead, at=now)
    window_of.quiet("422")  # type: ignore[attr-defined]
    page = window_of()

    scan(page, card)
    type_pin(page, card.pin)

    assert_refused(page)


def test_five_wrong_pins_lock_and_say_what_to_do(card: Printed, window_of: WindowOf) -> None:
    window_of.quiet("422")  # type: ignore[attr-defined]
    page = window_of()
    scan(page, card)

    for _ in range(5):
        type_pin(page, "553892" if card.pin != "553892" else "553893")

    expect(page.get_by_text("This card is locked after five wrong PINs.")).to_be_visible()
    assert_accessible(page)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_people_lead_prints_for_those_without_e_mail(
    firm: Cast, window_of: WindowOf, width: int
) -> None:
    make_person("Olek Zając", unit=ASSEMBLY, email=None, number="17")
    make_person("Wolkenstein-Hohenlohe-Schillingsfürst " * 3, unit=ASSEMBLY, email=None)
    page = window_of(firm.people_lead, width=width)
    page.goto("/people/")
    page.get_by_role("link", name="Print sign-in cards").click()
    assert sideways(page) <= 0
    assert_accessible(page)

    with page.expect_download() as saved:
        page.get_by_role("button", name="Print cards for those chosen").click()

    assert saved.value.suggested_filename == "cards.pdf"
    assert saved.value.path().read_bytes().startswith(b"%PDF-")
    assert Card.objects.filter(state=Card.State.PRINTED).count() == 2
    page.get_by_label("Who has a card").check()
    page.get_by_role("button", name="Look", exact=True).click()
    expect(page.get_by_text(f"Expires on {_expiry()}")).to_have_count(2)


def _expiry() -> str:
    day = timezone.localdate() + timedelta(days=UNUSED_DAYS)
    return f"{day.day} {day:%B %Y}"
