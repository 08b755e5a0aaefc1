"""Who leads whom when the file is in: managers found, circles refused."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from bothways.members.importing.columns import PEOPLE
from bothways.members.importing.directory import Directory, NamedNobodyError
from bothways.members.importing.people import Known, Wanted

SHOWN = 5  # people of a circle that the sentence names


def find_leaders(rows: Sequence[Wanted], known: Sequence[Known], directory: Directory) -> None:
    """Put into each row who leads its person, and refuse managers that are nobody."""
    for wanted in rows:
        for column in [column for column in wanted.values if column in PEOPLE]:
            _find(column, wanted, directory)
        first, last = wanted.values.get("interim_from"), wanted.values.get("interim_until")
        if isinstance(first, date) and isinstance(last, date) and first > last:
            wanted.refuse("interim_until", _("the last day comes before the first."))
        if "manager" not in wanted.values:
            wanted.leader = wanted.known.manager if wanted.known else None
    _refuse_circles(rows, known)


def _find(column: str, wanted: Wanted, directory: Directory) -> None:
    """Put people in the place of what names them."""
    said = wanted.values[column]
    names = [str(said)] if isinstance(said, str) and said else said or ()
    try:
        found = tuple(directory.find(str(name)) for name in names)  # type: ignore[union-attr]
    except NamedNobodyError as refusal:
        wanted.refuse(column, str(refusal))
        return
    if column == "manager":
        wanted.leader = found[0] if found else None
    elif wanted.id in found:
        wanted.refuse(column, _("nobody can be this for themselves."))
    elif column == "matrix":
        wanted.values[column] = tuple(sorted(found))
    else:
        wanted.values[column] = found[0] if found else None


def _refuse_circles(rows: Sequence[Wanted], known: Sequence[Known]) -> None:
    leader_of: dict[UUID, UUID | None] = {person.id: person.manager for person in known}
    leader_of |= {wanted.id: wanted.leader for wanted in rows if wanted.id}
    names = {person.id: person.name for person in known}
    names |= {wanted.id: wanted.name for wanted in rows if wanted.id}
    for circle in circles(leader_of):
        members = set(circle)
        shown = [names[at] for at in circle[:SHOWN]]
        way = " → ".join([*shown, "…" if len(circle) > SHOWN else shown[0]])
        for wanted in rows:
            if wanted.id in members:
                wanted.refuse("manager", _("the reporting line runs in a circle: %s.") % way)


def circles(leader_of: Mapping[UUID, UUID | None]) -> list[list[UUID]]:
    """Return each circle of a reporting line once, in its order; every person is seen once."""
    done: set[UUID] = set()
    found = []
    for start in leader_of:
        way: dict[UUID, int] = {}
        at: UUID | None = start
        while at is not None and at not in done and at not in way:
            way[at] = len(way)
            at = leader_of.get(at)
        if at in way:
            found.append(list(way)[way[at] :])
        done.update(way)
    return found
