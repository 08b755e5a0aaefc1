"""Was it kept? Said by name and answered; drafted for the month, announced, and read as counted."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from bothways.commitments.models import Commitment
from bothways.confirmations.actions import gather
from bothways.confirmations.gathering import first_working_day
from bothways.confirmations.models import Gathered
from bothways.confirmations.questions import code_of
from bothways.people.models import Person
from bothways.surveys.models import Round
from tests.cast import ASSEMBLY, Cast
from tests.confirmations.made import BY_NAME, SECRETLY, kept
from tests.factories import at_nine, make_unit
from tests.journeys.axe import assert_accessible, sideways
from tests.journeys.conftest import DESK, PHONE, WindowOf
from tests.trust.counted import make_counted

pytestmark = pytest.mark.browser

LONG_AGO, LATELY = 90, 45  # days: each in a month of its own


def ago(n_days: int) -> date:
    """The day so many days before today."""
    return localdate() - timedelta(days=n_days)


def kept_ago(by: Person, text: str, n_days: int, **fields: object) -> Commitment:
    """A promise that was kept so many days ago."""
    return kept(by, text, made_on=ago(n_days + 1), closed_on=ago(n_days), **fields)


def counted_of(firm: Cast, promise: Commitment, month: date) -> Round:
    """The month's round about this promise: ten in each half of the firm say that it was kept."""
    code = code_of(promise, Gathered.Asks.KEPT)
    asked = {code: (code, f"“{promise.text}” It was kept.", False)}
    ballots, closed = dict.fromkeys(("b1", "b2"), [(5,)] * 10), at_nine(month + timedelta(days=10))
    round_ = make_counted(
        firm, ballots, questions=asked, closed=closed, title="What was promised", kind="promises"
    )
    Gathered.objects.create(round=round_, code=code, commitment=promise, asks=Gathered.Asks.KEPT)
    return round_


def looked_at(page: Page) -> None:
    """What every page here must hold, on a phone and on a desk."""
    assert_accessible(page)
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 844})
        assert sideways(page) <= 0


def test_one_sees_it_differently_and_is_answered_by_name(firm: Cast, window_of: WindowOf) -> None:
    promise = kept_ago(
        firm.manager, "Every station has its gauges.", 2, to=make_unit(ASSEMBLY), confirm=BY_NAME
    )
    employee, lead = window_of(firm.employee), window_of(firm.manager)

    employee.goto("/confirmations/")
    looked_at(employee)
    employee.get_by_role("link", name="Say whether it was kept").first.click()
    looked_at(employee)
    employee.get_by_label("I see it differently").check()
    employee.get_by_role("button", name="Say it").click()
    expect(employee.get_by_text("Say what you see differently").first).to_be_visible()
    employee.get_by_label("In your words").fill("Two stations have none.")
    employee.get_by_role("button", name="Say it").click()
    expect(employee.get_by_text("1 sees it differently").first).to_be_visible()
    looked_at(employee)

    lead.goto(f"/promises/{promise.pk}/")
    expect(lead.get_by_text("Jo Marsh sees it differently")).to_be_visible()
    lead.get_by_role("link", name="Answer").first.click()
    lead.get_by_label("Your answer").fill("They come on Monday.")
    looked_at(lead)
    lead.get_by_role("button", name="Answer").click()
    expect(lead.get_by_text("“They come on Monday.”")).to_be_visible()

    employee.reload()
    employee.get_by_role("link", name="Say it differently").click()
    employee.get_by_label("It was kept").check()
    employee.get_by_label("In your words").fill("Now they hang there.")
    employee.get_by_role("button", name="Say it").click()
    expect(employee.get_by_text("1 of 11 confirmed").first).to_be_visible()

    lead.goto("/promises/")
    expect(lead.get_by_text("1 of 11 confirmed")).to_be_visible()
    assert promise.judgements.count() == 2


def test_the_month_s_round_is_drafted_announced_and_read(firm: Cast, window_of: WindowOf) -> None:
    before = kept_ago(firm.owner, "The roof is tight.", LONG_AGO, confirm=SECRETLY)
    counted = counted_of(firm, before, first_working_day(ago(LATELY)))
    waits = kept_ago(firm.owner, "Soup comes on Fridays.", LATELY, confirm=SECRETLY)
    draft = gather(at=at_nine(max(localdate(), first_working_day(localdate()))))
    assert draft is not None
    keeper, employee = window_of(firm.people_lead), window_of(firm.employee)

    employee.goto(f"/promises/{before.pk}/")
    expect(employee.get_by_text("of 20 who answered say it was kept").first).to_be_visible()
    employee.goto(f"/confirmations/rounds/{counted.pk}/")
    looked_at(employee)
    employee.goto(f"/promises/{waits.pk}/")
    expect(employee.get_by_text("It is not announced yet.")).to_be_visible()

    keeper.goto(f"/rounds/{draft.pk}/")
    keeper.get_by_role("link", name="What it asks about").click()
    expect(keeper.get_by_text("Soup comes on Fridays.")).to_be_visible()
    looked_at(keeper)
    keeper.get_by_role("link", name="Look at it and announce it").click()
    keeper.get_by_role("button", name="Fix the rules and announce").click()
    expect(keeper.get_by_role("button", name="Fix the rules and announce")).to_have_count(0)

    employee.reload()
    expect(employee.get_by_text("They are asked secretly just now.")).to_be_visible()
