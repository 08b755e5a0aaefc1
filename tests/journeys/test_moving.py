"""An envelope goes from one device to another: nothing is lost, doubled or told to the server."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Request, expect

from bothways.people.models import Person
from bothways.results.actions import close_due_rounds
from bothways.results.queries import release_of
from bothways.surveys.models import Entitlement, Round
from bothways.surveys.voting import cast_ballot
from tests.journeys.axe import assert_accessible
from tests.journeys.conftest import WindowOf
from tests.journeys.sitting import KEPT, SLOTS, answer, begin, in_the_box, seal
from tests.rounds import TRUST, opened

pytestmark = pytest.mark.browser

EVERYTHING_KEPT = "JSON.stringify([{...localStorage}, {...sessionStorage}])"
AGREE, DISAGREE = ("Agree",) * 3, ("Disagree",) * 3


@pytest.fixture
def round_(owner: Person) -> Round:
    return opened(owner, opens_at=timezone.now() - timedelta(hours=1))


def counted(round_: Round) -> tuple[int | None, int]:
    """Let every second of the others agree, close; return how many answered and how many agreed."""
    done = Entitlement.objects.filter(round=round_).exclude(blinded_digest="")
    others = Person.objects.here().exclude(pk__in=done.values("person_id")).order_by("unit", "pk")
    for place, person in enumerate(others):
        cast_ballot(round_, person, [4 if place % 2 else 3] * 3, at=timezone.now())
    close_due_rounds(round_.closes_at)
    cells = release_of(round_).cells
    (cell,) = [c for c in cells if c.level == "firm" and c.question == TRUST.code]
    low, high = cell.ge[4]
    assert low == high, "near neither end, so the number is exact"
    return cell.n, high


def link_of(page: Page, round_: Round) -> str:
    page.goto(f"/rounds/{round_.pk}/move/")
    page.get_by_role("button", name="Nobody is looking, show the code").click()
    expect(page.locator(".qr path")).to_have_count(1)
    return page.get_by_label("Or open this link there").input_value()


def draw(page: Page, round_: Round) -> None:
    begin(page, round_, mine=True)
    expect(page.get_by_role("heading", name=TRUST.text)).to_be_visible()


def take_over(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("button", name="This device is mine, take it over").click()
    expect(page.get_by_role("heading", name="Your envelope is on this device too")).to_be_visible()


def say(page: Page, round_: Round, *words: str) -> None:
    begin(page, round_, mine=True)
    answer(page, *words)
    seal(page)


def say_again(page: Page, *words: str) -> None:
    page.get_by_role("button", name="Answer again").locator("visible=true").click()
    answer(page, *words)
    seal(page)


def test_an_envelope_is_taken_over_and_answers_on_the_new_device(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    old, new = window_of(employee), window_of(employee)
    draw(old, round_)
    link = link_of(old, round_)
    assert_accessible(old)

    new.goto(link)
    assert_accessible(new)
    take_over(new, link)
    assert_accessible(new)
    new.get_by_role("link", name="Go to the questions").click()
    say(new, round_, *AGREE)

    in_the_box(new)
    assert Entitlement.objects.exclude(blinded_digest="").count() == 1
    assert counted(round_) == (31, 16)


def test_two_devices_answer_in_turn_and_the_last_word_counts_once(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    old, new = window_of(employee), window_of(employee)
    say(old, round_, *DISAGREE)
    in_the_box(old)
    take_over(new, link_of(old, round_))

    say(new, round_, *DISAGREE)
    in_the_box(new)
    old.wait_for_timeout(1100)  # a counter knows seconds
    old.goto(f"/rounds/{round_.pk}/answer/")
    say_again(old, *AGREE)
    in_the_box(old)

    assert counted(round_) == (31, 16)


def test_a_ballot_that_comes_late_from_the_old_device_does_not_undo_the_newer_one(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    old, new = window_of(employee), window_of(employee)
    draw(old, round_)
    link = link_of(old, round_)
    old.route("**/box/**", lambda route: route.abort())
    say(old, round_, *DISAGREE)
    expect(old.get_by_role("heading", name="No connection")).to_be_visible()
    new.wait_for_timeout(1100)
    take_over(new, link)
    say(new, round_, *AGREE)
    in_the_box(new)
    old.unroute("**/box/**")

    old.goto(f"/rounds/{round_.pk}/answer/")

    expect(old.get_by_role("heading", name="The box holds a newer answer of yours")).to_be_visible()
    assert_accessible(old)
    assert counted(round_) == (31, 16)
    window_of.quiet("409")  # type: ignore[attr-defined]
    window_of.quiet("ERR_FAILED")  # type: ignore[attr-defined]


def test_a_device_whose_clock_is_an_hour_behind_has_the_last_word_when_it_insists(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    ahead, behind = window_of(employee), window_of(employee)
    draw(ahead, round_)
    link = link_of(ahead, round_)
    behind.clock.install(time=timezone.now() - timedelta(hours=1))
    take_over(behind, link)
    say(ahead, round_, *DISAGREE)
    in_the_box(ahead)

    say(behind, round_, *AGREE)
    behind.clock.run_for(5000)
    expect(behind.get_by_role("heading", name="The box holds a newer answer")).to_be_visible()
    say_again(behind, *AGREE)
    behind.clock.run_for(5000)
    in_the_box(behind)

    assert counted(round_) == (31, 16)
    window_of.quiet("409")  # type: ignore[attr-defined]


def test_the_envelope_is_never_sent_and_never_stays_in_an_address(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    old, new = window_of(employee), window_of(employee)
    draw(old, round_)
    asked: list[Request] = []
    for page in (old, new):
        page.on("request", lambda request: asked.append(request))  # noqa: PLW0108
    link = link_of(old, round_)
    secret = link.partition("#")[2]

    take_over(new, link)

    told = "".join(f"{r.url} {r.headers} {r.post_data}" for r in asked)
    assert secret not in told
    assert secret[40:80] not in told
    assert "#" not in new.url
    new.go_back()
    assert secret not in new.url


def test_whoever_is_not_signed_in_keeps_it_in_the_tab_until_they_are(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    old, new = window_of(employee), window_of()
    draw(old, round_)
    new.goto(link_of(old, round_))
    expect(new.get_by_role("heading", name="Your envelope is here. Sign in")).to_be_visible()
    assert_accessible(new)
    assert "#" not in new.url
    new.get_by_role("link", name="Sign in").click()
    expect(new.get_by_role("heading", name="Sign in to Bothways")).to_be_visible()
    new.context.add_cookies(window_of(employee).context.cookies())  # type: ignore[arg-type]

    new.goto("/rounds/take/")
    new.get_by_role("button", name="This device is mine, take it over").click()

    expect(new.get_by_role("heading", name="Your envelope is on this device too")).to_be_visible()
    assert new.evaluate("sessionStorage.length") == 0


def test_an_envelope_of_another_group_or_in_place_of_ones_own_is_refused(
    employee: Person,
    colleague: Person,
    other_employee: Person,
    round_: Round,
    window_of: WindowOf,
) -> None:
    old, elsewhere, beside = map(window_of, (employee, other_employee, colleague))
    draw(old, round_)
    draw(beside, round_)
    link = link_of(old, round_)

    for page, words in (
        (elsewhere, "That envelope is not yours"),
        (beside, "There is another envelope here already"),
    ):
        page.goto("/rounds/take/")
        before = page.evaluate(SLOTS)
        page.goto(link)
        page.reload()
        page.get_by_role("button", name="This device is mine, take it over").click()
        expect(page.get_by_role("heading", name=words)).to_be_visible()
        assert_accessible(page)
        assert page.evaluate(SLOTS) == before
        assert page.evaluate("sessionStorage.length") == 0


def test_a_link_that_was_cut_short_is_refused_with_what_to_do(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    old, new = window_of(employee), window_of(employee)
    draw(old, round_)

    new.goto(link_of(old, round_)[:-200])
    new.get_by_role("button", name="This device is mine, take it over").click()

    expect(new.get_by_role("heading", name="That is no whole envelope")).to_be_visible()
    assert new.evaluate(KEPT) == []


def test_a_device_that_asked_in_vain_can_take_the_envelope_over(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    old, new = window_of(employee), window_of(employee)
    draw(old, round_)
    begin(new, round_, mine=True)
    expect(new.get_by_role("heading", name="Your envelope is on another device")).to_be_visible()
    expect(new.get_by_text("nobody can give you this envelope back")).to_be_visible()

    take_over(new, link_of(old, round_))
    say(new, round_, *AGREE)

    in_the_box(new)
    assert counted(round_) == (31, 16)
    window_of.quiet("409")  # type: ignore[attr-defined]


def test_where_no_envelope_is_the_page_says_what_can_not_be_helped(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)

    page.goto(f"/rounds/{round_.pk}/move/")

    expect(page.get_by_text("nobody can give you your envelope back")).to_be_visible()
    assert_accessible(page)


def test_the_code_goes_by_itself_and_when_it_is_hidden(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    draw(page, round_)
    page.clock.install()
    link_of(page, round_)

    page.clock.run_for(3 * 60 * 1000 + 100)

    expect(page.get_by_role("heading", name="Take your envelope to another device")).to_be_visible()
    assert page.locator(".qr path").count() == 0
    assert page.locator("#link").input_value() == ""


def test_once_the_round_is_over_neither_device_holds_a_secret(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    old, new = window_of(employee), window_of(employee)
    draw(old, round_)
    link = link_of(old, round_)
    take_over(new, link)
    secret = link.partition("#")[2][60:100]
    for page in (old, new):
        page.goto("/promises/")
        page.clock.install(time=round_.closes_at + timedelta(minutes=1))
        page.reload()
        page.wait_for_load_state("networkidle")
        assert page.evaluate(SLOTS) == []
        assert secret not in page.evaluate(EVERYTHING_KEPT)


def test_a_link_that_is_opened_after_the_round_is_thrown_away(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    old, new = window_of(employee), window_of(employee)
    draw(old, round_)
    link = link_of(old, round_)
    close_due_rounds(round_.closes_at)

    new.goto(link)

    expect(new.get_by_role("heading", name="This envelope has no box any more")).to_be_visible()
    assert_accessible(new)
    assert new.evaluate("sessionStorage.length") == 0
