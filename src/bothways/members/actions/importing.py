"""A file of people: looked at first, then taken in as a whole or not at all."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bothways.members.actions.people import let_go
from bothways.members.actions.undoing import remember_file
from bothways.members.actions.units import ensure_units, rename_root
from bothways.members.errors import ImportRefusedError, PlanChangedError
from bothways.members.importing import (
    Choice,
    Fate,
    Kind,
    Layout,
    Plan,
    Table,
    lay_out,
    sheets_of,
    table_of,
)
from bothways.members.importing.sheets import packed, unpacked
from bothways.members.models import ImportDraft, KnownHeaders
from bothways.members.queries import layout_of, plan_import
from bothways.members.undoing import state
from bothways.people.models import Also, Line, Person, Unit
from bothways.record.actions import note
from bothways.storage.alone import PEOPLE, stand_alone

WRITTEN = [
    "number",
    "name",
    "email",
    "unit",
    "manager",
    "title",
    "site",
    "language",
    "started_on",
    "leaves_on",
    "left_on",
]


def keep_draft(
    *, by: Person, file_name: str, content: bytes, everybody: bool, at: datetime
) -> ImportDraft:
    """Keep a file until it is confirmed, in the place of any that `by` put in before.

    Columns that somebody named in a file like this one mean the same again.
    Raises FileRefusedError if there is nothing in it to be read as a list of people.
    """
    sheets = sheets_of(content)
    layout = lay_out(sheets)
    known = KnownHeaders.objects.filter(shape=layout.shape).first()
    choice = {"columns": known.columns, "days": known.days} if known else {}
    with transaction.atomic():
        ImportDraft.objects.filter(by=by).delete()
        return ImportDraft.objects.create(
            by=by,
            file_name=file_name[-120:],
            content=packed(sheets),
            everybody=everybody,
            choice=choice,
            made_at=at,
        )


@transaction.atomic
def choose_layout(draft: ImportDraft, choice: Choice) -> Layout:
    """Keep how a draft is read, and what its columns mean for the next file with the same ones.

    Raises FileRefusedError if nobody is left to be read.
    """
    layout = lay_out(unpacked(bytes(draft.content)), choice)
    draft.choice = asdict(choice)
    draft.save(update_fields=["choice"])
    if choice.columns:
        meant = {head.key: head.column or "" for head in layout.heads}
        KnownHeaders.objects.update_or_create(
            shape=layout.shape, defaults={"columns": meant, "days": choice.days}
        )
    return layout


def drop_draft(draft: ImportDraft) -> None:
    """Forget a file that nobody will confirm."""
    draft.delete()


@transaction.atomic
def confirm_draft(draft: ImportDraft, *, expects: str, by: Person, on: date) -> Plan:
    """Take in a draft as its preview showed it (`expects` is the plan's digest), and drop it.

    What it changed is kept for a while, so that it can be undone. Nobody is mailed.
    Raises PlanChangedError if it would do something else by now, and ImportRefusedError.
    """
    table = table_of(layout_of(draft))
    stand_alone(PEOPLE)
    before, units = state(), set(Unit.objects.values_list("pk", flat=True))
    root = Unit.objects.filter(parent=None).values_list("name", flat=True).first() or ""
    plan = import_people(table, everybody=draft.everybody, by=by, on=on, expects=expects)
    if not plan.is_empty:
        remember_file(
            by=by,
            file_name=draft.file_name,
            before=before,
            root=root,
            units=units,
            at=timezone.now(),
        )
    draft.delete()
    return plan


@transaction.atomic
def import_people(
    table: Table,
    *,
    by: Person | None,
    on: date,
    everybody: bool = False,
    at: datetime | None = None,
    expects: str | None = None,
) -> Plan:
    """Take in a table of people, all of it or nothing; return what was done.

    everybody: whoever is here and not in the table leaves on the day `on`.
    Raises ImportRefusedError if any row or the whole must be mended first.
    """
    stand_alone(PEOPLE)
    plan = plan_import(table, everybody=everybody, by=by, on=on)
    if expects is not None and plan.digest != expects:
        raise PlanChangedError
    if plan.is_refused:
        raise ImportRefusedError(plan)
    if plan.is_empty:
        return plan
    rename_root(plan.root)
    _write([fate for kind in (Kind.NEW, Kind.BACK, Kind.CHANGED) for fate in plan.of(kind)])
    _say_whose_address_changed(plan, by=by, at=at)
    for day, gone in _by_last_day(plan, on).items():
        let_go(list(Person.objects.filter(pk__in=gone)), on=day)
    counts: dict[str, Any] = {kind: n for kind, n in plan.counts.items() if n}
    note("people.imported", by=by, at=at or timezone.now(), **counts)
    return plan


def _by_last_day(plan: Plan, on: date) -> dict[date, list[UUID]]:
    days: dict[date, list[UUID]] = {}
    for fate in plan.of(Kind.LEAVER):
        last = fate.person.leaves_on if fate.row else None
        days.setdefault(last or on, []).append(fate.person.id)
    return days


def _say_whose_address_changed(plan: Plan, *, by: Person | None, at: datetime | None) -> None:
    """Put each changed address on the record: whoever has it can sign in as this person."""
    for fate in (*plan.of(Kind.CHANGED), *plan.of(Kind.BACK)):
        if any(change.column == "email" and change.old for change in fate.changes):
            note("person.address_changed", by=by, about=Person(id=fate.person.id), at=at)


def _write(fates: list[Fate]) -> None:
    """Make and change people with few statements; swapped addresses don't meet on the way."""
    units = ensure_units({path for fate in fates for path in (fate.person.unit, *fate.person.also)})
    for column in ("number", "email"):
        changed = [
            fate.person.id
            for fate in fates
            if any(change.column == column and change.old for change in fate.changes)
        ]
        Person.objects.filter(pk__in=changed).update(**{column: None})
    Person.objects.bulk_create(
        [_person_of(fate, units) for fate in fates],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=WRITTEN,
    )
    _write_further_lines(fates, units)


def _write_further_lines(fates: list[Fate], units: dict[str, Unit]) -> None:
    """Put second units, second leaders and stand-ins in the place of those there were."""
    people = [fate.person for fate in fates if _says_more(fate)]
    ids = [person.id for person in people]
    Also.objects.filter(person__in=ids).delete()
    Line.objects.filter(person__in=ids).delete()
    Also.objects.bulk_create(
        Also(person_id=person.id, unit=units[path]) for person in people for path in person.also
    )
    lines = [
        Line(person_id=person.id, leader_id=leader, kind=Line.Kind.MATRIX)
        for person in people
        for leader in person.matrix
    ]
    lines += [
        Line(
            person_id=person.id,
            leader_id=person.interim,
            kind=Line.Kind.INTERIM,
            from_on=person.interim_from,
            until_on=person.interim_until,
        )
        for person in people
        if person.interim
    ]
    Line.objects.bulk_create(lines)


def _says_more(fate: Fate) -> bool:
    """A new person may have more than one unit or line; of the others it must change."""
    more = {"also", "matrix", "interim", "interim_from", "interim_until"}
    return fate.kind is Kind.NEW or any(change.column in more for change in fate.changes)


def _person_of(fate: Fate, units: dict[str, Unit]) -> Person:
    wanted = fate.person
    return Person(
        id=wanted.id,
        number=wanted.number,
        name=wanted.name,
        email=wanted.email,
        unit=units[wanted.unit],
        manager_id=wanted.manager,
        title=wanted.title,
        site=wanted.site,
        language=wanted.language,
        started_on=wanted.started_on,
        leaves_on=wanted.leaves_on,
        left_on=None,
    )
