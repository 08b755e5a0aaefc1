"""What stands in somebody's week: each room registers its own lines in its weekly.py.

A room says it in two steps, so that a page costs a few queries however many rooms there are:

    def asked_now(asked: Asked) -> list[Pointing]:          # 1. what stands in whose week
        waiting = HandOver.objects.filter(state="asked", taken_by__in=asked.people)
        return [point(waiting, whose="taken_by_id", said="commitment__text")]

    @weekly(NEEDS_ME, points=asked_now)
    def asked_to_take_on(person, things, asked) -> list[Line]:   # 2. what is said of it
        return [Line(f"hand-over:{one.thing}", _("..."), said=one.said) for one in things]

All rooms' pointers are one query; what they point at is read once for all of them (pointing.py).
The page 'This week' and the weekly mail read the same lines, so they say the same.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from itertools import chain, islice
from typing import Any, TypeVar, cast, overload
from uuid import UUID

from django.utils import timezone

from bothways.notifications.models import PutOff
from bothways.notifications.pointing import Pointing, found_by, point
from bothways.people.models import Person
from bothways.people.queries import read_roles

NEEDS_ME, PROMISED, ANSWERED, NEW = SECTIONS = ("needs_me", "promised", "answered", "new")
FRESH_DAYS = 30  # what came back or is new stands on the page for so long, by its `since`
STANDS_IN = (NEEDS_ME, ANSWERED, PROMISED, NEW)  # where a thing stands that several sections have
MORNING = time(9)

T = TypeVar("T")


@dataclass(frozen=True)
class Line:
    """One thing in somebody's week. Words are read by str(), in the reader's language.

    key: names the thing ('promise:<id>'), not the line: a thing stands once, in the first of
        STANDS_IN that has it.
    words, more: what the software says of it; by: who, to whom, below it.
    said: a person's own words; asked, asked_by: the words that those answer, and whose they are.
    link: a path; act: what the link says where something is to do.
    sign: one of the signs of a promise, 'out' or 'back'.
    section: where it stands, if not in the section its provider is registered for.
    minutes: about how long it takes.
    since: the day from which it is so; what is not to do is news from that day on.
    weight: the heavier stands first. may_wait: it can be put off; until: to that day it was.
    """

    key: str
    words: object
    link: str = ""
    minutes: int = 0
    since: date | None = None
    weight: int = 0
    said: str = ""
    asked: str = ""
    asked_by: object = ""
    by: object = ""
    more: object = ""
    act: object = ""
    sign: str = ""
    section: str = ""
    may_wait: bool = True
    until: date | None = None


@dataclass(frozen=True)
class Asked:
    """Whose weeks are asked for, and as of which day."""

    people: Sequence[Person]
    on: date
    _read: dict[Any, Any] = field(default_factory=dict)

    def once(self, read: Callable[..., T], *about: Any) -> T:
        """Return what `read` reads about something; rooms that read the same read it once."""
        if (read, *about) not in self._read:
            self._read[read, *about] = read(*about)
        return cast("T", self._read[read, *about])


Lines = Mapping[UUID, Sequence[Line]]
Points = Callable[[Asked], Iterable[Pointing]]
Says = Callable[[Person, Sequence[Any], Asked], Sequence[Line]]
Provider = Callable[[Sequence[Person], date], Lines]
Week = dict[str, list[Line]]  # the lines by section; every section is there


def _anybody(_person: Person) -> bool:
    return True


@dataclass(frozen=True)
class Part:
    """What one room puts into weeks. only: in whose weeks it can stand at all."""

    section: str
    points: Points
    says: Says
    only: Callable[[Person], bool]

    def __call__(self, people: Sequence[Person], on: date) -> Lines:
        """Return the lines of this part alone."""
        asked = Asked(people, on)
        pointings = self.pointings(asked)
        return self.lines(found_by(pointings), asked)

    def pointings(self, asked: Asked) -> list[Pointing]:
        """Return what it points at; nothing where it can stand in nobody's week."""
        return list(self.points(asked)) if any(map(self.only, asked.people)) else []

    def lines(self, found: Iterable[list[tuple[UUID | None, Any]]], asked: Asked) -> Lines:
        """Say what was found, in the weeks of those whose it is."""
        own: dict[UUID | None, list[Any]] = {}
        for whose, thing in (pair for pairs in found for pair in pairs):
            own.setdefault(whose, []).append(thing)
        everybodys = own.pop(None, [])
        said = {}
        for person in asked.people if everybodys else (p for p in asked.people if p.pk in own):
            if self.only(person):
                said[person.pk] = self.says(person, [*everybodys, *own.get(person.pk, [])], asked)
        return {pk: lines for pk, lines in said.items() if lines}


PROVIDERS: list[tuple[str, Provider | Part]] = []


@overload
def weekly(section: str) -> Callable[[Provider], Provider]: ...
@overload
def weekly(
    section: str, *, points: Points, only: Callable[[Person], bool] = ...
) -> Callable[[Says], Part]: ...
def weekly(
    section: str, *, points: Points | None = None, only: Callable[[Person], bool] = _anybody
) -> Callable[[Any], Any]:
    """Register who says what stands in a section, for many people with a constant n of queries.

    points: what stands in whose week; only: for whom anything can stand there, by their roles.
    Without `points` a room reads for itself, and adds its queries to every page and mail.
    """

    def register(says: Any) -> Any:
        provider = Part(section, points, says, only) if points else says
        PROVIDERS.append((section, provider))
        return provider

    return register


def lines_for(people: Iterable[Person], on: date) -> dict[UUID, Week]:
    """Return each person's week as of a day: what is heavier first, then what is older or newer.

    What is to do is sorted by how long it waits, everything else by how new it is. The number of
    queries does not grow with the people.
    """
    asked = Asked(list(people), on)
    read_roles(asked.people)
    weeks: dict[UUID, Week] = {one.pk: {name: [] for name in SECTIONS} for one in asked.people}
    put_off = _put_off(asked)
    pointings = {p: p.pointings(asked) for _, p in PROVIDERS if isinstance(p, Part)}
    found = iter(found_by([put_off, *chain.from_iterable(pointings.values())]))
    until = {(whose, one.thing): one.since for whose, one in next(found)}
    for section, provider in PROVIDERS:
        if isinstance(provider, Part):
            lines = provider.lines(islice(found, len(pointings[provider])), asked)
        else:
            lines = provider(asked.people, on)
        for pk, said in lines.items():
            for line in said:
                weeks[pk][line.section or section].append(_until(line, until.get((pk, line.key))))
    return {pk: _once(week, on) for pk, week in weeks.items()}


def _put_off(asked: Asked) -> Pointing:
    rows = PutOff.objects.filter(person__in=asked.people, until_on__gt=asked.on)
    return point(rows, whose="person_id", thing="key", since="until_on")


def _until(line: Line, until: date | None) -> Line:
    return replace(line, until=until) if until and line.may_wait else line


def _once(week: Week, on: date) -> Week:
    """Return the week in order, each thing in one section alone."""
    seen: set[str] = set()
    ordered: Week = {}
    for section in STANDS_IN:
        lines = {line.key: line for line in week[section] if line.key not in seen}
        seen.update(lines)
        ordered[section] = sorted(lines.values(), key=lambda line: _place(line, section, on))
    return ordered


def in_words(say: Callable[[], object]) -> object:
    """Return words that a function says when they are read, in the language in use then."""
    return _Words(say)


class _Words:
    """What in_words() returns. Django's own lazy() makes a class each time, which takes long."""

    __slots__ = ("_say",)

    def __init__(self, say: Callable[[], object]) -> None:
        self._say = say

    def __str__(self) -> str:
        return str(self._say())

    def __bool__(self) -> bool:
        return bool(str(self))


def moment_of(on: date) -> datetime:
    """Return the moment that stands for a day: now if it is today, else its morning at nine."""
    if on == timezone.localdate():
        return timezone.now()
    return timezone.make_aware(datetime.combine(on, MORNING))


def _place(line: Line, section: str, on: date) -> tuple[int, int, str]:
    age = (on - (line.since or on)).days
    return -line.weight, -age if section == NEEDS_ME else age, line.key
