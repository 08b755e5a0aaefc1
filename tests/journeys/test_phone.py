"""The phone as home: without a network nothing sealed is lost, and no page is kept."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation
from playwright.sync_api import Page, Request, Route, expect
from pytest_django import Settings

from bothways.notifications.models import PushAddress
from bothways.notifications.ringing import ring_due
from bothways.people.models import Person
from bothways.results.actions import close_due_rounds
from bothways.results.queries import release_of
from bothways.surveys.models import Round
from bothways.surveys.voting import cast_ballot
from tests.journeys.axe import assert_accessible
from tests.journeys.conftest import WindowOf
from tests.journeys.installation import wait_for
from tests.journeys.sitting import SLOTS, answer, begin, goes_out, in_the_box, own_device, seal
from tests.notifications.push_server import push_server
from tests.rounds import opened

pytestmark = pytest.mark.browser

CACHED = """async () => {
    const found = [];
    for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys())
            found.push(new URL(request.url).pathname);
    return found;
}"""
LOOKED_AFTER = "async () => (await navigator.serviceWorker.getRegistrations()).length"


@pytest.fixture
def round_(owner: Person) -> Round:
    return opened(owner, opens_at=timezone.now() - timedelta(hours=1))


def own_phone(window_of: WindowOf, person: Person) -> Page:
    """A window on a device that is somebody's own, with its service worker at work."""
    page = window_of(person)
    own_device(page)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    wait_for("its worker", lambda: page.evaluate("navigator.serviceWorker.controller !== null"))
    return page


def cut_off(page: Page, window_of: WindowOf) -> None:
    """Take the network away; what the browser says of it is expected."""
    window_of.quiet("ERR_INTERNET_DISCONNECTED")  # type: ignore[attr-defined]
    window_of.quiet("ERR_FAILED")  # type: ignore[attr-defined]
    page.context.set_offline(True)


def sent_by(page: Page) -> list[Request]:
    """Collect what goes into the box from now on, from whichever page of this browser."""
    sent: list[Request] = []
    page.context.on("request", lambda r: sent.append(r) if _is_ballot(r) else None)
    return sent


def _is_ballot(request: Request) -> bool:
    return "/box/" in request.url and "/box/letters/" not in request.url


def test_without_a_network_there_is_a_page_that_says_what_is_so(
    employee: Person, window_of: WindowOf
) -> None:
    page = own_phone(window_of, employee)
    cut_off(page, window_of)

    page.goto("/promises/")

    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    assert employee.name not in page.content()
    assert_accessible(page)

    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()

    expect(page.get_by_role("heading", name="Promises", exact=True)).to_be_visible()


def test_no_page_that_somebody_saw_is_kept(employee: Person, window_of: WindowOf) -> None:
    page = own_phone(window_of, employee)
    for path in ("/", "/trust/", "/promises/", "/me/"):
        page.goto(path)

    kept = page.evaluate(CACHED)

    assert "/app/en/offline/" in kept
    assert [path for path in kept if not path.startswith(("/static/", "/app/"))] == []


def test_a_device_that_nobody_called_their_own_gets_no_service_worker(
    employee: Person, window_of: WindowOf
) -> None:
    page = window_of(employee)
    for path in ("/", "/trust/"):
        page.goto(path)
        page.wait_for_load_state("networkidle")

    assert page.evaluate(LOOKED_AFTER) == 0
    assert page.evaluate(CACHED) == []


def test_a_device_that_is_not_ones_own_any_more_keeps_nothing(
    employee: Person, window_of: WindowOf
) -> None:
    page = own_phone(window_of, employee)

    page.goto("/me/device/")
    page.get_by_role("radio").last.check()
    page.get_by_role("button", name="Keep").click()

    wait_for("its end", lambda: page.evaluate(LOOKED_AFTER) == 0)
    wait_for("an empty cache", lambda: page.evaluate(CACHED) == [])


def test_a_shared_device_loses_what_it_had(employee: Person, window_of: WindowOf) -> None:
    page = own_phone(window_of, employee)
    shared = "document.addEventListener('readystatechange', () =>"
    page.add_init_script(f"{shared} document.documentElement.setAttribute('data-kiosk', ''))")

    page.goto("/trust/")

    wait_for("its end", lambda: page.evaluate(LOOKED_AFTER) == 0)


def test_answers_sealed_without_a_network_arrive_exactly_once_from_another_page(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = own_phone(window_of, employee)
    begin(page, round_, mine=True)
    answer(page, "Agree", "Agree", "Agree")
    cut_off(page, window_of)
    seal(page)
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    page.goto("/trust/")
    waiting = page.get_by_text("It is not in the box yet")
    expect(waiting).to_be_visible()

    sent = sent_by(page)
    page.context.set_offline(False)
    with page.context.expect_event("response", lambda r: "/box/" in r.url) as reply:
        page.goto("/promises/")

    assert reply.value.status == 200
    page.wait_for_load_state("networkidle")  # until the page has put away that it arrived
    page.goto("/")
    expect(waiting).to_be_hidden()
    taken = [request for request in sent if request.failure is None]
    assert len(taken) == 1
    assert "cookie" not in taken[0].all_headers()
    begin_again = page.goto(f"/rounds/{round_.pk}/answer/")
    assert begin_again
    in_the_box(page)


def test_a_sealed_ballot_leaves_from_the_page_that_is_shown_without_a_network(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = own_phone(window_of, employee)
    begin(page, round_, mine=True)
    answer(page, "Agree", "Agree", "Agree")
    cut_off(page, window_of)
    seal(page)
    page.goto("/trust/")
    expect(page.get_by_text("It is not in the box yet")).to_be_visible()

    goes_out(page, window_of, lambda: page.context.set_offline(False))

    expect(page.get_by_text("The sealed envelope that waited on this device is in")).to_be_visible()


def test_on_a_shared_device_a_sealed_ballot_goes_out_from_the_door_and_names_nobody(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    begin(page, round_, mine=False)
    answer(page, "Agree", "Agree", "Agree")
    page.route("**/box/**", lambda route: route.abort())
    seal(page)
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    window_of.quiet("ERR_FAILED")  # type: ignore[attr-defined]
    page.context.clear_cookies()
    page.unroute("**/box/**")

    goes_out(page, window_of, lambda: page.goto("/sign-in/"))

    wait_for("an empty storage", lambda: page.evaluate(SLOTS) == [])


def test_two_pages_at_once_send_it_once(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    begin(page, round_, mine=True)
    answer(page, "Agree", "Agree", "Agree")
    page.route("**/box/**", lambda route: route.abort())
    seal(page)
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    window_of.quiet("ERR_FAILED")  # type: ignore[attr-defined]
    page.goto("about:blank")
    page.unroute("**/box/**")
    sent = sent_by(page)
    other = page.context.new_page()

    for window in (page, other):
        window.goto("/trust/", wait_until="commit")
    for window in (page, other):
        window.wait_for_load_state("networkidle")

    assert len(sent) == 1


def test_a_server_that_dies_after_taking_it_has_it_once(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    begin(page, round_, mine=True)
    answer(page, "Agree", "Agree", "Agree")

    statuses: list[int] = []

    def taken_without_a_word(route: Route) -> None:
        body = route.request.post_data or ""
        box = Client().post(f"/box/{round_.pk.hex}", body, content_type="application/json")
        statuses.append(box.status_code)
        route.abort()

    page.route("**/box/**", taken_without_a_word)
    seal(page)
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    window_of.quiet("ERR_FAILED")  # type: ignore[attr-defined]
    page.unroute("**/box/**")
    assert set(statuses) == {200}

    page.goto("/trust/")

    held = "Object.values(localStorage).filter(text => text.includes('\"waiting\":{')).length"
    wait_for("the receipt", lambda: page.evaluate(held) == 0)
    for person in Person.objects.here().exclude(pk=employee.pk):
        cast_ballot(round_, person, [3, 3, 3], at=timezone.now())
    close_due_rounds(round_.closes_at)
    counted = {cell.n for cell in release_of(round_).cells if cell.level == "firm"}
    assert counted == {Person.objects.here().count()}


def test_without_a_network_before_the_envelope_nothing_is_lost_and_nothing_claimed(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    page.goto(f"/rounds/{round_.pk}/answer/")
    cut_off(page, window_of)

    page.get_by_role("button", name="I understand, start").click()

    expect(page.get_by_text("You have not begun to answer, so nothing is lost.")).to_be_visible()
    again = page.get_by_role("button", name="Try again").locator("visible=true")
    again.click()
    expect(page.get_by_text("You have not begun to answer, so nothing is lost.")).to_be_visible()
    page.context.set_offline(False)
    again.click()
    answer(page, "Agree", "Agree", "Agree")
    seal(page)
    in_the_box(page)


SHOWN = """async () => {
    const worker = await navigator.serviceWorker.ready;
    return (await worker.getNotifications()).map((shown) => [shown.title, shown.body]);
}"""
GIVE_AN_ADDRESS = """(address) => {
    PushManager.prototype.subscribe = async (wanted) => {
        window.wanted = wanted;
        return { endpoint: address };
    };
}"""


def delivered(page: Page) -> None:
    """Let the browser hand a push without content to the page's service worker."""
    chrome = page.context.new_cdp_session(page)
    found: list[str] = []
    chrome.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(r["registrationId"] for r in told["registrations"]),
    )
    chrome.send("ServiceWorker.enable")
    wait_for("the worker's name", lambda: page.evaluate("1") and found)
    origin = page.evaluate("location.origin")
    said = {"origin": origin, "registrationId": found[0], "data": ""}
    chrome.send("ServiceWorker.deliverPushMessage", said)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "There is something new for you."), ("de", None)]
)
def test_a_push_shows_fixed_words_in_the_person_s_language(
    employee: Person, window_of: WindowOf, language: str, words: str | None
) -> None:
    employee.language = language
    employee.save()
    with translation.override(language):
        wanted = words or translation.gettext("There is something new for you.")
    page = window_of(employee)
    page.goto("/")
    page.context.grant_permissions(["notifications"])
    page.context.request.post(
        "/me/device/",
        form={"own": "yes", "csrfmiddlewaretoken": _token(page)},
        headers={"Referer": page.url},
    )
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    delivered(page)

    wait_for("the words", lambda: page.evaluate(SHOWN) == [["Bothways", wanted]])


def _token(page: Page) -> str:
    page.goto("/me/")
    return page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value") or ""


def test_notifications_are_turned_on_tested_and_turned_off(
    employee: Person, window_of: WindowOf, settings: Settings
) -> None:
    page = own_phone(window_of, employee)
    page.context.grant_permissions(["notifications"])
    with push_server() as service:
        settings.PUSH_HOSTS = [f"127.0.0.1:{service.port}"]
        page.goto("/me/")
        page.evaluate(GIVE_AN_ADDRESS, service.address("jo"))
        assert_accessible(page)
        page.get_by_role("button", name="Turn on").click()
        expect(page.get_by_text("It ends when you sign out.")).to_be_visible()

        page.get_by_role("button", name="Send a test").click()

        expect(page.get_by_text("A test is on its way.")).to_be_visible()
        assert_accessible(page)
        assert ring_due(at=timezone.now()) == (1, 0)
        assert len(service.rings) == 1
    page.get_by_role("button", name="Turn off").click()
    expect(page.get_by_role("button", name="Turn on")).to_be_visible()
    assert not PushAddress.objects.exists()


def test_where_the_browser_refuses_the_page_says_what_to_do(
    employee: Person, window_of: WindowOf
) -> None:
    page = own_phone(window_of, employee)
    page.goto("/me/")
    page.evaluate("Notification.requestPermission = async () => 'denied'")

    turn_on = page.get_by_role("button", name="Turn on")
    if turn_on.is_visible():
        turn_on.click()

    expect(page.get_by_text("Allow them in its settings")).to_be_visible()


def test_the_home_screen_is_offered_once_where_the_browser_can(
    employee: Person, window_of: WindowOf
) -> None:
    page = own_phone(window_of, employee)
    can = "window.dispatchEvent(Object.assign(new Event('beforeinstallprompt'), {prompt: null}))"
    page.goto("/")
    hint = page.get_by_role("heading", name="Put Bothways on your home screen")
    expect(hint).to_be_hidden()
    page.evaluate(can)
    expect(hint).to_be_visible()
    assert_accessible(page)

    page.get_by_role("button", name="Not now").click()

    expect(hint).to_be_hidden()
    page.reload()
    page.evaluate(can)
    expect(hint).to_be_hidden()


def test_on_an_iphone_the_share_sign_is_named(employee: Person, window_of: WindowOf) -> None:
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari"
    page = window_of(employee, user_agent=agent)
    own_device(page)

    page.goto("/")

    expect(page.get_by_text("Press the share sign of your browser")).to_be_visible()
