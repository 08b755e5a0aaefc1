"""A ballot without an answer, from a device whose owner has not answered and not declined."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Request, expect

from bothways.ballotbox.models import Bundle
from bothways.people.models import Person
from bothways.results import queries
from bothways.results.actions import close_due_rounds
from bothways.surveys.models import Entitlement, Round
from bothways.surveys.voting import cast_ballot
from tests.journeys.axe import assert_accessible
from tests.journeys.conftest import WindowOf
from tests.journeys.installation import wait_for
from tests.journeys.sitting import answer, begin, goes_out, in_the_box, own_device, seal
from tests.rounds import TRUST, opened

pytestmark = pytest.mark.browser

COVER = """() => Object.entries(localStorage)
    .filter(([name]) => name.startsWith("bothways:"))
    .map(([, text]) => JSON.parse(text).cover)[0]"""
COME = """() => {
    for (const [name, text] of Object.entries(localStorage)) {
        if (!text.includes('"cover":{')) continue;
        const kept = JSON.parse(text);
        kept.cover.at = 0;
        localStorage.setItem(name, JSON.stringify(kept));
    }
}"""


@pytest.fixture
def round_(owner: Person) -> Round:
    return opened(owner, opens_at=timezone.now() - timedelta(hours=1))


def holds_an_envelope(page: Page) -> None:
    """On a device of one's own the envelope is drawn by the first page after this."""
    own_device(page)
    page.goto("/")
    wait_for("the envelope", lambda: page.evaluate(COVER))


def counted(round_: Round) -> int:
    """Let everybody else answer, count, and return how many answered the first question."""
    done = Entitlement.objects.filter(round=round_).exclude(blinded_digest="")
    for person in Person.objects.here().exclude(pk__in=done.values("person_id")):
        cast_ballot(round_, person, [3, 3, 3], at=timezone.now())
    close_due_rounds(round_.closes_at)
    cell = queries.release_of(round_).of_firm(TRUST.code)
    assert cell
    return cell.n


def filled() -> bool:
    return any(any(bytes(row.records)) for row in Bundle.objects.all())


def test_its_moment_lies_anywhere_in_the_open_time_and_nothing_leaves_before(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    holds_an_envelope(page)

    cover = page.evaluate(COVER)
    page.goto("/trust/")
    page.wait_for_load_state("networkidle")

    assert timezone.now().timestamp() * 1000 <= cover["at"] <= round_.closes_at.timestamp() * 1000
    assert not filled()


def test_a_cover_goes_out_as_an_answer_does_and_is_none(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    holds_an_envelope(page)
    sent: list[Request] = []
    page.context.on("request", lambda r: sent.append(r) if "/box/" in r.url else None)
    page.evaluate(COME)

    goes_out(page, window_of, lambda: page.goto("/trust/"))

    wait_for("the receipt", lambda: page.evaluate(COVER)["parcel"] is None)
    cover = sent[-1]
    page.goto(f"/rounds/{round_.pk}/answer/")
    expect(page.get_by_role("heading", name="Before you answer")).to_be_visible()
    assert not {"cookie", "referer"} & set(cover.all_headers())
    assert counted(round_) == 30


def test_an_answer_takes_the_place_of_the_cover_and_looks_the_same(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    holds_an_envelope(page)
    sent: list[Request] = []
    page.context.on("request", lambda r: sent.append(r) if "/box/" in r.url else None)
    page.evaluate(COME)
    goes_out(page, window_of, lambda: page.goto("/trust/"))
    wait_for("the receipt", lambda: page.evaluate(COVER)["parcel"] is None)

    begin(page, round_, mine=True)
    answer(page, "Agree", "Agree", "Agree")
    seal(page)

    in_the_box(page)
    lengths = {len(one.post_data_json["sealed"]) for one in sent}
    assert len(lengths) == 1
    assert len({one.post_data_json["key"] for one in sent}) == 1
    page.goto("/trust/")
    page.wait_for_load_state("networkidle")
    assert counted(round_) == 31


def test_who_answered_sends_no_cover_after_it(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    holds_an_envelope(page)
    begin(page, round_, mine=True)
    answer(page, "Agree", "Agree", "Agree")
    seal(page)
    in_the_box(page)
    sent: list[Request] = []
    page.context.on("request", lambda r: sent.append(r) if "/box/" in r.url else None)
    page.evaluate(COME)

    page.goto("/trust/")
    page.wait_for_load_state("networkidle")

    assert sent == []
    assert counted(round_) == 31


@pytest.mark.parametrize("place", ["before the first question", "on one's own page"])
def test_who_declines_sends_none(
    employee: Person, round_: Round, window_of: WindowOf, place: str
) -> None:
    page = window_of(employee)
    holds_an_envelope(page)
    page.goto(f"/rounds/{round_.pk}/answer/" if place.startswith("before") else "/me/")
    box = page.get_by_label("Send an empty ballot while I have not answered")
    expect(box).to_be_checked()
    assert_accessible(page)

    box.uncheck()

    assert page.evaluate(COVER) is None
    page.reload()
    expect(box).not_to_be_checked()
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(COVER) is None
    assert not filled()


def test_a_device_that_is_not_ones_own_has_no_cover(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    page.goto(f"/rounds/{round_.pk}/answer/")
    box = page.get_by_label("Send an empty ballot while I have not answered")
    expect(box).to_be_hidden()
    page.get_by_label("This is my own device").check()
    expect(box).to_be_visible()

    begin(page, round_, mine=False)
    expect(page.get_by_role("heading", name=TRUST.text)).to_be_visible()

    assert page.evaluate(COVER) is None
