"""Reads about people that more than one room needs."""

from bothways.people.models import Person
from bothways.people.queries import direct_reports, line_above, organisation
from tests.cast import Cast


def test_before_the_first_run_there_is_no_organisation() -> None:
    assert organisation() is None


def test_the_organisation_is_the_firm(firm: Cast) -> None:
    assert organisation() == firm.organisation


def test_the_line_above_is_nearest_first(firm: Cast) -> None:
    assert line_above(firm.employee) == [firm.manager, firm.owner]
    assert line_above(firm.owner) == []


def test_a_circle_in_old_data_ends_the_line(firm: Cast) -> None:
    Person.objects.filter(pk=firm.owner.pk).update(manager=firm.employee)

    employee = Person.objects.get(pk=firm.employee.pk)
    assert len(line_above(employee)) == 3


def test_reports_are_those_who_are_here(firm: Cast) -> None:
    reports = direct_reports(firm.manager)

    assert firm.employee in reports
    assert firm.leaver not in reports
    assert len(reports) == 11
