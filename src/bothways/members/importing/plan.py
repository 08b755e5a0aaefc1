"""Each row's fate: new, changed, unchanged, back, leaver or refused; and nothing is done yet."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from bothways.members.importing.cells import Value
from bothways.members.importing.columns import DAYS, LABELS
from bothways.members.importing.directory import Directory
from bothways.members.importing.line import find_leaders
from bothways.members.importing.matching import NewId, match
from bothways.members.importing.people import Known, Problem, Wanted, read_rows
from bothways.members.importing.reading import Table
from bothways.members.importing.tree import Tree


class Kind(StrEnum):
    """What becomes of a row, in the order in which a page shows it."""

    REFUSED = "refused"
    LEAVER = "leaver"
    NEW = "new"
    BACK = "back"
    CHANGED = "changed"
    PAST = "past"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Change:
    """One value that would change, in words."""

    column: str
    old: str
    new: str

    @property
    def label(self) -> str:
        """The column in words."""
        return str(LABELS[self.column])


@dataclass(frozen=True)
class Fate:
    """What would become of one person."""

    kind: Kind
    name: str
    row: str  # where it stands in the file; '' for those whom the file does not name
    person: Known  # as they would be
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Plan:
    """All fates, what is wrong with the file as a whole, and how the root is called."""

    fates: tuple[Fate, ...]
    problems: tuple[str, ...]
    root: str
    unread: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind, each kind named."""
        counted = Counter(fate.kind for fate in self.fates)
        return {kind.value: counted[kind] for kind in Kind}

    @property
    def is_refused(self) -> bool:
        """Something must be mended first; nothing of the file may be taken."""
        return bool(self.problems) or any(fate.kind is Kind.REFUSED for fate in self.fates)

    @property
    def is_empty(self) -> bool:
        """Nothing would change."""
        return all(fate.kind in {Kind.UNCHANGED, Kind.PAST} for fate in self.fates)

    def of(self, kind: Kind) -> list[Fate]:
        """Return the fates of one kind, as the file has them."""
        return [fate for fate in self.fates if fate.kind is kind]

    @property
    def digest(self) -> str:
        """The same for two plans that do the same; ids of new people don't count."""
        told = [
            (fate.kind.value, fate.row, fate.name, [(c.column, c.old, c.new) for c in fate.changes])
            for fate in self.fates
        ]
        return hashlib.sha256(repr((self.root, self.problems, told)).encode()).hexdigest()


def make_plan(
    table: Table,
    known: Sequence[Known],
    *,
    root: str,
    on: date = date.min,
    everybody: bool = False,
    asks: UUID | None = None,
    owners: frozenset[UUID] = frozenset(),
    with_role: frozenset[UUID] = frozenset(),
    new_id: NewId = uuid4,
) -> Plan:
    """Return what this file would do to these people.

    root: the name of the topmost unit ('' if there is none). on: the day it would be done, by
    which somebody's last day may be over. everybody: whoever is here and not
    in the file leaves. asks: who puts the file in, and owners: who owns; neither may be lost.
    with_role: those of whom only an owner changes the address. Only an owner lets owners go.
    """
    rows = read_rows(table)
    match(rows, known, new_id=new_id)
    over = frozenset(row.id for row in rows if row.id and is_over(row, on))
    find_leaders(rows, known, Directory(rows, known, everybody=everybody, gone=over))
    paths = {path for person in known for path in (person.unit, *person.also)}
    tree = Tree.of(root, paths, [wanted.text("unit") for wanted in rows])
    in_file = {wanted.id for wanted in rows}
    leavers = [
        person for person in known if everybody and person.is_here and person.id not in in_file
    ]
    names = {person.id: person.name for person in known}
    names |= {wanted.id: wanted.name for wanted in rows if wanted.id}
    fates = [_fate_of(wanted, tree, names, on) for wanted in rows]
    fates += [_leave(person) for person in leavers]
    order = list(Kind)
    return Plan(
        fates=tuple(sorted(fates, key=lambda fate: order.index(fate.kind))),
        problems=(
            *_problems_of_the_whole(known, fates, asks=asks, owners=owners),
            *([] if asks is None or asks in owners else _not_theirs(fates, with_role - {asks})),
            *([] if asks is None or asks in owners else _owners_let_go(fates, owners)),
        ),
        root=tree.root,
        unread=table.unread,
    )


def is_over(wanted: Wanted, on: date) -> bool:
    """Say whether the last day in this row is before the day `on`."""
    last = wanted.values.get("leaves_on")
    return isinstance(last, date) and last < on


def _fate_of(wanted: Wanted, tree: Tree, names: dict[UUID, str], on: date) -> Fate:
    person = _as_wanted(wanted, tree)
    row, name = wanted.row.place, wanted.name
    if wanted.problems:
        return Fate(Kind.REFUSED, name, row, person, problems=tuple(wanted.problems))
    if is_over(wanted, on):
        leaves = wanted.known is not None and wanted.known.is_here
        return Fate(Kind.LEAVER if leaves else Kind.PAST, name, row, person)
    if wanted.known is None:
        return Fate(Kind.NEW, name, row, person)
    changes = tuple(_changes(wanted.known, person, names))
    if not wanted.known.is_here:
        return Fate(Kind.BACK, name, row, person, changes)
    return Fate(Kind.CHANGED if changes else Kind.UNCHANGED, name, row, person, changes)


def _as_wanted(wanted: Wanted, tree: Tree) -> Known:
    if wanted.id is None:
        raise ValueError("match() comes first")
    person = wanted.known or Known(
        id=wanted.id, number=None, name=wanted.name, email=None, unit="", manager=None
    )
    values = {
        column: value if value is not None or column in NULLABLE else ""
        for column, value in wanted.values.items()
        if column not in {"unit", "manager"}
    }
    if wanted.known and not wanted.known.is_here:
        values.setdefault("leaves_on", None)
    if "also" in values:
        values["also"] = tuple(sorted({tree.place(path) for path in values["also"] or ()}))  # type: ignore[union-attr,arg-type]
    return replace(
        person,
        unit=tree.place(wanted.text("unit")),
        manager=wanted.leader,
        is_here=True,
        **values,  # type: ignore[arg-type]
    )


NULLABLE = {"number", "email", "interim", *DAYS}


def _changes(old: Known, new: Known, names: dict[UUID, str]) -> list[Change]:
    changes = []
    for column in LABELS:
        was, will = getattr(old, column), getattr(new, column)
        if was != will:
            changes.append(Change(column, _said(was, names), _said(will, names)))
    return changes


def _said(value: Value | tuple[str | UUID, ...], names: dict[UUID, str]) -> str:
    if isinstance(value, tuple):
        return ", ".join(_said(one, names) for one in value)
    if isinstance(value, UUID):
        return names.get(value, "")
    return str(value or "")


def _leave(person: Known) -> Fate:
    return Fate(Kind.LEAVER, person.name, "", replace(person, is_here=False))


def _not_theirs(fates: Sequence[Fate], with_role: frozenset[UUID]) -> list[str]:
    """Say whose address only an owner changes: with it one signs in as them, and has their role."""
    names = [
        fate.name
        for fate in fates
        if fate.person.id in with_role and any(one.column == "email" for one in fate.changes)
    ]
    return [
        _(
            "Only an owner can change the address of %(name)s, who holds a role. Leave the old one "
            "in the file, or let an owner put it in."
        )
        % {"name": name}
        for name in names
    ]


def _owners_let_go(fates: Sequence[Fate], owners: frozenset[UUID]) -> list[str]:
    """Say which owners would leave, now or on a day that the file names or changes."""
    names = [
        fate.name
        for fate in fates
        if fate.person.id in owners
        and (fate.kind is Kind.LEAVER or any(one.column == "leaves_on" for one in fate.changes))
    ]
    return [
        _(
            "Only an owner can let %(name)s go, who is an owner. Leave them in the file without a "
            "last day, or let an owner put it in."
        )
        % {"name": name}
        for name in names
    ]


def _problems_of_the_whole(
    known: Sequence[Known], fates: Sequence[Fate], *, asks: UUID | None, owners: frozenset[UUID]
) -> list[str]:
    now = {fate.person.id: fate for fate in fates if fate.kind is Kind.LEAVER}
    if asks in now and now[asks].row:
        return [_("By this file your own last day is over. Somebody else must put it in.")]
    if asks in now:
        return [
            _("You are not in this file, and you said that it is everybody. You would leave too.")
        ]
    stay = {person.id for person in known if person.is_here and not person.leaves_on} & owners
    leave = {fate.person.id for fate in fates if fate.person.leaves_on} | set(now)
    if stay and not stay - leave:
        return [_("No owner would stay. Make somebody else owner first, or mend the file.")]
    return []
