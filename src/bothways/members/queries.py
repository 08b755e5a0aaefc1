"""Reads of this room."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from unicodedata import combining, normalize
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

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
from bothways.people.models import Person, Role, Unit

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
            is_here=person.left_on is None,
        )
        for person in people
    ]


def layout_of(draft: ImportDraft) -> Layout:
    """Return how a file that waits is read: as somebody chose, and as can be guessed."""
    return lay_out(unpacked(bytes(draft.content)), Choice.of(draft.choice))


def plan_import(table: Table, *, everybody: bool, by: Person | None) -> Plan:
    """Return what this table would change now; `by` puts it in and must not be lost by it."""
    root = Unit.objects.filter(parent=None).first()
    owners = Role.objects.filter(kind=Role.Kind.OWNER).values_list("person_id", flat=True)
    return make_plan(
        table,
        known_people(),
        root=root.name if root else "",
        everybody=everybody,
        asks=by.pk if by else None,
        owners=frozenset(owners),
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
    leads: bool
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """Who leads people, and who holds which roles, of all who are here."""

    leaders: frozenset[UUID]
    roles: dict[UUID, tuple[str, ...]]
    both: tuple[str, ...]  # names of representatives who lead people: they can't stay both


def people_here(*, words: str = "", left: bool = False) -> QuerySet[Person]:
    """Return those who are here (or have left), by unit and name.

    words: part of a name; '' is everybody.
    """
    people = Person.objects.filter(left_on__isnull=not left)
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
    reports = Person.objects.here().exclude(manager=None)
    leaders = frozenset(reports.order_by().values_list("manager_id", flat=True).distinct())
    roles: dict[UUID, tuple[str, ...]] = {}
    both = []
    held = Role.objects.filter(person__left_on=None).order_by("kind")
    for person, name, kind in held.values_list("person_id", "person__name", "kind"):
        roles[person] = (*roles.get(person, ()), str(Role.Kind(kind).label))
        if kind == Role.Kind.REPRESENTATIVE and person in leaders:
            both.append(name)
    return Standing(leaders, roles, tuple(both))


def lines_of(people: QuerySet[Person], stand: Standing) -> list[PersonLine]:
    """Return these people (a slice of people_here) as lines of a list."""
    columns = ("id", "name", "title", "unit__name", "unit__path", "manager__name", "left_on")
    return [
        PersonLine(
            id=pk,
            name=name,
            title=title,
            unit=unit,
            path=path,
            manager=manager or "",
            left_on=left_on,
            leads=pk in stand.leaders,
            roles=stand.roles.get(pk, ()),
        )
        for pk, name, title, unit, path, manager, left_on in people.values_list(*columns)
    ]


def may_represent() -> QuerySet[Any]:
    """Return those who could be the employee representative: they lead nobody, keep nothing."""
    reports = Person.objects.here().filter(manager=OuterRef("pk"))
    company = Role.objects.filter(person=OuterRef("pk"), kind__in=FOR_THE_COMPANY)
    return Person.objects.here().exclude(Exists(reports)).exclude(Exists(company))


def representatives() -> list[Person]:
    """Return the employee representatives who are here."""
    return list(Person.objects.here().filter(roles__kind=Role.Kind.REPRESENTATIVE))
