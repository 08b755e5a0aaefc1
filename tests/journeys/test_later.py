"""A sealed ballot leaves after its random while, though every page is closed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from playwright.sync_api import CDPSession, Page, expect
from pytest_django import Settings

from bothways.ballotbox.models import Bundle
from bothways.config import middleware
from bothways.people.models import Person
from bothways.surveys.models import Round
from tests.journeys.axe import assert_accessible
from tests.journeys.conftest import WindowOf
from tests.journeys.installation import wait_for
from tests.journeys.sitting import KEPT, answer, begin, in_the_box, seal
from tests.journeys.test_phone import own_phone
from tests.rounds import opened

pytestmark = pytest.mark.browser

LAID = """async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === "bothways-later")) return [];
    const opened = indexedDB.open("bothways-later");
    await new Promise((done) => (opened.onsuccess = done));
    const all = opened.result.transaction("sealed").objectStore("sealed").getAll();
    await new Promise((done) => (all.onsuccess = done));
    opened.result.close();
    return all.result;
}"""


@pytest.fixture
def round_(owner: Person, settings: Settings) -> Round:
    settings.BALLOT_DELAY_SECONDS = 3  # an envelope that was drawn just now waits three to nine
    return opened(owner, opens_at=timezone.now() - timedelta(hours=1))


@pytest.fixture
def at_the_slot(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What came with each request to the box, as the web server hands it on."""
    seen: list[dict[str, Any]] = []
    accept = middleware.accept

    def watched(request: HttpRequest, rest: str) -> JsonResponse:
        seen.append(dict(request.META))
        return accept(request, rest)

    monkeypatch.setattr(middleware, "accept", watched)
    return seen


class Browser:
    """What wakes the worker when no page is there: here the test, elsewhere the browser."""

    def __init__(self, page: Page) -> None:
        self.line: CDPSession = page.context.new_cdp_session(page)
        self.worker: dict[str, Any] = {}
        self.line.on("ServiceWorker.workerRegistrationUpdated", self._note)
        self.line.send("ServiceWorker.enable")
        wait_for("the worker's number", lambda: self.worker or page.wait_for_timeout(50))

    def _note(self, told: dict[str, Any]) -> None:
        for one in told["registrations"]:
            self.worker = one

    def wakes_the_worker(self) -> None:
        scope = self.worker["scopeURL"]
        self.line.send(
            "ServiceWorker.dispatchSyncEvent",
            {
                "origin": scope.rstrip("/"),
                "registrationId": self.worker["registrationId"],
                "tag": "bothways-sealed",
                "lastChance": False,
            },
        )


def n_in_the_box() -> int:
    return sum(any(bytes(row.records)) for row in Bundle.objects.all())


def woken_until(browser: Browser, page: Page, holds: Callable[[], object]) -> None:
    """Wake the worker as browsers do, again and again until it has nothing left to do."""

    def woken() -> object:
        browser.wakes_the_worker()
        page.wait_for_timeout(500)
        return holds()

    wait_for("the worker", woken)


def test_a_ballot_leaves_from_the_worker_and_the_next_page_takes_its_receipt(
    employee: Person, round_: Round, window_of: WindowOf, at_the_slot: list[dict[str, Any]]
) -> None:
    page = own_phone(window_of, employee)
    window_of.quiet("503")  # type: ignore[attr-defined]
    begin(page, round_, mine=True)
    answer(page, "Agree", "Agree", "Agree")
    seal(page)
    expect(page.get_by_text("You can close the page")).to_be_visible()
    expect(page.get_by_text("If you close the page")).to_be_hidden()

    page.goto("about:blank")
    page.wait_for_timeout(1500)
    assert at_the_slot == [], "closing the page no longer sends at that moment"
    woken_until(Browser(page), page, n_in_the_box)

    assert not {"HTTP_COOKIE", "HTTP_REFERER"} & set(at_the_slot[-1])
    page.goto("/app/en/offline/")  # a page that looks after nothing of a person's
    wait_for(
        "the receipt",
        lambda: '"waiting":null' in page.evaluate("JSON.stringify(localStorage)").replace("\\", ""),
    )
    assert page.evaluate(LAID) == []
    page.goto(f"/rounds/{round_.pk}/answer/")
    in_the_box(page)


def test_nothing_of_a_shared_device_is_left_to_the_worker(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = own_phone(window_of, employee)
    page.route("**/box/**", lambda route: route.abort())
    window_of.quiet("ERR_FAILED")  # type: ignore[attr-defined]
    begin(page, round_, mine=False)
    answer(page, "Agree", "Agree", "Agree")
    seal(page)
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()

    assert page.evaluate(LAID) == []
    assert any(name.startswith("bothways:sealed:") for name in page.evaluate(KEPT))


def test_what_the_worker_holds_goes_when_the_round_is_over(
    employee: Person, round_: Round, window_of: WindowOf, settings: Settings
) -> None:
    settings.BALLOT_DELAY_SECONDS = 600
    page = own_phone(window_of, employee)
    begin(page, round_, mine=True)
    answer(page, "Agree", "Agree", "Agree")
    seal(page)
    wait_for("a laid ballot", lambda: page.evaluate(LAID))
    assert_accessible(page)

    other = page.context.new_page()
    after = round_.closes_at + timedelta(minutes=1)
    other.add_init_script(f"Date.now = () => {int(after.timestamp() * 1000)}")
    page.goto("about:blank")
    other.goto("/trust/")

    wait_for("an empty drawer", lambda: other.evaluate(LAID) == [])
    assert "secret" not in other.evaluate("JSON.stringify(localStorage)")


def test_the_worker_keeps_no_receipt_that_the_box_did_not_sign(
    employee: Person, round_: Round, window_of: WindowOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def cheating(_request: HttpRequest, rest: str) -> JsonResponse:
        asked.append(rest)
        closes = f"{round_.closes_at:%Y-%m-%dT%H:%M:%SZ}"
        return JsonResponse({"leaf": "0" * 64, "closes": closes, "receipt": "A" * 86})

    monkeypatch.setattr(middleware, "accept", cheating)
    page = own_phone(window_of, employee)
    begin(page, round_, mine=True)
    answer(page, "Agree", "Agree", "Agree")
    seal(page)
    expect(page.get_by_text("You can close the page")).to_be_visible()
    page.goto("about:blank")
    woken_until(Browser(page), page, lambda: asked)

    window_of.quiet("404")  # type: ignore[attr-defined]  # it has no sign of its own
    page.goto("/healthz")  # an address of ours where nothing looks after ballots

    assert [one["receipt"] for one in page.evaluate(LAID)] == [None]
