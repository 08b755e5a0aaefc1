"""Reads of this room."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from unicodedata import combining, normalize
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.timezone import localdate

from bothways.members.importing import (
    Choice,
    Known,
    Layout,
    Plan,
    Table,
    lay_out,
    make_plan,
)
from bothways.members.importing.sheets import unpacked
from bothways.members.importing.tree import Tree
from bothways.members.models import ImportDraft, Session
from bothways.members.sessions import SHORT, days_of, handle_of
from bothways.people.models import Also, Line, Person, Role, Unit, here_on, standing_in

FOR_THE_COMPANY = (Role.Kind.OWNER, Role.Kind.PEOPLE_LEAD)


@dataclass(frozen=True)
class OwnSession:
    """One browser in which a person is signed in, as their own page shows it."""

    handle: str
    since_on: date
    is_this_one: bool


def own_sessions(person: Person, *, this: str | None) -> list[OwnSession]:
    """Return the person's sessions: the one with the key `this`, then the others, newest first."""
    rows = Session.objects.filter(person=person)
    sessions = [
        OwnSession(
            handle=handle_of(row.session_key),
            since_on=_began_on(row),
            is_this_one=row.session_key == this,
        )
        for row in rows
    ]
    sessions.sort(key=lambda session: session.handle)
    sessions.sort(key=lambda session: session.since_on, reverse=True)
    return sorted(sessions, key=lambda session: not session.is_this_one)


def _began_on(row: Session) -> date:
    days = days_of(short=bool(row.get_decoded().get(SHORT)))
    return (row.expire_date - timedelta(days=days)).date()


def known_people() -> list[Known]:
    """Return everybody who is or was here, as the plan of an import wants them."""
    people = Person.objects.order_by("name", "id").select_related("unit")
    also, matrix, interim = _further_lines()
    return [
        Known(
            id=person.pk,
            number=person.number,
            name=person.name,
            email=person.email,
            unit=person.unit.path,
            manager=person.manager_id,
            title=person.title,
            site=person.site,
            started_on=person.started_on,
            language=person.language,
            leaves_on=person.leaves_on,
            also=tuple(sorted(also.get(person.pk, ()))),
            matrix=tuple(sorted(matrix.get(person.pk, ()))),
            **interim.get(person.pk, {}),
            is_here=person.left_on is None,
        )
        for person in people
    ]


def _further_lines() -> tuple[
    dict[UUID, list[str]], dict[UUID, list[UUID]], dict[UUID, dict[str, Any]]
]:
    """Return everybody's further units, further leaders, and who stands in (2 queries)."""
    also: dict[UUID, list[str]] = {}
    for person, path in Also.objects.values_list("person_id", "unit__path"):
        also.setdefault(person, []).append(path)
    matrix: dict[UUID, list[UUID]] = {}
    interim: dict[UUID, dict[str, Any]] = {}
    for line in Line.objects.all().order_by():
        if line.kind == Line.Kind.MATRIX:
            matrix.setdefault(line.person_id, []).append(line.leader_id)
        else:
            days = {"interim_from": line.from_on, "interim_until": line.until_on}
            interim[line.person_id] = {"interim": line.leader_id, **days}
    return also, matrix, interim


def layout_of(draft: ImportDraft) -> Layout:
    """Return how a file that waits is read: as somebody chose, and as can be guessed."""
    return lay_out(unpacked(bytes(draft.content)), Choice.of(draft.choice))


def plan_import(
    table: Table, *, everybody: bool, by: Person | None, on: date | None = None
) -> Plan:
    """Return what this table would change now; `by` puts it in and must not be lost by it."""
    root = Unit.objects.filter(parent=None).first()
    held = list(Role.objects.values_list("person_id", "kind"))
    return make_plan(
        table,
        known_people(),
        root=root.name if root else "",
        on=on or localdate(),
        everybody=everybody,
        asks=by.pk if by else None,
        owners=frozenset(person for person, kind in held if kind == Role.Kind.OWNER),
        with_role=frozenset(person for person, _kind in held),
    )


def unit_path(text: str) -> str:
    """Return what somebody typed as the path of a unit under the root, new or known."""
    paths = set(Unit.objects.values_list("path", flat=True))
    root = min(paths, key=len, default="")
    path = "/".join(part.strip() for part in text.split("/") if part.strip())
    return Tree.of(root, paths, []).place(path)


@dataclass(frozen=True)
class PersonLine:
    """One person as a list shows them."""

    id: UUID
    name: str
    title: str
    unit: str
    path: str
    manager: str
    left_on: date | None
    started_on: date | None
    leaves_on: date | None
    also: str
    leads: bool
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """Who leads people, and who holds which roles, of all who are here."""

    leaders: frozenset[UUID]
    roles: dict[UUID, tuple[str, ...]]
    both: tuple[str, ...]  # names of representatives who lead people: they can't stay both


def people_here(*, words: str = "", show: str = "") -> QuerySet[Person]:
    """Return those who are here, by unit and name.

    words: part of a name; '' is everybody. show: 'left' are those who have left, 'soon' those who
    come on a later day.
    """
    today = localdate()
    over = Q(left_on__isnull=False) | Q(leaves_on__lt=today)
    people: QuerySet[Person] = Person.objects.here()
    if show:
        others = Person.objects.exclude(here_on(today))
        people = others.filter(over) if show == "left" else others.exclude(over)
    if words:
        names = people.order_by().values_list("id", "name")
        people = people.filter(pk__in=[pk for pk, name in names if plain(words) in plain(name)])
    return people.order_by("unit__path", "name", "id")


def plain(text: str) -> str:
    """Return a text without capitals and accents, so that 'zoe' finds 'Zoë' in any database."""
    letters = normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not combining(letter))


def standing() -> Standing:
    """Return who leads and who holds what, in two queries whatever the number of people."""
    today = localdate()
    reports = Person.objects.here().exclude(manager=None).order_by().values_list("manager_id")
    lines = Line.objects.filter(standing_in(today), here_on(today, prefix="person__"))
    both_kinds = reports.union(lines.order_by().values_list("leader_id"))
    leaders = frozenset(row[0] for row in both_kinds)
    roles: dict[UUID, tuple[str, ...]] = {}
    both = []
    held = Role.objects.filter(here_on(today, prefix="person__")).order_by("kind")
    for person, name, kind in held.values_list("person_id", "person__name", "kind"):
        roles[person] = (*roles.get(person, ()), str(Role.Kind(kind).label))
        if kind == Role.Kind.REPRESENTATIVE and person in leaders:
            both.append(name)
    return Standing(leaders, roles, tuple(both))


def lines_of(people: QuerySet[Person], stand: Standing) -> list[PersonLine]:
    """Return these people (a slice of people_here) as lines of a list."""
    columns = ("id", "name", "title", "unit__name", "unit__path", "manager__name")
    days = ("left_on", "started_on", "leaves_on")
    also: dict[UUID, list[str]] = {}
    for person, unit in Also.objects.values_list("person_id", "unit__name"):
        also.setdefault(person, []).append(unit)
    rows = people.values_list(*columns, *days)
    return [
        PersonLine(
            id=pk,
            name=name,
            title=title,
            unit=unit,
            path=path,
            manager=manager or "",
            left_on=left_on,
            started_on=started_on,
            leaves_on=leaves_on,
            also=", ".join(also.get(pk, ())),
            leads=pk in stand.leaders,
            roles=stand.roles.get(pk, ()),
        )
        for pk, name, title, unit, path, manager, left_on, started_on, leaves_on in rows
    ]


def may_represent() -> QuerySet[Any]:
    """Return those who could be the employee representative: they lead nobody, keep nothing."""
    reports = Person.objects.here().filter(manager=OuterRef("pk"))
    today = localdate()
    lines = Line.objects.filter(standing_in(today), leader=OuterRef("pk"))
    company = Role.objects.filter(person=OuterRef("pk"), kind__in=FOR_THE_COMPANY)
    free = Person.objects.here().exclude(Exists(reports)).exclude(Exists(lines))
    return free.exclude(Exists(company))


def representatives() -> list[Person]:
    """Return the employee representatives who are here."""
    return list(Person.objects.here().filter(roles__kind=Role.Kind.REPRESENTATIVE))


def not_invited(*, unit: Unit | None = None, site: str = "") -> list[Person]:
    """Return who is here, has an address and was never invited by mail, by name.

    unit: only those in it or below it. site: only those who work there.
    """
    people = Person.objects.here().filter(invitation=None).exclude(email=None)
    if unit:
        people = people.filter(Q(unit=unit) | Q(unit__path__startswith=f"{unit.path}/"))
    if site:
        people = people.filter(site=site)
    return list(people.select_related("unit"))


def sites() -> list[str]:
    """Return the places in which people work, by name."""
    here = Person.objects.here().exclude(site="").order_by("site")
    return list(here.values_list("site", flat=True).distinct())


@dataclass(frozen=True)
class Leaving:
    """Somebody whose last day is named, and what must be given to others by then."""

    person: Person
    led: tuple[str, ...]
    roles: tuple[str, ...]


def leaving() -> list[Leaving]:
    """Return those who are here and whose last day is named, the soonest first (3 queries)."""
    people = Person.objects.here().exclude(leaves_on=None).order_by("leaves_on", "name")
    reports = Prefetch("reports", Person.objects.here(), to_attr="led_here")
    return [
        Leaving(
            person,
            tuple(report.name for report in person.led_here),  # type: ignore[attr-defined]
            tuple(role.get_kind_display() for role in person.roles.all()),
        )
        for person in people.prefetch_related(reports, "roles")
    ]
