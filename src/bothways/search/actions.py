"""Keeping what can be found in step with the things themselves, in the same transaction."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from django.db import DEFAULT_DB_ALIAS, transaction

from bothways.pure.folding import folded_words
from bothways.search.index import AT_ONCE, Row
from bothways.search.index import index as words_of
from bothways.search.models import Indexed
from bothways.search.registry import KINDS, everything
from bothways.storage.alone import stand_alone

ALONE = "search"


@transaction.atomic
def index(kind: str, ref: str, title: str, body: str, on: date) -> None:
    """Let a thing be found by these words, and no longer by those it had before.

    To be called inside the transaction that changes the thing. Only for what everybody may see.
    """
    said = {"title": title, "body": body, "said_on": on}
    row, _made = Indexed.objects.update_or_create(kind=kind, ref=ref, defaults=said)
    words = words_of()
    words.take([row.pk])
    words.put([_words(row)])


@transaction.atomic
def forget(kind: str, ref: str) -> None:
    """Let a thing be found no more."""
    rows = Indexed.objects.filter(kind=kind, ref=ref)
    words_of().take(list(rows.values_list("pk", flat=True)))
    rows.delete()


def refresh(kind: str, *refs: object) -> None:
    """Let these things be found by what they say now; what not everybody may see is forgotten."""
    asked = [str(ref) for ref in refs]
    found = {text.ref: text for text in KINDS[kind].texts(asked)}
    for ref in asked:
        text = found.get(ref)
        if text is None:
            forget(kind, ref)
        else:
            index(kind, ref, text.title, text.body, text.on)


def rebuild(using: str = DEFAULT_DB_ALIAS) -> int:
    """Make all of it anew from the things themselves; return how many can be found.

    The table of words is made anew, too, so that no part of its file remembers an old one.
    """
    with transaction.atomic(using=using):
        stand_alone(ALONE, using=using)
        Indexed.objects.using(using).all()._raw_delete(using)
        words = words_of(using)
        words.drop()
        words.make()
        rows = (
            Indexed(kind=kind, ref=text.ref, title=text.title, body=text.body, said_on=text.on)
            for kind, text in everything()
        )
        return sum(_put(some, using) for some in iter(lambda: list(islice(rows, AT_ONCE)), []))


def _put(rows: Sequence[Indexed], using: str) -> int:
    made = Indexed.objects.using(using).bulk_create(rows)
    words_of(using).put(_all_words(made))
    return len(made)


def _all_words(rows: Iterable[Indexed]) -> list[Row]:
    return [_words(row) for row in rows]


def _words(row: Indexed) -> Row:
    return row.pk, folded_words(row.title), folded_words(row.body)
