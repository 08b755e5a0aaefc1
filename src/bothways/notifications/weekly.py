"""What stands in somebody's week: each room registers its own lines in its weekly.py.

A room says it in two steps, so that a page costs a few queries however many rooms there are:

    def asked_now(asking: Asking) -> list[Pointing]:        # 1. what stands in whose week
        waiting = HandOver.objects.filter(asking.of("taken_by"), state="asked")
        return [point(waiting, whose="taken_by_id", said="commitment__text")]

    @weekly(NEEDS_ME, points=asked_now)
    def asked_to_take_on(person, things, asked) -> list[Line]:   # 2. what is said of it
        return [Line(f"hand-over:{one.thing}", _("..."), said=one.said) for one in things]

All rooms' pointers are one query; what they point at is read once for all of them (pointing.py).
For the page, which asks for one person, the query is put together once a process (blanks.py): so
a room points by asking.of() and asking.day(), and reads nothing while it does.
The page 'This week' and the weekly mail read the same lines, so they say the same.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import chain, islice
from typing import Any, TypeVar, cast, overload
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy

from bothways.notifications.blanks import Asking, WithBlanks
from bothways.notifications.models import PutOff
from bothways.notifications.pointing import Pointing, Statement, found_by, point, put_together
from bothways.people.models import Person
from bothways.people.queries import read_roles

NEEDS_ME, PROMISED, ANSWERED, NEW = SECTIONS = ("needs_me", "promised", "answered", "new")
FRESH_DAYS = 30  # what came back or is new stands on the page for so long, by its `since`
FRESH = timedelta(days=FRESH_DAYS)
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
    link: a path; act: what the link says.
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
    act: object = gettext_lazy("See it")
    sign: str = ""
    section: str = ""
    may_wait: bool = True
    until: date | None = None

    @property
    def name(self) -> object:
        """What tells it from the others, for whoever hears the page: the words it is about."""
        return self.said or self.words


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
Points = Callable[[Asking], Iterable[Pointing]]
Given = Callable[[Asked], Hashable]
Says = Callable[[Person, Sequence[Any], Asked], Sequence[Line]]
Provider = Callable[[Sequence[Person], date], Lines]
Week = dict[str, list[Line]]  # the lines by section; every section is there
MOST_KEPT = 32  # queries: one for each set of roles, since the last result


def _anybody(_person: Person) -> bool:
    return True


def _nothing(_asked: Asked) -> None:
    return None


@dataclass(frozen=True)
class Part:
    """What one room puts into weeks. only: in whose weeks it can stand at all.

    given: what its pointers are made for besides people and day, and change with.
    """

    section: str
    points: Points
    says: Says
    only: Callable[[Person], bool]
    given: Given

    def __call__(self, people: Sequence[Person], on: date) -> Lines:
        """Return the lines of this part alone."""
        asked = Asked(people, on)
        (found,) = _found({self: self.given(asked)} if self.can_stand(asked) else {}, asked) or [[]]
        return self.lines(found, asked)

    def can_stand(self, asked: Asked) -> bool:
        """Say whether it can stand in anybody's week."""
        return any(map(self.only, asked.people))

    def lines(self, found: Iterable[tuple[UUID | None, Any]], asked: Asked) -> Lines:
        """Say what was found, in the weeks of those whose it is."""
        own: dict[UUID | None, list[Any]] = {}
        for whose, thing in found:
            own.setdefault(whose, []).append(thing)
        everybodys = own.pop(None, [])
        said = {}
        for person in asked.people if everybodys else (p for p in asked.people if p.pk in own):
            if self.only(person):
                said[person.pk] = self.says(person, [*everybodys, *own.get(person.pk, [])], asked)
        return {pk: lines for pk, lines in said.items() if lines}


Made = tuple[tuple[Part, Hashable], ...]  # parts, each with what its pointers are made for

PROVIDERS: list[tuple[str, Provider | Part]] = []


@overload
def weekly(section: str) -> Callable[[Provider], Provider]: ...
@overload
def weekly(
    section: str, *, points: Points, only: Callable[[Person], bool] = ..., given: Given = ...
) -> Callable[[Says], Part]: ...
def weekly(
    section: str,
    *,
    points: Points | None = None,
    only: Callable[[Person], bool] = _anybody,
    given: Given = _nothing,
) -> Callable[[Any], Any]:
    """Register who says what stands in a section, for many people with a constant n of queries.

    points: what stands in whose week; only: for whom anything can stand there, by their roles.
    Without `points` a room reads for itself, and adds its queries to every page and mail.
    """

    def register(says: Any) -> Any:
        provider = Part(section, points, says, only, given) if points else says
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
    made_for = {LATER: None} | {
        part: part.given(asked)
        for _, part in PROVIDERS
        if isinstance(part, Part) and part.can_stand(asked)
    }
    found = dict(zip(made_for, _found(made_for, asked), strict=True))
    until = {(whose, one.thing): one.since for whose, one in found[LATER]}
    for section, provider in PROVIDERS:
        if isinstance(provider, Part):
            lines = provider.lines(found.get(provider, ()), asked)
        else:
            lines = provider(asked.people, on)
        for pk, said in lines.items():
            for line in said:
                weeks[pk][line.section or section].append(_until(line, until.get((pk, line.key))))
    return {pk: _once(week, on) for pk, week in weeks.items()}


def _found(made_for: Mapping[Part, Hashable], asked: Asked) -> list[list[tuple[UUID | None, Any]]]:
    """Return what was found for each part, as pairs of whose week and what stands there."""
    asking = Asking(asked.people, asked.on)
    parts = tuple(made_for.items())
    many = len(asked.people) != 1
    pieces, statement = _together(parts, asking) if many else _kept_statement(parts)
    found = iter(found_by(statement, asking))
    return [list(chain.from_iterable(islice(found, n))) for n in pieces]


@lru_cache(maxsize=MOST_KEPT)
def _kept_statement(parts: Made) -> tuple[list[int], Statement]:
    """Put the query for one person together, whoever it is: once for those who hold such roles."""
    return _together(parts, WithBlanks((), date.min))


def _together(parts: Made, asking: Asking) -> tuple[list[int], Statement]:
    """Return how many pointers each part has, and the one query of all of them."""
    pointings = [list(part.points(replace(asking, given=given))) for part, given in parts]
    return [len(own) for own in pointings], put_together(list(chain.from_iterable(pointings)))


def _put_off(asking: Asking) -> list[Pointing]:
    rows = PutOff.objects.filter(asking.of("person"), until_on__gt=asking.day())
    return [point(rows, whose="person_id", thing="key", since="until_on")]


LATER = Part("", _put_off, lambda *_: [], _anybody, _nothing)  # says nothing: it marks lines


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
