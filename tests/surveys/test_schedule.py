"""The plan of a year: nothing twice within a quarter, never two sets in one round."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.test import Client
from django.utils.timezone import now
from hypothesis import given
from hypothesis import strategies as st

from bothways.people.models import Person
from bothways.record.models import Entry
from bothways.surveys.actions import decide_month, planning
from bothways.surveys.models import PlannedMonth, Round
from bothways.surveys.plan_words import newest_changes
from bothways.surveys.schedule import (
    A_YEAR,
    IN_A_PULSE,
    SETS,
    Asked,
    Month,
    asked_so_far,
    due,
    items_of,
    plan,
    plan_of_the_year,
)
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import NOW
from tests.rounds import TRUST, opened

NEVER = Asked({})
TODAY = date(2026, 11, 20)
QUARTER = timedelta(days=90)
What = PlannedMonth.What


def held(months: list[Month]) -> list[Month]:
    return [month for month in months if month.on]


def test_three_sets_come_in_turn_each_once_a_quarter() -> None:
    months = held(plan(TODAY, NEVER, {}))

    assert [month.what for month in months[:6]] == ["a", "b", "c", "a", "b", "c"]
    assert all(month.on and month.on.weekday() == 1 for month in months)
    assert months[0].on == date(2026, 11, 24)
    assert plan(date(2026, 11, 23), NEVER, {})[0].first == date(2026, 12, 1)  # no Tuesday is left


def test_every_set_asks_six_questions_of_three_constructs() -> None:
    for constructs, items in ((SETS[one], items_of(one)) for one in SETS):
        assert len(items) == IN_A_PULSE
        assert tuple(dict.fromkeys(item.construct for item in items)) == constructs


def test_a_month_that_was_missed_is_not_made_up_for() -> None:
    asked = Asked({"a": date(2026, 7, 7), "b": date(2026, 8, 4)})

    months = held(plan(TODAY, asked, {}))

    assert [month.what for month in months[:4]] == ["c", "a", "b", "c"]


def test_a_month_that_is_left_out_lets_its_set_come_next() -> None:
    months = plan(TODAY, NEVER, {date(2026, 12, 1): What.NOTHING})

    assert (months[1].on, months[1].why) == (None, "skipped")
    assert [month.what for month in held(months)[:3]] == ["a", "b", "c"]


def test_after_a_survey_the_pulses_rest_for_a_quarter() -> None:
    later = plan(TODAY, NEVER, {date(2026, 11, 1): What.SURVEY})

    assert [bool(month.on) for month in later[:4]] == [True, False, False, True]


def test_a_third_survey_within_a_year_is_not_planned() -> None:
    asked = Asked({}, surveys=(date(2026, 3, 3), date(2026, 7, 7)))

    month = plan(TODAY, asked, {date(2026, 11, 1): What.SURVEY})[0]

    assert (month.on, month.why) == (None, "twice")


def test_those_who_lead_are_asked_once_a_quarter_two_weeks_later() -> None:
    months = [month for month in plan(TODAY, NEVER, {}) if month.leaders_on]

    assert all(month.what == "a" for month in months)
    days = [month.leaders_on for month in months if month.leaders_on]
    assert all(later - earlier >= QUARTER for earlier, later in pairwise(days))
    assert all(m.on and m.leaders_on and m.leaders_on - m.on == timedelta(14) for m in months)


@given(
    st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    st.dictionaries(st.sampled_from(list(SETS)), st.integers(0, 400)),
    st.dictionaries(st.integers(0, 11), st.sampled_from(["a", "b", "c", "survey", "nothing", ""])),
)
def test_whatever_is_chosen_no_question_comes_back_within_a_quarter(
    today: date, ago: dict[str, int], chosen: dict[int, str]
) -> None:
    asked = Asked({one: today - timedelta(days=days) for one, days in ago.items()})
    firsts = [month.first for month in plan(today, asked, {})]

    months = plan(today, asked, {firsts[number]: what for number, what in chosen.items()})

    last = dict(asked.sets)
    for month in held(months):
        assert month.on is not None
        assert month.on >= today + timedelta(days=3)
        assert (month.on.year, month.on.month) == (month.first.year, month.first.month)
        for one in SETS if month.what == What.SURVEY else [month.what]:
            assert one not in last or month.on - last[one] > QUARTER
            last[one] = month.on
    surveys = [m.on for m in held(months) if m.what == What.SURVEY and m.on]
    assert all(sum(day - A_YEAR < one <= day for one in surveys) <= 2 for day in surveys)


def test_what_was_really_asked_decides_what_comes_next(owner: Person) -> None:
    round_ = opened(owner, questions=[TRUST])

    asked = asked_so_far(round_.closes_at)

    assert set(asked.sets) == {"a"}
    assert due(asked) == "b"


@pytest.mark.parametrize("audience", ["", "leaders"])
def test_one_click_makes_the_draft_of_a_month_and_a_second_one_no_other(
    firm: Cast, client_of: ClientOf, audience: str
) -> None:
    client = client_of(firm.people_lead)
    month = next(one for one in plan_of_the_year(now()) if one.leaders_on)
    sent = {"month": f"{month.first:%Y-%m}", "audience": audience}

    answers = [client.post("/rounds/plan/prepare/", sent) for _click in range(2)]

    round_ = Round.objects.get()
    assert {answer.url for answer in answers} == {f"/rounds/{round_.pk}/"}
    assert round_.audience == (audience or "everyone")
    assert round_.state == Round.State.DRAFT
    asked = {question.construct for question in round_.questions.all()}
    assert audience or asked == set(SETS["a"])


def test_a_months_choice_is_kept_and_taken_back(firm: Cast, client_of: ClientOf) -> None:
    client = client_of(firm.people_lead)
    month = plan_of_the_year(now())[2].first
    sent = {"month": f"{month:%Y-%m}"}

    client.post("/rounds/plan/decide/", {**sent, "what": "nothing"})
    assert "Nothing is asked." in client.get("/rounds/plan/").content.decode()
    answer = client.post("/rounds/plan/prepare/", sent)
    assert answer.status_code == 409
    client.post("/rounds/plan/decide/", {**sent, "what": ""})

    assert not PlannedMonth.objects.exists()
    assert "Nothing is asked in that month" not in client.get("/rounds/plan/").content.decode()


def test_a_change_of_the_plan_is_on_the_record_with_what_was_and_what_is_now(
    firm: Cast, client_of: ClientOf
) -> None:
    client = client_of(firm.people_lead)
    assert "Nothing yet. It runs as the sets take turns." in words(client, "/rounds/plan/")
    month = plan_of_the_year(now())[2]
    sent = {"month": f"{month.first:%Y-%m}"}

    for what in ("nothing", "nothing", "survey", "", ""):
        client.post("/rounds/plan/decide/", {**sent, "what": what})

    entries = list(Entry.objects.filter(verb="plan.changed").order_by("id"))
    planned = {"what": month.what, "by_plan": True}
    nothing, survey = ({"what": one, "by_plan": False} for one in ("nothing", "survey"))
    assert [(one.details["was"], one.details["now"]) for one in entries] == [
        (planned, nothing),
        (nothing, survey),
        (survey, planned),
    ]
    assert {one.by for one in entries} == {firm.people_lead}
    label = dict(What.choices)[month.what]
    last, _middle, first = newest_changes()
    assert (first.was, first.now) == (f"{label} (as the plan says)", "Nothing")
    assert last.now == first.was
    said = f"{first.month}: “Nothing” instead of “{first.was}”."
    assert said in words(client, "/rounds/plan/")
    record = words(client_of(firm.employee), "/record/")
    assert f"changed the plan of the year: {first.month} asks “Nothing”" in record


def test_what_can_not_be_put_on_the_record_is_not_changed(
    firm: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_record(*_what: object, **_said: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(planning, "note", no_record)

    with pytest.raises(ConnectionError):
        decide_month(plan_of_the_year(NOW)[2].first, "nothing", by=firm.owner, at=NOW)

    assert not PlannedMonth.objects.exists()
    assert not Entry.objects.filter(verb="plan.changed").exists()


@pytest.mark.parametrize("month", ["2020-01", "2199-12"])
def test_a_month_that_the_plan_does_not_reach_is_refused(
    firm: Cast, client_of: ClientOf, month: str
) -> None:
    sent = {"month": month, "what": "nothing"}

    answer = client_of(firm.people_lead).post("/rounds/plan/decide/", sent)

    assert answer.status_code == 409
    assert not PlannedMonth.objects.exists()
    assert not Entry.objects.filter(verb="plan.changed").exists()


def words(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    return " ".join(re.sub(r"<[^>]*>", " ", html).split()).replace(" ”", "”").replace("“ ", "“")


def test_the_plan_is_for_those_who_keep_rounds(firm: Cast, client_of: ClientOf) -> None:
    assert client_of(firm.employee).get("/rounds/plan/").status_code == 403
    assert client_of(firm.employee).post("/rounds/plan/decide/", {}).status_code == 403
    lead = client_of(firm.people_lead)
    assert lead.post("/rounds/plan/decide/", {"month": "soon", "what": "a"}).status_code == 404
    assert "The plan of the year" in lead.get("/rounds/").content.decode()
