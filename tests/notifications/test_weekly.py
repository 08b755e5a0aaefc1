"""The registry of what stands in somebody's week: each thing once, in order, in bulk."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bothways.notifications import weekly
from bothways.notifications.weekly import (
    ANSWERED,
    NEEDS_ME,
    NEW,
    PROMISED,
    SECTIONS,
    Line,
    Lines,
    lines_for,
    moment_of,
)
from bothways.people.models import Person
from tests.cast import Cast
from tests.factories import TODAY, make_promise


@pytest.fixture
def only_these(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty registry, so that a test says all that stands in it."""
    monkeypatch.setattr(weekly, "PROVIDERS", [])


def register(section: str, *lines: Line) -> None:
    @weekly.weekly(section)
    def provider(people: Sequence[Person], _on: date) -> Lines:
        return {person.pk: list(lines) for person in people}


def keys(person: Person, section: str) -> list[str]:
    return [line.key for line in lines_for([person], TODAY)[person.pk][section]]


@pytest.mark.usefixtures("only_these")
def test_everybody_has_every_section_and_nothing_in_it_where_nobody_says_anything(
    firm: Cast,
) -> None:
    weeks = lines_for(firm.people(), TODAY)

    assert set(weeks) == {person.pk for person in firm.people()}
    assert all(week == {section: [] for section in SECTIONS} for week in weeks.values())


@pytest.mark.usefixtures("only_these")
def test_a_thing_stands_once_and_an_answer_rather_among_the_answers(employee: Person) -> None:
    register(NEW, Line("promise:1", "new"))
    register(ANSWERED, Line("promise:1", "answered"), Line("promise:2", "answered too"))
    register(PROMISED, Line("promise:1", "promised"))

    assert keys(employee, PROMISED) == []
    assert keys(employee, ANSWERED) == ["promise:1", "promise:2"]
    assert keys(employee, NEW) == []


@pytest.mark.usefixtures("only_these")
def test_a_line_can_stand_elsewhere_than_its_provider(employee: Person) -> None:
    register(NEEDS_ME, Line("a", "to do"), Line("b", "news", section=NEW))

    assert (keys(employee, NEEDS_ME), keys(employee, NEW)) == (["a"], ["b"])


@pytest.mark.usefixtures("only_these")
def test_what_is_heavy_comes_first_then_what_waits_longest(employee: Person) -> None:
    old, young = TODAY - timedelta(days=9), TODAY - timedelta(days=1)
    register(
        NEEDS_ME,
        Line("young", "", since=young),
        Line("old", "", since=old),
        Line("heavy", "", since=TODAY, weight=100),
    )

    assert keys(employee, NEEDS_ME) == ["heavy", "old", "young"]


@pytest.mark.usefixtures("only_these")
def test_of_what_is_no_duty_the_newest_comes_first(employee: Person) -> None:
    old, young = TODAY - timedelta(days=9), TODAY - timedelta(days=1)
    register(NEW, Line("old", "", since=old), Line("young", "", since=young))

    assert keys(employee, NEW) == ["young", "old"]


def test_the_number_of_queries_does_not_grow_with_the_people(firm: Cast) -> None:
    for n in range(3):
        make_promise(firm.manager, f"Gauge {n} is there.", due_on=TODAY + timedelta(days=2))
    setting_up = Person.objects.filter(pk__in=[firm.owner.pk, firm.people_lead.pk])

    with CaptureQueriesContext(connection) as of_two:
        lines_for(setting_up, TODAY)
    with CaptureQueriesContext(connection) as of_all:
        weeks = lines_for(Person.objects.here(), TODAY)

    assert len(of_all) == len(of_two)
    assert len(weeks[firm.manager.pk][NEEDS_ME]) == 3
    assert len(weeks[firm.employee.pk][PROMISED]) == 3


def test_a_day_stands_for_now_if_it_is_today_and_for_its_morning_else() -> None:
    today = timezone.localdate()

    assert abs(moment_of(today) - timezone.now()) < timedelta(minutes=1)
    assert timezone.localtime(moment_of(today - timedelta(days=1))).hour == 9
