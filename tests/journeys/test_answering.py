"""Answering a round in a real browser: blinded, sealed, put into the box, counted."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Request, expect

from bothways.people.models import Person
from bothways.results import queries
from bothways.results.actions import close_due_rounds
from bothways.surveys.models import Entitlement, Round
from bothways.surveys.voting import cast_ballot
from tests.journeys.axe import assert_accessible, sideways
from tests.journeys.conftest import WindowOf
from tests.journeys.sitting import (
    KEPT,
    SLOTS,
    answer,
    begin,
    goes_out,
    in_the_box,
    own_device,
    seal,
)
from tests.rounds import NEWS, SAFETY, TRUST, opened

pytestmark = pytest.mark.browser


@pytest.fixture
def round_(owner: Person) -> Round:
    return opened(owner, opens_at=timezone.now() - timedelta(hours=1))


def count(round_: Round) -> dict[str, tuple[int | None, int]]:
    """Let everybody else answer in the middle, close, and return (n, highest 'agree') by code."""
    done = Entitlement.objects.filter(round=round_).exclude(blinded_digest="")
    here = set(done.values_list("person_id", flat=True))
    for person in Person.objects.here().exclude(pk__in=here):
        cast_ballot(round_, person, [3, 3, 3], at=timezone.now())
    close_due_rounds(round_.closes_at)
    cells = queries.release_of(round_).cells
    return {c.question: (c.n, c.ge[4][1]) for c in cells if c.level == "firm"}


def test_an_answer_given_on_a_phone_is_counted(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    begin(page, round_, mine=True)
    expect(page.get_by_role("heading", name=TRUST.text)).to_be_focused()
    answer(page, "Agree", "Strongly disagree", "Doesn't apply, or I'd rather not say")
    expect(page.locator("[data-chosen='1']")).to_have_text("Agree")
    assert_accessible(page)

    seal(page)

    in_the_box(page)
    assert_accessible(page)
    assert len(page.locator("[data-leaf]").inner_text()) == 24
    counted = count(round_)
    assert counted[TRUST.code][0] == counted[SAFETY.code][0] == 31
    assert counted[NEWS.code][0] == 30


def test_the_ballot_travels_without_a_cookie_and_without_the_page_s_name(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if "/box/" in request.url else None)
    begin(page, round_, mine=True)
    answer(page, "Agree", "Agree", "Agree")

    seal(page)

    in_the_box(page)
    (ballot,) = sent
    headers = ballot.all_headers()
    assert "cookie" not in headers
    assert "referer" not in headers
    assert "Agree" not in (ballot.post_data or "")
    assert str(employee.pk) not in (ballot.post_data or "")


def test_answering_again_replaces_the_first_answer(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    begin(page, round_, mine=True)
    answer(page, "Agree", "Agree", "Agree")
    seal(page)
    in_the_box(page)

    page.get_by_role("button", name="Answer again").click()
    answer(page, "Agree", "Doesn't apply, or I'd rather not say", "Agree")
    seal(page)

    in_the_box(page)
    counted = count(round_)
    assert counted[TRUST.code][0] == 31
    assert counted[SAFETY.code][0] == 30


def test_on_a_shared_device_nothing_is_left(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    begin(page, round_, mine=False)
    answer(page, "Agree", "Agree", "Agree")

    seal(page)

    in_the_box(page)
    assert page.evaluate(KEPT) == []
    expect(page.get_by_role("button", name="Answer again")).to_be_hidden()


def test_two_people_at_one_browser_have_an_envelope_each(
    employee: Person, colleague: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    for person in (employee, colleague):
        page.context.clear_cookies()
        page.context.add_cookies(window_of(person).context.cookies())  # type: ignore[arg-type]
        begin(page, round_, mine=True)
        answer(page, "Agree", "Agree", "Agree")
        seal(page)
        in_the_box(page)

    assert len(page.evaluate(SLOTS)) == 2
    assert Entitlement.objects.exclude(blinded_digest="").count() == 2


def test_without_a_connection_the_sealed_answers_wait_on_the_device(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    begin(page, round_, mine=True)
    answer(page, "Agree", "Agree", "Agree")
    page.route("**/box/**", lambda route: route.fulfill(status=503, json={"error": "full"}))
    seal(page)
    expect(page.get_by_role("heading", name="The server has no room")).to_be_visible()

    page.unroute("**/box/**")
    page.get_by_role("button", name="Try again").locator("visible=true").click()

    in_the_box(page)
    window_of.quiet("503")  # type: ignore[attr-defined]


def test_a_second_device_is_told_that_the_envelope_is_on_the_first(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    first, second = window_of(employee), window_of(employee)
    begin(first, round_, mine=True)
    expect(first.get_by_role("heading", name=TRUST.text)).to_be_visible()

    begin(second, round_, mine=True)

    heading = second.get_by_role("heading", name="Your envelope is on another device")
    expect(heading).to_be_visible()
    window_of.quiet("409")  # type: ignore[attr-defined]


def test_back_and_forth_loses_no_answer_and_the_keyboard_is_enough(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    begin(page, round_, mine=True)
    expect(page.get_by_role("heading", name=TRUST.text)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    answer(page, "Neither")

    page.go_back()

    expect(page.get_by_label("Neither", exact=True).locator("visible=true")).to_be_checked()


def test_a_script_that_was_sent_other_rules_refuses_to_seal(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    other = round_.manifest.replace('"k":7', '"k":1')
    page.route("**/manifest/", lambda route: route.fulfill(status=200, body=other))

    begin(page, round_, mine=True)

    expect(page.get_by_role("heading", name="The rules are not the same")).to_be_visible()
    assert not Entitlement.objects.exclude(blinded_digest="").exists()


def test_before_answering_nothing_stands_in_anybodys_way(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    for width in (320, 390, 1280):
        page = window_of(employee, width=width)
        page.goto(f"/rounds/{round_.pk}/answer/")
        page.get_by_text("What this can't protect you from").click()
        assert_accessible(page)
        assert sideways(page) <= 0


def test_without_script_the_page_says_why_it_can_not_seal(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee, java_script_enabled=False)

    page.goto(f"/rounds/{round_.pk}/answer/")

    assert "Sealing needs JavaScript" in page.content()


def test_a_device_of_ones_own_draws_the_envelope_before_the_box_opens(
    owner: Person, employee: Person, window_of: WindowOf
) -> None:
    round_ = opened(owner, opens_at=timezone.now() + timedelta(days=2))
    page = window_of(employee)
    page.goto("/")
    assert not Entitlement.objects.exclude(blinded_digest="").exists()
    tag = page.locator("[data-work-ahead]").get_attribute("data-person-tag")
    own_device(page)

    with page.expect_response("**/envelope/"):
        page.goto("/")

    kept = page.evaluate(f"localStorage.getItem('bothways:{tag}:{round_.pk.hex}')")
    assert kept is not None, "the wallet is kept before its signature is asked for"
    assert Entitlement.objects.exclude(blinded_digest="").get().person == employee


def test_what_waits_on_the_device_is_sent_from_the_next_page(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    page.route("**/box/**", lambda route: route.abort())
    begin(page, round_, mine=True)
    answer(page, "Agree", "Agree", "Agree")
    seal(page)
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    page.unroute("**/box/**")

    goes_out(page, window_of, lambda: page.goto("/"))

    window_of.quiet("ERR_FAILED")  # type: ignore[attr-defined]
    assert count(round_)[TRUST.code][0] == 31
