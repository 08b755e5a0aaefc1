"""Who leads whom when the file is in: managers found, circles refused."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from bothways.members.importing.people import Known, Wanted

SHOWN = 5  # people of a circle that the sentence names


def find_leaders(rows: Sequence[Wanted], known: Sequence[Known], *, everybody: bool) -> None:
    """Put into each row who leads its person, and refuse managers that are nobody.

    everybody: whoever is here and not in the file leaves, so leads nobody any more.
    """
    in_file = {wanted.id for wanted in rows}
    found = _by_key(rows)
    others = {
        key: person
        for person in known
        if person.id not in in_file
        for key in (person.number, person.email)
        if key
    }
    for wanted in rows:
        if "manager" not in wanted.values:
            wanted.leader = wanted.known.manager if wanted.known else None
            continue
        key = str(wanted.values["manager"] or "")
        wanted.leader = found.get(key) or found.get(key.lower())
        if not key or wanted.leader is not None:
            continue
        other = others.get(key) or others.get(key.lower())
        reason = _why_not(key, other, everybody=everybody)
        if reason:
            wanted.refuse("manager", reason)
        elif other:
            wanted.leader = other.id
    _refuse_circles(rows, known)


def _by_key(rows: Sequence[Wanted]) -> dict[str, UUID]:
    found: dict[str, UUID] = {}
    for column in ("email", "number"):  # a number wins where both are the same text
        for wanted in rows:
            key = wanted.text(column)
            if key and wanted.id:
                found[key] = wanted.id
    return found


def _why_not(key: str, other: Known | None, *, everybody: bool) -> str:
    if other is None:
        return _("nobody has the number or address '%(key)s', neither in this file nor here.") % {
            "key": key[:60]
        }
    if not other.is_here:
        return _("%(name)s has left. Name somebody who is here.") % {"name": other.name}
    if everybody:
        return _("%(name)s is not in this file, and you said that it is everybody.") % {
            "name": other.name
        }
    return ""


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
