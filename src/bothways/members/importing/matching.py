"""Whose row is it? By number first, else by e-mail; and no two may be one."""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from bothways.members.importing.people import Known, Wanted

NewId = Callable[[], UUID]


def match(rows: Sequence[Wanted], known: Iterable[Known], *, new_id: NewId) -> None:
    """Give each row the person it is about, and refuse rows that can't be told apart."""
    people = list(known)
    by_number = {person.number: person for person in people if person.number}
    by_email = {person.email: person for person in people if person.email}
    for wanted in rows:
        number, email = wanted.values.get("number"), wanted.values.get("email")
        wanted.known = by_number.get(str(number)) if number else None
        if wanted.known is None and email:
            wanted.known = _by_address(wanted, by_email.get(str(email)))
        if not number and not email and not wanted.problems:
            wanted.refuse(*_no_key(wanted))
        wanted.id = wanted.known.id if wanted.known else new_id()
    _refuse_twice_in_the_file(rows)
    _refuse_what_others_have(rows, by_number, by_email)


def _by_address(wanted: Wanted, found: Known | None) -> Known | None:
    """The person with this address, unless the row says that it is somebody else's number."""
    number = wanted.values.get("number")
    if found is None or not number or not found.number or found.number == number:
        return found
    wanted.refuse(
        "email",
        _("this address belongs to %(name)s, whose number is %(number)s.")
        % {"name": found.name, "number": found.number},
    )
    return None


def _no_key(wanted: Wanted) -> tuple[str, str]:
    column = "email" if "email" in wanted.values else "number"
    return column, _("the row has neither a number nor an e-mail, so we can't tell who it is.")


def _refuse_twice_in_the_file(rows: Sequence[Wanted]) -> None:
    reasons = {
        "number": _("row %(row)s has the same number, %(value)s."),
        "email": _("row %(row)s has the same address, %(value)s."),
    }
    for column, reason in reasons.items():
        seen: dict[str, Wanted] = {}
        for wanted in rows:
            value = wanted.values.get(column)
            if not value:
                continue
            first = seen.setdefault(str(value), wanted)
            if first is not wanted:
                said = {"value": value}
                first.refuse(column, reason % {"row": wanted.row.place, **said})
                wanted.refuse(column, reason % {"row": first.row.place, **said})
    _refuse_one_person_twice(rows)


def _refuse_one_person_twice(rows: Sequence[Wanted]) -> None:
    """Two rows with different keys can still be one person: one by number, one by address."""
    seen: dict[UUID, Wanted] = {}
    for wanted in rows:
        if wanted.known is None or wanted.problems:
            continue
        first = seen.setdefault(wanted.known.id, wanted)
        if first is not wanted:
            wanted.refuse(
                "name", _("row %(row)s is about the same person.") % {"row": first.row.place}
            )


def _refuse_what_others_have(
    rows: Sequence[Wanted], by_number: dict[str, Known], by_email: dict[str, Known]
) -> None:
    """A number or an address that somebody outside the file holds can't be given to another."""
    in_file = {wanted.known.id: wanted for wanted in rows if wanted.known}
    for wanted in rows:
        for column, holders in (("number", by_number), ("email", by_email)):
            value = wanted.values.get(column)
            holder = holders.get(str(value)) if value else None
            if holder is None or holder.id == wanted.id or wanted.problems:
                continue
            lets_go = in_file.get(holder.id)
            if lets_go is None or column not in lets_go.values:
                wanted.refuse(column, _("%(name)s has this already.") % {"name": holder.name})
