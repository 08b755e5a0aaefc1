"""The registry of what stands in somebody's week: each thing once, in order, in bulk."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from bothways.notifications import weekly
from bothways.notifications.pointing import Point, Pointing, point
from bothways.notifications.weekly import (
    ANSWERED,
    NEEDS_ME,
    NEW,
    PROMISED,
    SECTIONS,
    Asked,
    Line,
    Lines,
    in_words,
    lines_for,
    moment_of,
)
from bothways.notifications.wishes import put_off
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


# In two steps: all rooms point, and then say.


def everybody(_asked: Asked) -> list[Pointing]:
    return [point(Person.objects.all(), whose="pk", said="name")]


@pytest.mark.usefixtures("only_these")
def test_a_room_that_points_says_its_lines_of_what_was_found(firm: Cast) -> None:
    @weekly.weekly(NEEDS_ME, points=everybody)
    def greeting(person: Person, things: Sequence[Point], asked: Asked) -> list[Line]:
        return [Line(f"hello:{one.said}", person.name, since=asked.on) for one in things]

    (line,) = lines_for([firm.employee], TODAY)[firm.employee.pk][NEEDS_ME]

    assert (line.key, line.words, line.since) == ("hello:Jo Marsh", "Jo Marsh", TODAY)
    assert set(greeting([firm.manager, firm.owner], TODAY)) == {firm.manager.pk, firm.owner.pk}


@pytest.mark.usefixtures("only_these")
def test_what_is_for_some_roles_alone_is_not_even_looked_for_in_other_weeks(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    @weekly.weekly(NEW, points=everybody, only=lambda person: person.has_role("owner"))
    def for_owners(person: Person, things: Sequence[Point], _asked: Asked) -> list[Line]:
        return [Line(one.said, "") for one in things]

    weeks = lines_for([firm.owner, firm.employee], TODAY)

    assert [len(weeks[one.pk][NEW]) for one in (firm.owner, firm.employee)] == [1, 0]
    assert firm.employee.role_kinds == frozenset()
    with django_assert_num_queries(0):
        assert for_owners([firm.employee], TODAY) == {}


def test_what_several_rooms_read_is_read_once() -> None:
    asked, read = Asked([], TODAY), []

    def one_read() -> str:
        read.append("again")
        return "read"

    assert [asked.once(one_read), asked.once(one_read), read] == ["read", "read", ["again"]]


@pytest.mark.usefixtures("only_these")
def test_what_was_put_off_carries_its_day_unless_it_may_not_wait(employee: Person) -> None:
    register(NEEDS_ME, Line("later", ""), Line("now", ""), Line("never", "", may_wait=False))
    for key in ("later", "never"):
        put_off(key, by=employee, until=TODAY + timedelta(days=2))

    def until(on: date) -> dict[str, date | None]:
        return {line.key: line.until for line in lines_for([employee], on)[employee.pk][NEEDS_ME]}

    day = TODAY + timedelta(days=2)
    assert until(TODAY) == {"later": day, "now": None, "never": None}
    assert until(day) == {"later": None, "now": None, "never": None}


def test_words_are_said_when_they_are_read_and_nothing_said_is_nothing() -> None:
    said = iter(["first", "then", ""])

    words = in_words(lambda: next(said))

    assert [str(words), str(words), bool(words)] == ["first", "then", False]
