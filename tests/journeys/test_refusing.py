"""What the client and both keyholders refuse: other rules, another key, another ledger or count."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Request, Route, expect

from bothways.guardian.actions import take_answers
from bothways.keyholders.queries import keys_of
from bothways.people.models import Person
from bothways.pure.ballots import canonical_json
from bothways.pure.guardian.documents import signed_answers
from bothways.record.actions import append_entries
from bothways.results.actions import close_due_rounds
from bothways.results.models import Release
from bothways.surveys.models import Entitlement, Round
from tests.journeys.axe import assert_accessible, sideways
from tests.journeys.conftest import DESK, WindowOf
from tests.journeys.test_ledger import rewrite
from tests.keeper import (
    Keeper,
    confirmed_round,
    everybody_answers,
    keeper_in_office,
    through_json,
)
from tests.record.done import done
from tests.rounds import TRUST, opened

pytestmark = pytest.mark.browser


@pytest.fixture
def keeper(representative: Person) -> Keeper:
    return keeper_in_office(representative)


@pytest.fixture
def round_(owner: Person, keeper: Keeper) -> Round:
    done(4, at=timezone.now() - timedelta(days=7))
    append_entries(at=timezone.now() - timedelta(days=7))
    return confirmed_round(owner, keeper, opens_at=timezone.now() - timedelta(hours=1))


def instead(page: Page, address: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Let the server answer this address with something else than it would."""

    def changed(route: Route) -> None:
        told = route.fetch().json()
        change(told)
        route.fulfill(json=told)

    page.route(address, changed)


def start(page: Page, round_: Round) -> None:
    page.goto(f"/rounds/{round_.pk}/answer/")
    page.get_by_label("This is my own device").check()
    page.get_by_role("button", name="I understand, start").click()


def assert_refused(page: Page, heading: str, advice: str) -> None:
    """The page says why, that nothing was sent, and what to do; so that everybody can read it."""
    expect(page.get_by_role("heading", name=heading)).to_be_focused()
    said = page.locator("[data-refusal]:visible")
    expect(said).to_contain_text("Nothing was sent.")
    expect(said).to_contain_text(advice)
    assert sideways(page) <= 0
    assert_accessible(page)


def other_rules(told: dict[str, Any]) -> None:
    """Announced to everyone were rules with another smallest group."""
    said = json.loads(told["entry"]["text"])
    said["details"]["rules"] = "0f" * 32
    told["entry"]["text"] = json.dumps(said)


def no_entry(told: dict[str, Any]) -> None:
    del told["entry"]


def another_head(told: dict[str, Any]) -> None:
    lines = told["head"]["text"].split("\n")
    told["head"]["text"] = "\n".join([lines[0], str(int(lines[1]) + 1), *lines[2:]])


def test_the_client_asks_for_no_envelope_under_rules_keys_or_a_ledger_it_can_not_trust(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request))  # noqa: PLW0108

    page.route("**/manifest/", lambda route: route.fulfill(body=weaker(round_)))
    start(page, round_)
    assert_refused(page, "The rules are not the same", "tell your employee representative")
    page.unroute("**/manifest/")

    for change in (other_rules, no_entry, another_head):
        instead(page, "**/manifest/proof/", change)
        start(page, round_)
        expect(
            page.get_by_role("heading", name="These rules are not on the ledger")
        ).to_be_visible()
        page.unroute("**/manifest/proof/")
    assert_refused(page, "These rules are not on the ledger", "show this to your employee")

    assert not leaving(sent)
    assert not Entitlement.objects.exclude(blinded_digest="").exists()


def weaker(round_: Round) -> str:
    return round_.manifest.replace('"k":7', '"k":5')


def leaving(sent: list[Request]) -> list[str]:
    """Return what went out that a person could be known or heard by in this round."""
    urls = [one.url for one in sent if "/box/letters/" not in one.url]
    return [url for url in urls if "/envelope/" in url or "/box/" in url]


def test_another_second_key_or_a_rewritten_ledger_is_refused_until_its_owner_has_asked(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    page.route("**/envelope/", lambda route: route.abort())
    start(page, round_)  # this device sees key and ledger as they are, and gets no envelope
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    page.unroute("**/envelope/")
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request))  # noqa: PLW0108

    kept = page.evaluate("localStorage.getItem('bothways-second-key')")
    assert kept == round_.rules["guardian"]["key"]
    page.evaluate("localStorage.setItem('bothways-second-key', 'A'.repeat(43))")
    start(page, round_)
    assert_refused(page, "The second key is another one", "look there who holds the key since when")
    page.evaluate("key => localStorage.setItem('bothways-second-key', key)", kept)

    rewrite()
    start(page, round_)
    assert_refused(page, "The ledger is not the one that this device knew", "in an older mail")
    assert not leaving(sent)
    assert not Entitlement.objects.exclude(blinded_digest="").exists()

    page.get_by_role("button", name="I have asked, it is right").locator("visible=true").click()
    expect(page.get_by_role("heading", name=TRUST.text)).to_be_visible()
    window_of.quiet("ERR_FAILED")  # type: ignore[attr-defined]


def test_one_key_where_there_were_two_is_refused_on_a_device_that_knew_two(
    employee: Person, owner: Person, window_of: WindowOf
) -> None:
    round_ = opened(owner, opens_at=timezone.now() - timedelta(hours=1))
    page = window_of(employee, width=DESK)
    page.goto("/")
    page.evaluate("localStorage.setItem('bothways-second-key', 'A'.repeat(43))")

    start(page, round_)

    assert_refused(page, "The second key is gone", "the company alone could open the box")
    assert not Entitlement.objects.exclude(blinded_digest="").exists()


def test_where_two_counts_differ_nothing_is_released_and_both_sides_see_where(
    representative: Person,
    employee: Person,
    owner: Person,
    round_: Round,
    keeper: Keeper,
    window_of: WindowOf,
) -> None:
    people = Person.objects.here().order_by("name")[:12]
    everybody_answers(round_, keeper, dict.fromkeys(people, (4, 2, 5)))
    after = counted_apart(round_, keeper)

    desk = window_of(representative, width=DESK)
    desk.goto("/guardian/")
    expect(desk.get_by_text("The two counts differ, so nothing is released.")).to_be_visible()
    expect(desk.get_by_text(f"Everyone: {TRUST.text}")).to_be_visible()
    assert_accessible(desk)
    for person in (owner, employee):
        page = window_of(person)
        page.goto(f"/rounds/{round_.pk}/")
        expect(page.get_by_text("The two keyholders came to different figures")).to_be_visible()
        expect(page.get_by_text(f"Everyone: {TRUST.text}")).to_be_visible()
        expect(page.get_by_role("link", name="See the result")).to_be_hidden()
        assert sideways(page) <= 0
    assert_accessible(page)
    assert not Release.objects.exists()
    assert after < round_.closes_at + timedelta(days=30)


def counted_apart(round_: Round, keeper: Keeper) -> datetime:
    """Close the box; the second key counts one answer fewer than there are, and signs that."""
    close_due_rounds(round_.closes_at)
    after: datetime = round_.closes_at + timedelta(hours=1)
    assert all(one["taken"] for one in keeper.serve(after))
    work = keeper.work(after)
    answer = keeper.do(work).answers[0]
    told = json.loads(answer["document"])
    for cell in told["cells"]:
        if cell["question"] == TRUST.code:
            cell["n"] -= 1
    false = signed_answers(keeper.identity, [{**answer, "document": canonical_json(told)}])
    (result,) = take_answers(through_json(false), keys_of(keeper.person), at=after)["results"]
    assert "differ" in result["say"]
    return after
