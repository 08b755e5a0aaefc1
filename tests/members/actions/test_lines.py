"""Second units, second leaders, stand-ins, and last days to come."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from bothways.members.actions import (
    draw_line,
    end_line,
    give_role,
    mark_leavers,
    plan_leaving,
    stop_also,
    take_role,
    work_also_in,
)
from bothways.members.errors import (
    DayPassedError,
    HasLeftError,
    LastOwnerError,
    LeadsPeopleError,
    StandInError,
)
from bothways.members.jobs import note_who_has_left
from bothways.members.queries import leaving, may_represent
from bothways.people.models import Line, Person, Role
from bothways.record.models import Entry
from tests.cast import Cast
from tests.factories import at_nine, give

A_DAY = timedelta(days=1)
INTERIM, MATRIX = Line.Kind.INTERIM, Line.Kind.MATRIX


def test_a_second_unit_is_kept_once_and_can_go_again(firm: Cast) -> None:
    stores = firm.other_employee.unit
    for _twice in range(2):
        work_also_in(firm.employee, stores, by=firm.people_lead)
    assert [also.unit for also in firm.employee.also.all()] == [stores]

    stop_also(firm.employee.also.get(), by=firm.people_lead)

    assert not firm.employee.also.exists()
    assert Entry.objects.filter(verb="line.changed", by=firm.people_lead).count() == 2


def test_ones_own_unit_is_no_second_one(firm: Cast) -> None:
    work_also_in(firm.employee, firm.employee.unit, by=firm.people_lead)

    assert not firm.employee.also.exists()


def test_another_stand_in_takes_the_place_of_the_first(firm: Cast) -> None:
    for leader in (firm.colleague, firm.other_manager):
        draw_line(firm.employee, leader, INTERIM, by=firm.people_lead)

    assert firm.employee.lines.get().leader == firm.other_manager


def test_there_may_be_several_second_leaders(firm: Cast) -> None:
    for leader in (firm.colleague, firm.other_manager):
        draw_line(firm.employee, leader, MATRIX, by=firm.people_lead)

    line = firm.employee.lines.filter(leader=firm.colleague).get()
    end_line(line, by=firm.people_lead)

    assert [line.leader for line in firm.employee.lines.all()] == [firm.other_manager]


def test_who_can_not_be_a_second_leader_or_stand_in_is_refused(firm: Cast) -> None:
    today = localdate()
    wrong = [
        (firm.employee, MATRIX, {}),
        (firm.manager, MATRIX, {}),
        (firm.leaver, INTERIM, {}),
        (firm.representative, INTERIM, {}),
        (firm.colleague, INTERIM, {"from_on": today, "until_on": today - A_DAY}),
    ]
    for leader, kind, days in wrong:
        with pytest.raises(StandInError, match="Choose somebody else"):
            draw_line(firm.employee, leader, kind, by=firm.people_lead, **days)

    assert not Line.objects.exists()


def test_who_stands_in_can_not_be_the_representative_meanwhile(firm: Cast) -> None:
    draw_line(firm.employee, firm.colleague, INTERIM, by=firm.people_lead)

    with pytest.raises(LeadsPeopleError):
        give_role(firm.colleague, Role.Kind.REPRESENTATIVE, by=firm.owner)
    assert firm.colleague not in may_represent()


def test_a_last_day_to_come_changes_nothing_until_it_is_over(firm: Cast) -> None:
    today = localdate()
    plan_leaving(firm.manager, last_day=today, on=today, by=firm.owner)

    assert mark_leavers(on=today) == 0
    assert firm.manager.is_active
    assert not Entry.objects.filter(about_id=str(firm.manager.pk)).exists()

    note = note_who_has_left(at_nine(today + A_DAY))

    firm.manager.refresh_from_db()
    firm.employee.refresh_from_db()
    assert (note, firm.manager.left_on, firm.manager.leaves_on) == ("1 left", today, None)
    assert firm.employee.manager == firm.owner
    assert Entry.objects.get(verb="person.left").by is None
    assert note_who_has_left(at_nine(today + A_DAY)) == ""


def test_what_must_be_given_to_others_is_said_before(firm: Cast) -> None:
    give(firm.manager, Role.Kind.PEOPLE_LEAD)
    plan_leaving(firm.manager, last_day=localdate() + A_DAY, on=localdate(), by=firm.owner)
    plan_leaving(firm.dispatcher, last_day=localdate(), on=localdate(), by=firm.owner)

    first, second = leaving()

    assert (first.person, first.led, first.roles) == (firm.dispatcher, (), ())
    assert (second.person, second.roles) == (firm.manager, ("people lead",))
    assert "Jo Marsh" in second.led
    assert "Nils Grau" not in second.led


def test_somebody_who_leaves_can_stay_after_all(firm: Cast) -> None:
    plan_leaving(firm.employee, last_day=localdate(), on=localdate(), by=firm.owner)
    plan_leaving(firm.employee, last_day=None, on=localdate(), by=firm.owner)

    assert mark_leavers(on=localdate() + 9 * A_DAY) == 0


def test_a_last_day_that_is_over_and_one_of_a_leaver_are_refused(firm: Cast) -> None:
    with pytest.raises(DayPassedError, match="is over"):
        plan_leaving(firm.employee, last_day=localdate() - A_DAY, on=localdate(), by=firm.owner)
    with pytest.raises(HasLeftError):
        plan_leaving(firm.leaver, last_day=localdate(), on=localdate(), by=firm.owner)


def test_the_last_owner_who_stays_can_neither_leave_nor_lose_it(firm: Cast) -> None:
    with pytest.raises(LastOwnerError):
        plan_leaving(firm.owner, last_day=localdate(), on=localdate(), by=firm.owner)
    give(firm.people_lead, Role.Kind.OWNER)
    plan_leaving(firm.owner, last_day=localdate(), on=localdate(), by=firm.owner)

    with pytest.raises(LastOwnerError):
        take_role(firm.people_lead, Role.Kind.OWNER, by=firm.owner)


def test_who_leaves_stands_in_for_nobody_any_more(firm: Cast) -> None:
    draw_line(firm.employee, firm.colleague, INTERIM, by=firm.people_lead)
    plan_leaving(firm.colleague, last_day=localdate(), on=localdate(), by=firm.owner)

    mark_leavers(on=localdate() + A_DAY)

    assert not Line.objects.exists()
    assert Person.objects.get(pk=firm.colleague.pk).left_on
