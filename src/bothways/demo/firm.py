"""Millrace as a firm: founded once from the list of people, then people come and go."""

import csv
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import StringIO

from bothways.demo.stories import Somebody, everybody
from bothways.firm.actions import keep_values
from bothways.firm.queries import mark_of_values_held
from bothways.members.actions import (
    add_person,
    draw_line,
    end_membership,
    give_role,
    import_people,
    work_also_in,
)
from bothways.members.importing import read_table
from bothways.people.models import Line, Organisation, Person, Role, Unit, Value
from bothways.record.actions import note

NAME = "Millrace"
STANDS_IN = timedelta(days=42)
COLUMNS = ("number", "name", "email", "unit", "manager", "title", "site", "started")
VALUES = (
    ("Our word counts", "We promise little, and we keep it or say early."),
    ("One rule for all", "The rota, the parking and the overtime hold for the owner too."),
    ("Home unhurt", "Anyone may stop a machine, and is thanked for it."),
)
ROLES = {
    "M001": Role.Kind.OWNER,
    "M003": Role.Kind.PEOPLE_LEAD,
    "M039": Role.Kind.REPRESENTATIVE,
}


def found(at: datetime) -> None:
    """Name the firm, take in its list of people as the people lead would, and give the roles."""
    Organisation.objects.create(name=NAME)
    from_the_start = [who for who in everybody() if who.joined_days_ago is None]
    import_people(read_table(_as_file(from_the_start)), by=None, on=at.date(), at=at)
    owner = person("M001")
    note("organisation.named", by=owner, at=at, name=NAME)
    for number, kind in ROLES.items():
        give_role(person(number), kind, by=owner, at=at)
    keep_values(VALUES, seen=mark_of_values_held(), by=owner, at=at, on=at.date())


def share(at: datetime) -> None:
    """Let one person work in two units, and one lead stand in for another who is away."""
    by, second = person("M003"), Unit.objects.get(path="Millrace/Operations/Assembly line 2")
    work_also_in(person("M051"), second, by=by, at=at)
    draw_line(person("M051"), person("M005"), Line.Kind.MATRIX, by=by, at=at)
    back = at.date() + STANDS_IN
    for number in ("M044", "M046"):
        stands_in = person("M007")
        draw_line(person(number), stands_in, Line.Kind.INTERIM, by=by, until_on=back, at=at)


def who_came_later() -> list[Somebody]:
    """Return those who joined while the story runs."""
    return [who for who in everybody() if who.joined_days_ago is not None]


def who_left() -> list[Somebody]:
    """Return those who left while the story runs."""
    return [who for who in everybody() if who.left_days_ago is not None]


def joining(who: Somebody, day: date) -> Callable[[datetime], None]:
    """Return the act of adding somebody on their first day."""

    def join(at: datetime) -> None:
        add_person(
            name=who.name,
            unit=who.unit,
            by=person("M003"),
            email=who.email,
            number=who.number,
            manager=person(who.manager),
            title=who.title,
            site=who.site,
            started_on=day,
            at=at,
        )

    return join


def leaving(who: Somebody, day: date) -> Callable[[datetime], None]:
    """Return the act of saying goodbye to somebody."""

    def leave(at: datetime) -> None:
        end_membership(person(who.number), by=person("M003"), on=day, at=at)

    return leave


def person(number: str) -> Person:
    """Return the person with this staff number."""
    return Person.objects.get(number=number)


def value(name: str) -> Value | None:
    """Return the value of this name; without a name none."""
    return Value.objects.get(name=name) if name else None


def _as_file(people: list[Somebody]) -> bytes:
    """Write the list as a firm would hand it in."""
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    rows.writerows([getattr(who, column) for column in COLUMNS] for who in people)
    return text.getvalue().encode()
