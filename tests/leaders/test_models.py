"""When what is said by name is shown, and to whom a profile is open, on each day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from bothways.leaders.models import NamedSheet, ProfileShare
from bothways.leaders.queries import own_shares, shares_with
from bothways.people.models import Person
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.factories import TODAY

pytestmark = pytest.mark.both  # PostgreSQL's constraints, too

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def sheet(state: str, *, given_on: date = TODAY) -> NamedSheet:
    return NamedSheet(round=Round(state=state), given_on=given_on, answers=[])


@pytest.mark.parametrize("state", ["open", "closed", "void"])
def test_nothing_is_shown_of_a_round_that_is_not_counted(state: str) -> None:
    assert not sheet(state).is_shown(TOMORROW)
    assert not sheet(state, given_on=YESTERDAY).is_shown(TODAY)


def test_of_a_counted_round_it_is_shown_from_the_day_after() -> None:
    assert not sheet("released").is_shown(TODAY)
    assert sheet("released").is_shown(TOMORROW)
    assert sheet("released", given_on=YESTERDAY).is_shown(TODAY)


def share(by: Person, with_whom: str, **fields: object) -> ProfileShare:
    days = {"from_on": TODAY, "until_on": TODAY + timedelta(days=14)}
    return ProfileShare.objects.create(leader=by, shown_to=with_whom, **(days | fields))  # type: ignore[arg-type]


def test_its_first_and_its_last_day_count(firm: Cast) -> None:
    one = share(firm.manager, "team")

    days = [YESTERDAY, TODAY, TODAY + timedelta(days=14), TODAY + timedelta(days=15)]
    assert [one.is_on(day) for day in days] == [False, True, True, False]


def test_what_was_taken_back_is_open_to_its_leader_alone(firm: Cast) -> None:
    one = share(firm.manager, "everyone", ended_on=TODAY)

    assert one.is_open_to(firm.manager, on=TODAY)
    assert not one.is_open_to(firm.employee, on=TODAY)
    assert not one.is_open_to(firm.owner, on=TODAY)


def test_the_team_is_who_reports_to_the_leader_and_nobody_below_them(firm: Cast) -> None:
    one = share(firm.owner, "team")

    assert one.is_open_to(firm.manager, on=TODAY)
    assert not one.is_open_to(firm.employee, on=TODAY)


def test_whoever_leads_the_leader_is_one_person(firm: Cast) -> None:
    one = share(firm.manager, "above")

    assert one.is_open_to(firm.owner, on=TODAY)
    assert not one.is_open_to(firm.people_lead, on=TODAY)
    assert not one.is_open_to(firm.employee, on=TODAY)


def test_nobody_sees_the_profile_of_somebody_who_has_left(firm: Cast) -> None:
    one = share(firm.manager, "everyone")
    firm.manager.left_on = TODAY

    assert not one.is_open_to(firm.employee, on=TODAY)


def test_a_share_ends_after_it_begins_and_there_is_one_of_a_kind(firm: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        share(firm.manager, "team", until_on=YESTERDAY)
    share(firm.manager, "team")
    with pytest.raises(IntegrityError), transaction.atomic():
        share(firm.manager, "team")


def test_the_list_names_each_leader_once_and_never_oneself(firm: Cast) -> None:
    share(firm.manager, "team")
    share(firm.manager, "everyone")
    share(firm.other_manager, "team")

    assert [s.leader for s in shares_with(firm.employee, on=TODAY)] == [firm.manager]
    assert shares_with(firm.manager, on=TODAY) == []
    assert len(own_shares(firm.manager, on=TODAY)) == 2
    assert own_shares(firm.manager, on=TODAY + timedelta(days=20)) == []
