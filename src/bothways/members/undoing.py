"""What the last file changed, and what of it can be taken back. Nothing here writes."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from bothways.members.models import Code, TakenIn
from bothways.people.models import Also, Line, Person, Role, Unit

FIELDS = (
    *("number", "name", "email", "unit_id", "manager_id", "title", "site", "language"),
    *("started_on", "leaves_on", "left_on"),
)
SEEN_IN_STATE = (Person, Role, Also, Line, Code)  # what a state holds, or what is gone in minutes
State = dict[str, dict[str, Any]]


def state() -> State:
    """Return everybody with all that an import can change, as plain values (4 queries)."""
    found: State = {
        str(row["id"]): {
            **{field: row[field] for field in FIELDS},
            "also": [],
            "lines": [],
            "roles": [],
        }
        for row in Person.objects.order_by().values("id", *FIELDS)
    }
    for person, unit in Also.objects.order_by("unit").values_list("person_id", "unit_id"):
        found[str(person)]["also"].append(unit)
    rows = Line.objects.order_by("kind", "leader")
    for person, *line in rows.values_list("person_id", "leader_id", "kind", "from_on", "until_on"):
        found[str(person)]["lines"].append(line)
    for person, kind in Role.objects.order_by("kind").values_list("person_id", "kind"):
        found[str(person)]["roles"].append(kind)
    plain: State = json.loads(json.dumps(found, default=str))
    return plain


def changed(before: State, after: State) -> dict[str, list[Any]]:
    """Return [before, after] of each person that differs; before is None for a new one."""
    return {
        pk: [before.get(pk), is_now] for pk, is_now in after.items() if before.get(pk) != is_now
    }


@dataclass(frozen=True)
class Undo:
    """What undoing would do: whom it restores, whom it removes, and who stays and why."""

    restored: dict[str, str]  # id -> name
    removed: dict[str, str]
    stays: tuple[tuple[str, str], ...]  # name, reason

    @property
    def is_empty(self) -> bool:
        """Nothing can be taken back."""
        return not self.restored and not self.removed

    @property
    def digest(self) -> str:
        """The same for two that do the same."""
        told = (sorted(self.restored), sorted(self.removed), self.stays)
        return hashlib.sha256(repr(told).encode()).hexdigest()


def plan_undo(taken: TakenIn) -> Undo:
    """Return what of the last file can be taken back now."""
    now = state()
    there = {pk: pair for pk, pair in taken.changes.items() if pk in now}
    new = [pk for pk, (before, _after) in there.items() if before is None]
    stays = _built_on(new)
    stays |= {
        pk: _("was changed since.") for pk, (_before, after) in there.items() if now[pk] != after
    }
    stays |= _what_is_gone(there, now, stays)
    while held := _held(there, now, stays):
        stays |= held
    free = {pk: pair for pk, pair in there.items() if pk not in stays}
    return Undo(
        restored={pk: before["name"] for pk, (before, _after) in free.items() if before},
        removed={pk: after["name"] for pk, (before, after) in free.items() if before is None},
        stays=tuple(sorted((now[pk]["name"], why) for pk, why in stays.items())),
    )


def _built_on(new: list[str]) -> dict[str, str]:
    """Return who of the new people has something by now, whatever table it is in."""
    found = {}
    for model, name in points_to(Person):
        if issubclass(model, SEEN_IN_STATE):
            continue
        rows = model._base_manager.filter(**{f"{name}__in": new}).values_list(name, flat=True)
        for pk in rows:
            found[str(pk)] = _("is new, and something was built on it since: %(what)s.") % {
                "what": model._meta.verbose_name
            }
    return found


def points_to(model: type[models.Model]) -> list[tuple[type[models.Model], str]]:
    """Return every table of any room that points to this one, with the name of its column."""
    fields = model._meta.get_fields(include_hidden=True)
    relations = [field for field in fields if isinstance(field, models.ForeignObjectRel)]
    return [
        (relation.related_model, relation.field.name)
        for relation in relations
        if not relation.many_to_many and not isinstance(relation.related_model, str)
    ]


def _what_is_gone(there: dict[str, list[Any]], now: State, stays: dict[str, str]) -> dict[str, str]:
    """Return whose old number, address, unit or manager can't be had again."""
    holder = {
        (column, is_now[column]): pk
        for pk, is_now in now.items()
        if pk not in there or pk in stays
        for column in ("number", "email")
    }
    units = set(Unit.objects.values_list("pk", flat=True))
    found = {}
    for pk, (before, _after) in there.items():
        if before is None or pk in stays:
            continue
        if any(
            before[column] and (column, before[column]) in holder for column in ("number", "email")
        ):
            found[pk] = _("has an old number or address that somebody else has by now.")
        elif not {before["unit_id"], *before["also"]} <= units or not _leaders(before) <= set(now):
            found[pk] = _("was in a unit or under somebody who is gone by now.")
    return found


def _held(there: dict[str, list[Any]], now: State, stays: dict[str, str]) -> dict[str, str]:
    """Return which new people lead somebody who stays as they are."""
    staying = [is_now for pk, is_now in now.items() if pk not in there or pk in stays]
    needed = {leader for is_now in staying for leader in _leaders(is_now)}
    return {
        pk: _("is new, and leads somebody who stays.")
        for pk, (before, _after) in there.items()
        if before is None and pk in needed and pk not in stays
    }


def _leaders(is_now: dict[str, Any]) -> set[str]:
    return {leader for leader in (is_now["manager_id"], *(x[0] for x in is_now["lines"])) if leader}
