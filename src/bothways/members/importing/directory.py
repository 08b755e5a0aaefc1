"""Whom does a text in the file name? By number, e-mail address, or a name that one person has."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from bothways.members.importing.people import Known, Wanted


class NamedNobodyError(ValueError):
    """The text names nobody, or not one alone; it says why."""


class Directory:
    """Everybody there will be when the file is in, by all that names them."""

    def __init__(
        self,
        rows: Sequence[Wanted],
        known: Sequence[Known],
        *,
        everybody: bool = False,
        gone: frozenset[UUID] = frozenset(),
    ) -> None:
        """everybody: whoever is here and not in the file leaves, so can't be named.

        gone: those in the file whose last day is over.
        """
        self.everybody, self.gone = everybody, gone
        in_file = {wanted.id for wanted in rows}
        outside = [person for person in known if person.id not in in_file]
        self.others = {
            key: person for person in outside for key in (person.number, person.email) if key
        }
        self.keys: dict[str, UUID] = {}
        for column in ("email", "number"):  # a number wins where both are the same text
            self.keys |= {w.text(column): w.id for w in rows if w.id and w.text(column)}
        self.names: dict[str, set[UUID]] = {}
        self._call((w.name, w.id) for w in rows)
        self._call((person.name, person.id) for person in outside if person.is_here)
        self.outside = {person.id: person for person in outside}

    def _call(self, people: Iterable[tuple[str, UUID | None]]) -> None:
        for name, pk in people:
            for spelling in spellings(name):
                if pk and spelling:
                    self.names.setdefault(spelling, set()).add(pk)

    def find(self, text: str) -> UUID:
        """Return whom the text names. Raises NamedNobodyError."""
        found = self._find(text)
        if found in self.gone:
            raise NamedNobodyError(
                _("the last day of '%(name)s' is over. Name somebody who is here.")
                % {"name": text[:60]}
            )
        return found

    def _find(self, text: str) -> UUID:
        for key in (text, text.lower()):
            if key in self.keys:
                return self.keys[key]
            if key in self.others:
                return self._outside(self.others[key])
        called = self.names.get(as_name(text), set())
        if len(called) > 1:
            raise NamedNobodyError(
                _("%(n)d people are called '%(name)s'. Write a number or an e-mail address.")
                % {"n": len(called), "name": text[:60]}
            )
        for pk in called:
            return self._outside(self.outside[pk]) if pk in self.outside else pk
        raise NamedNobodyError(
            _("nobody has the number, address or name '%(key)s', neither in this file nor here.")
            % {"key": text[:60]}
        )

    def _outside(self, person: Known) -> UUID:
        if not person.is_here:
            raise NamedNobodyError(
                _("%(name)s has left. Name somebody who is here.") % {"name": person.name}
            )
        if self.everybody:
            raise NamedNobodyError(
                _("%(name)s is not in this file, and you said that it is everybody.")
                % {"name": person.name}
            )
        return person.id


def as_name(text: str) -> str:
    """Return a name as it is compared: 'Krog, Ida' is 'ida krog'."""
    last, comma, first = text.partition(",")
    return " ".join((f"{first} {last}" if comma else text).casefold().split())


def spellings(name: str) -> set[str]:
    """Return a name with the given name first, and with the family name first."""
    plain = as_name(name)
    given, _space, family = plain.rpartition(" ")
    return {plain, f"{family} {given}".strip()}
