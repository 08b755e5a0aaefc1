"""A tablet in the canteen: two people one after the other, and nothing of the first is left."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bothways.members.actions import register_kiosk, revoke_kiosk
from bothways.members.actions.cards import Printed
from bothways.members.models import Kiosk, Session
from bothways.members.sittings import KIOSK
from bothways.people.models import Person
from bothways.results import queries
from bothways.results.actions import close_due_rounds
from bothways.surveys.models import Entitlement, Round
from bothways.surveys.voting import cast_ballot
from tests.cast import Cast
from tests.journeys.axe import assert_accessible
from tests.journeys.conftest import WindowOf
from tests.journeys.sitting import answer, in_the_box, seal
from tests.members.card_desk import OWN_PIN, first_use, printed
from tests.rounds import opened

pytestmark = pytest.mark.browser

TABLET = 768
LEFT = """async () => ({
    local: Object.entries(localStorage), session: Object.keys(sessionStorage),
    caches: await caches.keys(), databases: (await indexedDB.databases()).map(({name}) => name),
    workers: (await navigator.serviceWorker.getRegistrations()).length})"""
NOTHING = {"local": [], "session": [], "caches": [], "databases": [], "workers": 0}


@pytest.fixture
def today() -> datetime:
    """Browser and server ask the clock."""
    return timezone.now()


@pytest.fixture
def round_(owner: Person, today: datetime) -> Round:
    return opened(owner, opens_at=today - timedelta(hours=1))


@pytest.fixture
def tablet(people_lead: Person, window_of: WindowOf) -> Page:
    """A tablet that the people lead made a shared device, by hand."""
    page = window_of(people_lead, width=TABLET)
    page.goto("/people/kiosks/")
    assert_accessible(page)
    page.get_by_label("Name of this device").fill("Tablet in the canteen")
    page.get_by_role("button", name="Make it a shared device").click()
    expect(page).to_have_url(re.compile("/kiosk/#?$"))
    return page


def card_for(person: Person, firm: Cast, today: datetime) -> Printed:
    card = printed(person, by=firm.people_lead, at=today)
    first_use(card, at=today)
    return card


def sit_down(page: Page, card: Printed, pin: str = OWN_PIN) -> None:
    page.get_by_role("link", name="Sign in with your card").click()
    page.get_by_label("Your card or your staff number").fill(card.code)
    page.get_by_label("Your PIN").fill(pin)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("This device is shared.")).to_be_visible()


def sign_out(page: Page) -> None:
    page.locator("[data-sitting]").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in with your card")).to_be_visible()


def begin(page: Page, round_: Round) -> None:
    page.goto(f"/rounds/{round_.pk}/answer/")
    expect(page.get_by_label("This is my own device")).to_have_count(0)
    expect(page.get_by_text("This is a shared device. Answer in one sitting")).to_be_visible()
    page.get_by_role("button", name="I understand, start").click()


def assert_nothing_left(page: Page) -> None:
    page.wait_for_function("() => Object.keys(localStorage).length === 0")
    assert page.evaluate(LEFT) == NOTHING
    names = {cookie["name"] for cookie in page.context.cookies()}
    assert names <= {KIOSK, "csrftoken"}


def test_two_people_one_after_the_other_leave_nothing_and_both_are_counted(
    tablet: Page, firm: Cast, round_: Round, today: datetime
) -> None:
    expect(tablet.locator(".kiosk h1")).to_be_visible()
    assert_accessible(tablet)
    for person in (firm.employee, firm.colleague):
        sit_down(tablet, card_for(person, firm, today))
        begin(tablet, round_)
        answer(tablet, "Agree", "Agree", "Agree")
        assert_accessible(tablet)
        seal(tablet)
        in_the_box(tablet)
        tablet.goto("/me/")
        expect(tablet.get_by_role("heading", level=1)).to_have_text(person.name)
        tablet.evaluate("addEventListener('beforeunload', (event) => event.preventDefault())")
        sign_out(tablet)  # nobody is asked 'Leave?': who comes next would read what stands there
        assert_nothing_left(tablet)

    _everybody_else(round_, firm)
    close_due_rounds(round_.closes_at)
    assert {cell.n for cell in queries.release_of(round_).cells if cell.level == "firm"} == {31}


def _everybody_else(round_: Round, firm: Cast) -> None:
    done = Entitlement.objects.filter(round=round_).exclude(blinded_digest="")
    assert set(done.values_list("person", flat=True)) == {firm.employee.pk, firm.colleague.pk}
    for person in Person.objects.here().exclude(pk__in=[firm.employee.pk, firm.colleague.pk]):
        cast_ballot(round_, person, [3, 3, 3], at=timezone.now())


def test_going_back_shows_nothing_of_whoever_sat_here(
    tablet: Page, firm: Cast, today: datetime
) -> None:
    sit_down(tablet, card_for(firm.employee, firm, today))
    tablet.goto("/me/")
    tablet.goto("/promises/")
    sign_out(tablet)

    for _ in range(4):
        tablet.go_back()
        tablet.wait_for_load_state()
        expect(tablet.get_by_text("Jo Marsh")).to_have_count(0)
        expect(tablet.get_by_text("This device is shared.")).to_have_count(0)


def test_who_leaves_in_the_middle_loses_no_envelope(
    tablet: Page, firm: Cast, round_: Round, today: datetime
) -> None:
    card = card_for(firm.employee, firm, today)
    sit_down(tablet, card)
    begin(tablet, round_)
    answer(tablet, "Agree")
    sign_out(tablet)
    assert_nothing_left(tablet)
    assert Entitlement.objects.get(round=round_, person=firm.employee).blinded_digest == ""

    sit_down(tablet, card)
    begin(tablet, round_)
    expect(tablet.get_by_label("Agree", exact=True).locator("visible=true")).not_to_be_checked()
    answer(tablet, "Agree", "Agree", "Agree")
    seal(tablet)
    in_the_box(tablet)


def test_a_sealed_ballot_outlives_the_wipe_until_there_is_a_network(
    tablet: Page, firm: Cast, round_: Round, today: datetime, window_of: WindowOf
) -> None:
    window_of.quiet("ERR_FAILED")  # type: ignore[attr-defined]
    sit_down(tablet, card_for(firm.employee, firm, today))
    begin(tablet, round_)
    answer(tablet, "Agree", "Agree", "Agree")
    tablet.route("**/box/**", lambda route: route.abort())
    seal(tablet)
    expect(tablet.get_by_role("heading", name="No connection")).to_be_visible()

    sign_out(tablet)

    expect(tablet.get_by_text("A sealed envelope waits on this device.")).to_be_visible()
    kept = [name for name, _text in tablet.evaluate(LEFT)["local"]]
    assert any(name.startswith("bothways:sealed:") for name in kept)
    assert str(firm.employee.pk) not in str(tablet.evaluate(LEFT))
    tablet.unroute("**/box/**")
    tablet.reload()
    expect(
        tablet.get_by_text("The sealed envelope that waited on this device is in the box.")
    ).to_be_visible(timeout=30_000)
    assert_nothing_left(tablet)


def test_three_idle_minutes_are_counted_down_and_end_it(
    tablet: Page, firm: Cast, today: datetime
) -> None:
    tablet.clock.install()
    sit_down(tablet, card_for(firm.employee, firm, today))
    tablet.goto("/me/")
    rest = tablet.locator("[data-rest]")
    expect(rest).to_have_text(re.compile(r"^(3:00|2:5\d)$"))

    tablet.clock.fast_forward(100_000)
    expect(rest).to_have_text(re.compile(r"^1:[12]\d$"))
    tablet.get_by_role("button", name="Stay").click()
    expect(rest).to_have_text(re.compile(r"^(3:00|2:5\d)$"))
    tablet.clock.fast_forward(155_000)
    expect(tablet.get_by_text("You are signed out in half a minute.")).to_have_count(1)
    assert_accessible(tablet)
    tablet.clock.fast_forward(40_000)

    expect(tablet).to_have_url(re.compile("/kiosk/#?$"))
    assert not Session.objects.exists()


def test_without_a_script_the_page_turns_by_itself(
    firm: Cast, today: datetime, window_of: WindowOf
) -> None:
    page = window_of(width=TABLET, java_script_enabled=False)
    token = register_kiosk(name="Canteen", by=firm.people_lead, at=today)
    page.goto("/sign-in/")
    root = page.url.removesuffix("sign-in/")
    page.context.add_cookies([{"name": KIOSK, "value": token, "url": root}])
    page.goto("/kiosk/")
    sit_down(page, card_for(firm.employee, firm, today))

    turn = page.locator('meta[http-equiv="refresh"]').get_attribute("content")
    assert turn == "185;url=/kiosk/"
    sign_out(page)


def test_a_stolen_kiosk_opens_nothing_and_once_revoked_is_any_browser(
    tablet: Page, firm: Cast, today: datetime
) -> None:
    tablet.goto("/people/")
    expect(tablet).to_have_url(re.compile("/kiosk/#?$"))
    sit_down(tablet, card_for(firm.employee, firm, today))

    revoke_kiosk(Kiosk.objects.get(), by=firm.owner, at=today)

    tablet.goto("/me/")
    expect(tablet.get_by_role("button", name="Send me a code")).to_be_visible()
    assert KIOSK not in {cookie["name"] for cookie in tablet.context.cookies()}
