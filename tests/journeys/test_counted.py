"""'Was my answer counted?': the receipt is kept, the list is fetched whole, the browser looks."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Request, Route, expect

from bothways.people.models import Person
from bothways.results.actions import close_due_rounds
from bothways.surveys.models import Entitlement, Round
from bothways.surveys.voting import cast_ballot
from tests.journeys.axe import assert_accessible
from tests.journeys.conftest import DESK, WindowOf
from tests.journeys.sitting import answer, begin, in_the_box, seal
from tests.rounds import opened

pytestmark = pytest.mark.browser

Change = Callable[[dict[str, Any]], None]


@pytest.fixture
def round_(owner: Person) -> Round:
    return opened(owner, opens_at=timezone.now() - timedelta(hours=1))


def answered(page: Page, round_: Round, *, mine: bool = True) -> str:
    """Answer in a browser and return the link of the receipt."""
    begin(page, round_, mine=mine)
    answer(page, "Agree", "Agree", "Agree")
    seal(page)
    in_the_box(page)
    page.get_by_text("Keep your receipt").click()
    expect(page.locator(".qr path")).to_have_count(1)
    return page.get_by_label("Or keep this link").input_value()


def close(round_: Round) -> None:
    done = Entitlement.objects.filter(round=round_).exclude(blinded_digest="")
    here = set(done.values_list("person_id", flat=True))
    for person in Person.objects.here().exclude(pk__in=here):
        cast_ballot(round_, person, [3, 3, 3], at=timezone.now())
    close_due_rounds(round_.closes_at)


def look(page: Page, round_: Round) -> None:
    page.goto(f"/results/{round_.pk}/counted/")
    expect(page.locator("[data-counted][data-done]")).to_be_attached()


def lie(page: Page, change: Change) -> None:
    """Let the server hand out another file than it has."""

    def changed(route: Route) -> None:
        file = route.fetch().json()
        change(file)
        route.fulfill(json=file)

    page.route("**/public.json*", changed)


def test_the_receipt_is_kept_and_finds_the_answer_in_the_box(
    employee: Person, round_: Round, window_of: WindowOf, tmp_path: Path
) -> None:
    page = window_of(employee)
    link = answered(page, round_)
    assert_accessible(page)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save as a file").click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    assert json.loads(file.read_text())["kind"] == "bothways-receipt"
    code = page.locator(".qr").screenshot(path=tmp_path / "code.png")
    close(round_)

    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108
    look(page, round_)

    expect(page.get_by_text("It was in the box when the box was closed.")).to_be_visible()
    expect(page.get_by_text("All of it holds.")).to_be_visible()
    expect(page.get_by_text("All 31 lines are there")).to_be_visible()
    assert_accessible(page)
    secret = link.partition("#")[2]
    leaf = page.locator("[data-leaf]").inner_text().replace(" ", "")
    told = "".join(f"{r.url} {r.headers} {r.post_data}" for r in asked)
    assert leaf not in told
    assert secret not in told
    _elsewhere(window_of(employee, width=DESK), round_, link, file, code)


def _elsewhere(page: Page, round_: Round, link: str, file: Path, code: bytes) -> None:
    """The same from a device that keeps no receipt: by link, file and photograph."""
    look(page, round_)
    expect(page.get_by_text("This browser keeps no receipt of yours")).to_be_visible()
    found = page.get_by_text("It was in the box when the box was closed.")
    page.get_by_text("Bring a receipt").click()
    assert_accessible(page)

    photograph = {"name": "code.png", "mimeType": "image/png", "buffer": code}
    page.get_by_label("Or the file, or a photograph of the code").set_input_files([photograph])  # type: ignore[list-item]
    expect(found).to_be_visible()
    _brought_before_the_list_is_there(page, file)
    expect(found).to_be_visible()
    page.goto(link)
    expect(found).to_be_visible()
    assert "#" not in page.url


def _brought_before_the_list_is_there(page: Page, file: Path) -> None:
    """On a slow network the receipt is chosen first, and looked for as soon as it can be."""
    held: list[Route] = []
    page.route("**/public.json*", lambda route: held.append(route))  # noqa: PLW0108
    page.reload()
    page.get_by_text("Bring a receipt").click()
    page.get_by_label("Or the file, or a photograph of the code").set_input_files(file)
    expect(page.locator("[data-counted]:not([data-done])")).to_be_attached()
    held[0].continue_()
    page.unroute("**/public.json*")


def test_what_an_operator_takes_out_exchanges_or_adds_is_said(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    answered(page, round_)
    close(round_)

    def without_any_list(file: dict[str, Any]) -> None:
        file["leaves"] = ""

    def other_counts(file: dict[str, Any]) -> None:
        sheet = json.loads(file["sheet"]["text"])
        sheet["blocks"][0]["issued"] = 0
        file["sheet"]["text"] = json.dumps(sheet)

    def other_rules(file: dict[str, Any]) -> None:
        file["manifest"] = file["manifest"].replace('"k":7', '"k":1')

    for change, words in (
        (without_any_list, "Lines are missing, or were added."),
        (without_any_list, "It is not on the list."),
        (other_counts, "more envelopes in the box than were stamped"),
        (other_counts, "The company's signature does not fit what is shown here."),
        (other_rules, "No announcement on the ledger names these rules"),
        (other_rules, "Your receipt was signed under other rules"),
    ):
        page.unroute_all()
        lie(page, change)
        look(page, round_)
        expect(page.get_by_text(words).locator("visible=true").first).to_be_visible()
        expect(page.get_by_text("Something does not hold.")).to_be_visible()
    assert_accessible(page)


def test_whoever_answered_again_is_told_that_the_older_answer_gave_way(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    older = answered(page, round_)
    page.wait_for_timeout(1100)  # a counter knows seconds
    page.get_by_role("button", name="Answer again").click()
    answer(page, "Disagree", "Disagree", "Disagree")
    seal(page)
    in_the_box(page)
    close(round_)

    look(page, round_)
    expect(page.get_by_text("You answered more than once.")).to_be_visible()
    expect(page.get_by_text("It was in the box when the box was closed.")).to_be_visible()

    elsewhere = window_of(employee)
    elsewhere.goto(older)
    expect(elsewhere.get_by_text("It is not on the list.")).to_be_visible()
    expect(elsewhere.get_by_text("the newer answer took its place")).to_be_visible()


def test_whoever_is_signed_out_meanwhile_is_told_so_and_not_that_something_does_not_hold(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)
    close_due_rounds(round_.closes_at)

    def once_signed_out(route: Route) -> None:
        page.context.clear_cookies()
        nobody = {"cookie": "sessionid=gone"}
        route.fulfill(response=route.fetch(headers=nobody, max_redirects=0))

    page.route("**/public.json*", once_signed_out)
    look(page, round_)

    expect(page.get_by_text("You are signed out, so nothing could be checked.")).to_be_visible()
    expect(page.get_by_text("All of it holds.")).to_be_hidden()
    expect(page.get_by_text("Something does not hold.")).to_be_hidden()
    assert_accessible(page)


def test_a_shared_device_shows_the_receipt_once_and_keeps_none(
    employee: Person, round_: Round, window_of: WindowOf
) -> None:
    page = window_of(employee)

    answered(page, round_, mine=False)

    assert "receipt" not in page.evaluate("JSON.stringify({...localStorage})")
