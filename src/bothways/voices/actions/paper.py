"""Paper slips: typed in by whoever keeps the box, with nobody as their author."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from bothways.people.models import Person, Role
from bothways.pure.voices import answer_due_on
from bothways.record.actions import note
from bothways.storage.alone import stand_alone
from bothways.voices import errors
from bothways.voices.actions.shared import mark_of, noted, tell_owing
from bothways.voices.models import Keeper, Voice
from bothways.voices.wording import Told

KEEPERS = {Role.Kind.OWNER, Role.Kind.PEOPLE_LEAD}


@transaction.atomic
def type_in(*, by: Person, told: Told, at: datetime) -> Voice:
    """Put the words of a paper slip before everybody, as they stand on it.

    Raises NoKeeperError, AlreadySaidError for a second click, NoWordsError, TooManyWordsError.
    """
    stand_alone("paper slips")
    if not keeps_the_box(by):
        raise errors.NoKeeperError
    on, words = localdate(at), told.checked()
    same = Voice.objects.filter(way=Voice.Way.PAPER, said_on=on, kind=words["kind"])
    first = same.filter(title=words["title"], text=words["text"]).first()
    if first is not None:
        raise errors.AlreadySaidError(first.pk)
    voice = Voice.objects.create(
        way=Voice.Way.PAPER,
        typed_in_by=by,
        said_on=on,
        answer_due_on=answer_due_on(on),
        **words,
    )
    noted("voice.typed_in", voice, by=by, at=at, kind=voice.kind, mark=mark_of(voice))
    tell_owing("voice.came", voice, at=at, but=by, who="")
    return voice


@transaction.atomic
def name_keeper(person: Person, *, by: Person, at: datetime) -> None:
    """Let somebody keep the paper box; twice is once.

    Raises NoKeeperError, NotHereError.
    """
    if not by.role_kinds & KEEPERS:
        raise errors.NoKeeperError
    if not person.is_active:
        raise errors.NotHereError(person.name)
    said = {"named_by": by, "named_on": localdate(at)}
    _keeper, is_new = Keeper.objects.get_or_create(person=person, defaults=said)
    if is_new:
        note("keeper.named", by=by, about=person, at=at)


@transaction.atomic
def drop_keeper(person: Person, *, by: Person, at: datetime) -> None:
    """Let somebody keep the paper box no longer. Raises NoKeeperError."""
    if not by.role_kinds & KEEPERS:
        raise errors.NoKeeperError
    gone, _each = Keeper.objects.filter(person=person).delete()
    if gone:
        note("keeper.dropped", by=by, about=person, at=at)


def keeps_the_box(person: Person) -> bool:
    """Say whether this person may type slips in."""
    return bool(person.role_kinds & KEEPERS) or Keeper.objects.filter(person=person).exists()
