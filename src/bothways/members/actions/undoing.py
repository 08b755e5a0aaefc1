"""Taking back the last file: people, units, lines and roles as they were before it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import ProtectedError

from bothways.members.actions.units import rename_root
from bothways.members.errors import LastOwnerError, PlanChangedError
from bothways.members.models import Card, Code, Passkey, Session, TakenIn
from bothways.members.undoing import FIELDS, State, Undo, changed, plan_undo, points_to, state
from bothways.people.models import Also, Line, Person, Role, Unit
from bothways.people.queries import owners_who_stay
from bothways.record.actions import note
from bothways.storage.alone import PEOPLE, stand_alone

KEPT_FOR = timedelta(days=30)


def remember_file(
    *, by: Person | None, file_name: str, before: State, root: str, units: set[int], at: datetime
) -> None:
    """Keep what a file changed, in the place of what the one before did.

    before, root, units: everybody, the root's name and the units as they were.
    """
    TakenIn.objects.all().delete()
    new_units = set(Unit.objects.values_list("pk", flat=True)) - units
    TakenIn.objects.create(
        by=by,
        file_name=file_name,
        changes=changed(before, state()),
        units=sorted(new_units),
        root=root,
        at=at,
    )


@transaction.atomic
def undo_import(taken: TakenIn, *, expects: str, by: Person, at: datetime | None = None) -> Undo:
    """Take back what can be taken back of the last file, as the page showed it (`expects`).

    Raises PlanChangedError if it would do something else by now, and LastOwnerError.
    """
    stand_alone(PEOPLE)
    undo = plan_undo(taken)
    if undo.digest != expects:
        raise PlanChangedError
    before = {pk: taken.changes[pk][0] for pk in undo.restored}
    _say_whose_address_is_back(taken, undo, by=by, at=at)
    _restore(before)
    Person.objects.filter(pk__in=undo.removed).delete()
    _remove_units(taken.units)
    if taken.root:
        rename_root(taken.root)
    if not owners_who_stay().exists():
        raise LastOwnerError
    taken.delete()
    note(
        "people.import_undone",
        by=by,
        at=at,
        restored=len(undo.restored),
        removed=len(undo.removed),
        stay=len(undo.stays),
    )
    return undo


def _say_whose_address_is_back(
    taken: TakenIn, undo: Undo, *, by: Person, at: datetime | None
) -> None:
    """Put each address that changes on the record, as the file did: who has it can sign in."""
    for pk in undo.restored:
        was, is_now = taken.changes[pk]
        if is_now["email"] and is_now["email"] != was["email"]:
            note("person.address_changed", by=by, about=Person(id=pk), at=at)


def forget_files(*, at: datetime) -> int:
    """Forget what a file changed 30 days after it; return how many were forgotten."""
    return TakenIn.objects.filter(at__lt=at - KEPT_FOR).delete()[0]


def _restore(before: State) -> None:
    people = Person.objects.filter(pk__in=before)
    people.update(number=None, email=None)
    Person.objects.bulk_create(
        [Person(id=pk, **{field: was[field] for field in FIELDS}) for pk, was in before.items()],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[field.removesuffix("_id") for field in FIELDS],
    )
    for model in (Also, Line, Role):
        model.objects.filter(person__in=before).delete()
    Also.objects.bulk_create(
        Also(person_id=pk, unit_id=unit) for pk, was in before.items() for unit in was["also"]
    )
    Line.objects.bulk_create(
        Line(person_id=pk, leader_id=leader, kind=kind, from_on=first, until_on=last)
        for pk, was in before.items()
        for leader, kind, first, last in was["lines"]
    )
    Role.objects.bulk_create(
        Role(person_id=pk, kind=kind) for pk, was in before.items() for kind in was["roles"]
    )
    gone = [pk for pk, was in before.items() if was["left_on"]]
    for rows in (Session.objects, Code.objects, Card.objects, Passkey.objects):
        rows.filter(person__in=gone).delete()


def _remove_units(units: list[int]) -> None:
    """Remove the units that the file made, the lowest first, where nothing is in them."""
    for unit in sorted(Unit.objects.filter(pk__in=units), key=lambda unit: -len(unit.path)):
        if any(model._base_manager.filter(**{name: unit}) for model, name in points_to(Unit)):
            continue
        try:
            with transaction.atomic():
                unit.delete()
        except ProtectedError:
            continue
