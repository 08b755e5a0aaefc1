"""A decision while it is written, alone or with others: on no record, seen by its writers."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from bothways.decisions import errors
from bothways.decisions.models import Decision, Draft, Writer
from bothways.people.models import Person
from bothways.record.prompted import Prompt, columns_of

MOST_WRITERS = 12


@transaction.atomic
def begin_draft(
    *,
    by: Person,
    typed: Mapping[str, str],
    at: datetime,
    writers: Iterable[Person] = (),
    prompt: Prompt | None = None,
    replaces: Decision | None = None,
) -> Draft:
    """Keep what was typed so far, for `by` and those who write with them."""
    draft = Draft.objects.create(
        made_by=by,
        typed=dict(typed),
        replaces=replaces,
        saved_on=localdate(at),
        saved_by=by,
        **columns_of(prompt),
    )
    _set_writers(draft, writers)
    return draft


@transaction.atomic
def save_draft(
    draft: Draft,
    *,
    by: Person,
    typed: Mapping[str, str],
    version: int,
    at: datetime,
    writers: Iterable[Person] | None = None,
) -> None:
    """Keep what was typed.

    version: the one that was read when this was typed. writers: None leaves them as they are.
    Raises ChangedMeanwhileError where another of its writers saved in between.
    """
    read = Draft.objects.filter(pk=draft.pk, version=version)
    came_first = read.update(
        typed=dict(typed), version=F("version") + 1, saved_on=localdate(at), saved_by=by
    )
    draft.refresh_from_db()
    if not came_first:
        raise errors.ChangedMeanwhileError
    if writers is not None:
        _set_writers(draft, writers)


def drop_draft(draft: Draft) -> None:
    """Throw a draft away; it was on no record."""
    draft.delete()


def _set_writers(draft: Draft, people: Iterable[Person]) -> None:
    chosen = [one for one in dict.fromkeys(people) if one.pk != draft.made_by_id][:MOST_WRITERS]
    draft.writers.exclude(person__in=chosen).delete()
    already = set(draft.writers.values_list("person_id", flat=True))
    Writer.objects.bulk_create(
        Writer(draft=draft, person=one) for one in chosen if one.pk not in already
    )
