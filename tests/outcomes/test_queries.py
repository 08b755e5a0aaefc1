from decimal import Decimal

import pytest

from bothways.outcomes.measures import EVERYBODYS, as_number, of_own, plain
from bothways.outcomes.models import OwnMeasure
from bothways.outcomes.months import Month
from bothways.outcomes.queries import figures_of, mark_of, measures, suggestion_for, table
from bothways.outcomes.registry import SOURCES, delivers
from bothways.people.models import Person
from tests.factories import TODAY
from tests.outcomes.conftest import OCTOBER, write, write_year

pytestmark = pytest.mark.both  # PostgreSQL's constraints, too


def test_a_table_has_the_months_between_also_those_without_figures(people_lead: Person) -> None:
    write(people_lead, OCTOBER, headcount=31)
    write(people_lead, OCTOBER.plus(-3), leavers=1)

    found = table()

    assert [str(month) for month in found.months] == ["2026-07", "2026-08", "2026-09", "2026-10"]
    assert found.newest("leavers") == Month(2026, 7)
    assert found.of("days_lost") == {}


def test_a_table_begins_and_ends_where_it_is_asked_to(people_lead: Person) -> None:
    write_year(people_lead, months=14, headcount=31)

    found = table(Month(2025, 12), Month(2026, 2))

    assert [str(month) for month in found.months] == ["2025-12", "2026-01", "2026-02"]


def test_own_measures_come_after_those_of_everybody_by_their_place(on_time: OwnMeasure) -> None:
    assert [one.code for one in measures()] == [*EVERYBODYS, "orders_out_on_time"]


def test_a_mark_tells_figures_apart_and_not_how_they_are_written() -> None:
    assert mark_of({"leavers": Decimal("1.000")}) == mark_of({"leavers": Decimal(1)})
    assert mark_of({"leavers": Decimal(1)}) != mark_of({"leavers": Decimal(2)})
    assert mark_of({}) != mark_of({"leavers": Decimal(0)})


def test_one_month_has_its_figures_by_code(people_lead: Person, on_time: OwnMeasure) -> None:
    write(people_lead, leavers=1, orders_out_on_time="94.5")
    write(people_lead, OCTOBER.plus(-1), leavers=3)

    assert figures_of(OCTOBER) == {"leavers": 1, "orders_out_on_time": Decimal("94.5")}


def test_who_has_a_last_day_to_come_is_here_and_who_begins_later_is_not(
    employee: Person, colleague: Person
) -> None:
    from bothways.record.actions import note
    from tests.factories import at_nine

    note("organisation.named", by=None, at=at_nine(TODAY.replace(year=2025)))
    before = suggestion_for(OCTOBER).values["headcount"]
    employee.leaves_on = Month(2026, 12).last_day
    employee.save()
    colleague.started_on = TODAY
    colleague.save()

    assert suggestion_for(OCTOBER).values["headcount"] == before - 1


def test_another_room_delivers_by_registering_a_function_of_the_month(people_lead: Person) -> None:
    @delivers("days_to_decide")
    def days(month: Month) -> Decimal | None:
        return Decimal(month.month) if month.month > 9 else None

    try:
        assert suggestion_for(OCTOBER).values["days_to_decide"] == 10
        assert "days_to_decide" not in suggestion_for(Month(2026, 9)).values
    finally:
        del SOURCES["days_to_decide"]


def test_a_figure_is_plain_for_programs_and_worded_for_people(on_time: OwnMeasure) -> None:
    measure = of_own(on_time)

    assert [plain(Decimal(text)) for text in ("4.500", "10.000", "100", "-0.250")] == [
        *("4.5", "10", "100", "-0.25")
    ]
    assert measure.words(Decimal("94.500")) == "94.5\u00a0%"
    assert as_number(Decimal("31.000"), 0) == 31
    assert as_number(Decimal("94.500"), 1) == 94.5
