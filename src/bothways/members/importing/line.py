"""Who leads whom when the file is in: managers found, circles refused."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from bothways.members.importing.directory import Directory, NamedNobodyError
from bothways.members.importing.people import Known, Wanted

SHOWN = 5  # people of a circle that the sentence names


def find_leaders(rows: Sequence[Wanted], known: Sequence[Known], directory: Directory) -> None:
    """Put into each row who leads its person, and refuse managers that are nobody."""
    for wanted in rows:
        if "manager" not in wanted.values:
            wanted.leader = wanted.known.manager if wanted.known else None
            continue
        key = str(wanted.values["manager"] or "")
        try:
            wanted.leader = directory.find(key) if key else None
        except NamedNobodyError as refusal:
            wanted.refuse("manager", str(refusal))
    _refuse_circles(rows, known)


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
