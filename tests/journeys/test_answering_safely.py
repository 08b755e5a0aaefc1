"""Answering when somebody looks over the shoulder of the network, presses twice or goes back."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Request, expect

from bothways.people.models import Person
from bothways.surveys.actions import Asked
from bothways.surveys.bank import askable
from bothways.surveys.models import Entitlement, Round
from tests.journeys.conftest import WindowOf
from tests.journeys.sitting import KEPT, SLOTS, answer, begin, goes_out, in_the_box, seal
from tests.rounds import TRUST, opened

pytestmark = pytest.mark.browser

REST_ASIDE = ("Agree", "Agree", "Agree")
BALLOTS = re.compile("/box/(?!letters/)")
EVERYTHING_KEPT = "JSON.stringify({...localStorage})"


@pytest.fixture
def round_(owner: Person) -> Round:
    return opened(owner, opens_at=timezone.now() - timedelta(hours=1))


def refuse_ballots(page: Page, status: int, error: str) -> list[str]:
    """Let the box refuse; return the list into which each attempt is put."""
    tried: list[str] = []
    say = {"error": error, "say": "It was not taken."}
    page.route(
        BALLOTS,
        lambda route: (tried.append(route.request.url), route.fulfill(status=status, json=say)),
    )
    return tried


@pytest.mark.parametrize("mine", [True, False])
def test_nothing_with_the_persons_name_is_asked_for_when_the_ballot_leaves(
    employee: Person, round_: Round, window_of: WindowOf, mine: bool
) -> None:
    page = window_of(employee)
    begin(page, round_, mine=mine)
    answer(page, *REST_ASIDE)
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request))  # noqa: PLW0108

    seal(page)

    in_the_box(page)
    assert [request.url for request in sent if "cookie" in request.all_headers()] == []
    assert len([request for request in sent if f"/box/{round_.pk.hex}" in request.url]) == 1


def test_a_ballot_that_waits_since_yesterday_leaves_with_nothing_beside_it(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    refuse_ballots(page, 503, "full")
    begin(page, round_, mine=True)
    answer(page, *REST_ASIDE)
    seal(page)
    expect(page.get_by_role("heading", name="The server has no room")).to_be_visible()
    page.unroute(BALLOTS)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"/rounds/{round_.pk}/answer/")

    in_the_box(page)
    assert not [url for url in asked if "manifest" in url or "envelope" in url]
    window_of.quiet("503")  # type: ignore[attr-defined]


def test_pressing_start_twice_draws_one_envelope(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    asked: list[str | None] = []
    page.on(
        "request",
        lambda request: asked.append(request.post_data) if "envelope" in request.url else None,
    )
    page.goto(f"/rounds/{round_.pk}/answer/")

    page.get_by_role("button", name="I understand, start").dblclick()

    expect(page.get_by_role("heading", name=TRUST.text)).to_be_visible()
    assert len(asked) == 1


def test_two_tabs_draw_one_envelope_between_them(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    one = window_of(employee)
    other = one.context.new_page()
    for page in (one, other):
        page.goto(f"/rounds/{round_.pk}/answer/")
        page.get_by_label("This is my own device").check()

    for page in (one, other):
        page.evaluate("document.querySelector('[data-act=start]').click()")

    for page in (one, other):
        expect(page.get_by_role("heading", name=TRUST.text)).to_be_visible()
    assert len(one.evaluate(SLOTS)) == 1


def test_an_ended_session_is_called_that_and_not_a_false_rule(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    page.goto(f"/rounds/{round_.pk}/answer/")
    page.context.clear_cookies()

    page.get_by_role("button", name="I understand, start").click()

    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()


def test_a_page_that_asks_in_other_words_than_the_rules_is_refused(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    page.goto(f"/rounds/{round_.pk}/answer/")
    page.evaluate("document.querySelector('fieldset h1').textContent = 'Do you like your boss?'")

    page.get_by_role("button", name="I understand, start").click()

    expect(page.get_by_role("heading", name="The rules are not the same")).to_be_visible()
    assert not Entitlement.objects.exclude(blinded_digest="").exists()


def test_going_back_after_sealing_offers_no_empty_ballot(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    begin(page, round_, mine=True)
    answer(page, *REST_ASIDE)
    seal(page)
    in_the_box(page)

    page.go_back()

    in_the_box(page)
    expect(page.get_by_role("button", name="Seal and put in the box")).to_be_hidden()


def test_no_key_on_the_keyboard_sends_an_answer_to_the_server(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    begin(page, round_, mine=True)
    choice = page.get_by_label("Agree", exact=True).locator("visible=true")
    choice.check()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    choice.press("Enter")
    page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('main form'))")
    page.evaluate("document.querySelector('main form').requestSubmit()")
    page.wait_for_timeout(300)

    assert asked == []
    assert "q1=" not in page.url


def test_what_waits_on_a_shared_device_names_nobody_and_the_next_person_carries_it(
    employee: Person, colleague: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    refuse_ballots(page, 503, "full")
    begin(page, round_, mine=False)
    tag = page.locator("[data-answering]").get_attribute("data-person-tag") or "none"
    answer(page, *REST_ASIDE)
    seal(page)
    expect(page.get_by_role("heading", name="The server has no room")).to_be_visible()
    kept = page.evaluate(EVERYTHING_KEPT)
    assert tag not in kept
    assert '"wallet":null' in kept.replace("\\", "")
    page.unroute(BALLOTS)
    page.context.clear_cookies()
    page.context.add_cookies(window_of(colleague).context.cookies())  # type: ignore[arg-type]

    goes_out(page, window_of, lambda: page.goto("/"))

    page.wait_for_function(f"() => ({KEPT}).length === 0")
    window_of.quiet("503")  # type: ignore[attr-defined]


def test_what_the_box_will_never_take_is_not_sent_again(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    tried = refuse_ballots(page, 403, "forged")
    begin(page, round_, mine=True)
    answer(page, *REST_ASIDE)
    seal(page)
    expect(page.get_by_role("heading", name="The box did not take it")).to_be_visible()
    expect(page.get_by_text("It was not taken.").filter(visible=True)).to_be_visible()

    page.goto("/")
    page.goto(f"/rounds/{round_.pk}/answer/")

    expect(page.get_by_role("heading", name="Before you answer")).to_be_visible()
    assert len(tried) == 1
    window_of.quiet("403")  # type: ignore[attr-defined]


def test_a_receipt_that_the_box_did_not_sign_is_not_believed(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    false = {"leaf": "0" * 64, "closes": "2026-11-27T17:00:00Z", "receipt": "A" * 86}
    page.route("**/box/**", lambda route: route.fulfill(status=200, json=false))
    begin(page, round_, mine=True)
    answer(page, *REST_ASIDE)

    seal(page)

    expect(page.get_by_role("heading", name="The receipt does not hold")).to_be_visible()
    assert '"waiting":{' in page.evaluate(EVERYTHING_KEPT).replace("\\", "")


def test_once_the_round_is_over_the_device_forgets_its_secrets(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    begin(page, round_, mine=True)
    answer(page, *REST_ASIDE)
    seal(page)
    in_the_box(page)
    assert "credential" in page.evaluate(EVERYTHING_KEPT)
    page.clock.install(time=round_.closes_at + timedelta(minutes=1))

    page.goto(f"/rounds/{round_.pk}/answer/")

    in_the_box(page)
    kept = page.evaluate(EVERYTHING_KEPT)
    assert "credential" not in kept
    assert "secret" not in kept
    expect(page.get_by_role("button", name="Answer again")).to_be_hidden()


def test_thirty_questions_show_their_steps_in_one_line_and_no_answer_touches_the_question(
    owner: Person, employee: Person, window_of: WindowOf
) -> None:
    book = askable(Round.Kind.SURVEY)[:30]
    many = tuple(Asked(item.code, item.text, item.construct) for item in book)
    hour_ago = timezone.now() - timedelta(hours=1)
    survey = opened(owner, questions=many, kind="survey", opens_at=hour_ago)
    page = window_of(employee, width=320)

    begin(page, survey, mine=False)
    expect(page.get_by_role("heading", name=many[0].text)).to_be_visible()

    steps = page.locator(".steps i").locator("visible=true").all()
    tops = {box["y"] for step in steps if (box := step.bounding_box())}
    question = page.locator("legend").locator("visible=true").bounding_box()
    first = page.locator(".choice").locator("visible=true").first.bounding_box()
    assert len(steps) == 30
    assert len(tops) == 1
    assert question
    assert first
    assert first["y"] - question["y"] - question["height"] >= 12
