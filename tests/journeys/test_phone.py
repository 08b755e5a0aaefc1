"""The phone as home: without a network nothing sealed is lost, and no page is kept."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Request, expect

from bothways.people.models import Person
from bothways.surveys.models import Round
from tests.journeys.axe import assert_accessible
from tests.journeys.conftest import WindowOf
from tests.journeys.installation import wait_for
from tests.journeys.sitting import KEPT, answer, begin, in_the_box, own_device, seal
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
    page.context.on("request", lambda r: sent.append(r) if "/box/" in r.url else None)
    return sent


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

    with page.expect_response("**/box/**") as reply:
        page.context.set_offline(False)

    assert reply.value.status == 200
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

    with page.expect_response("**/box/**") as reply:
        page.goto("/sign-in/")

    assert reply.value.status == 200
    wait_for("an empty storage", lambda: page.evaluate(KEPT) == [])


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
