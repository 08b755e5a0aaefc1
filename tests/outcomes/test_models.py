from datetime import date

import pytest
from django.db import IntegrityError, transaction

from bothways.outcomes.models import Figure, LastFile, OwnMeasure
from bothways.outcomes.months import Month
from bothways.people.models import Person
from tests.factories import NOW

pytestmark = pytest.mark.both  # PostgreSQL's constraints, too

OCTOBER = {"year": 2026, "month": 10, "source": "typed"}


def refused(**fields: object) -> bool:
    try:
        with transaction.atomic():
            Figure.objects.create(**{**OCTOBER, "value": 1, "kind": "leavers", **fields})
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "fields",
    [
        {"month": 0},
        {"month": 13},
        {"year": 1999},
        {"year": 2200},
        {"value": -1},
        {"kind": "own"},
    ],
    ids=str,
)
def test_the_database_itself_refuses_what_is_no_figure(db: None, fields: dict[str, int]) -> None:
    assert refused(**fields)


def test_a_month_has_one_figure_of_a_measure(db: None, on_time: OwnMeasure) -> None:
    assert not refused()
    assert refused(value=2)
    assert not refused(kind="headcount")
    assert not refused(kind="own", own=on_time)
    assert refused(kind="own", own=on_time)


def test_what_is_the_firms_own_may_lie_below_nought(db: None, on_time: OwnMeasure) -> None:
    assert not refused(kind="own", own=on_time, value=-4)


def test_a_figure_of_everybodys_measures_belongs_to_no_own_one(on_time: OwnMeasure) -> None:
    assert refused(kind="leavers", own=on_time)


@pytest.mark.parametrize(
    "fields",
    [{"place": 0}, {"place": 6}, {"decimals": 4}, {"name": ""}, {"place": 1}, {"name": "On time"}],
    ids=str,
)
def test_the_database_itself_keeps_five_own_measures_with_names(
    db: None, fields: dict[str, object]
) -> None:
    plain = {"unit": "%", "better": "more"}
    OwnMeasure.objects.create(code="on_time", place=1, name="On time", **plain)
    other = {"code": "output", "place": 2, "name": "Output", **plain, **fields}

    with pytest.raises(IntegrityError), transaction.atomic():
        OwnMeasure.objects.create(**other)


def test_the_place_of_a_dropped_measure_is_free(db: None) -> None:
    plain = {"place": 1, "name": "On time", "better": "more"}
    OwnMeasure.objects.create(code="one", dropped_on=date(2026, 10, 1), **plain)

    assert OwnMeasure.objects.create(code="two", **plain).pk


def test_a_measure_with_figures_is_not_deleted(people_lead: Person, on_time: OwnMeasure) -> None:
    from django.db.models import ProtectedError

    assert not refused(kind="own", own=on_time)

    with pytest.raises(ProtectedError):
        on_time.delete()


def test_there_is_one_last_file(db: None) -> None:
    LastFile.objects.create(file_name="a.csv", at=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        LastFile.objects.create(file_name="b.csv", at=NOW)


def test_a_figure_says_which_month_and_measure_it_is(db: None) -> None:
    figure = Figure(**OCTOBER, kind="leavers", value=1)

    assert str(figure) == "2026-10 leavers"
    assert figure.when == Month(2026, 10)


def test_no_row_of_figures_points_at_a_person_or_below_the_firm(db: None) -> None:
    columns = {field.name for field in Figure._meta.get_fields()}

    assert columns == {"id", "year", "month", "kind", "own", "value", "source"}
