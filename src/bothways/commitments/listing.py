"""The list of promises, page by page: its rows as they are printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, overload

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bothways.commitments.models import Commitment
from bothways.commitments.queries import listed, with_people
from bothways.commitments.registry import words_beside
from bothways.commitments.words import Standing, addressee, author, standing
from bothways.people.models import Person
from bothways.storage.kept_queries import Day, Id, KeptQuery
from bothways.ui.days import day_and_year

MOST_KEPT = 64  # queries: one for each filter with each kind


@dataclass(frozen=True)
class Row:
    """One promise as a list prints it to one reader; beside: words of other rooms."""

    promise: Commitment
    how: Standing
    beside: Sequence[str]
    by: str
    may_say: bool


class Listing(Sequence[Commitment]):
    """What queries.listed() returns, for a Paginator: the ids of a page, then its promises.

    Which ids a page has, and how many there are, is asked by queries that are put together once.
    """

    def __init__(self, person: Person, *, show: str, on: date, kind: str) -> None:
        self._query = _kept(show, kind)
        self._said = {"person": person.pk, "on": on}

    def __len__(self) -> int:
        return self._query.count(**self._said)

    @overload
    def __getitem__(self, place: int) -> Commitment: ...
    @overload
    def __getitem__(self, place: slice) -> list[Commitment]: ...
    def __getitem__(self, place: int | slice) -> Commitment | list[Commitment]:
        if isinstance(place, int):
            return self[place : place + 1][0]
        ids = [pk for (pk,) in self._query.part(place.start, place.stop, **self._said)]
        found = {promise.pk: promise for promise in with_people(ids)}
        return [found[pk] for pk in ids]


def rows_of(promises: Sequence[Commitment], reader: Person, today: date) -> list[Row]:
    """Put promises into rows as `reader` reads them."""
    beside = words_beside(promises, reader, today)
    return [
        Row(
            promise=promise,
            how=standing(promise, today),
            beside=beside.get(promise.pk, ()),
            by=_("%(who)s, to %(whom)s, on %(day)s")
            % {
                "who": author(promise, reader),
                "whom": addressee(promise, reader),
                "day": day_and_year(promise.made_on, today),
            },
            may_say=promise.is_open and promise.made_by_id == reader.pk,
        )
        for promise in promises
    ]


@lru_cache(maxsize=MOST_KEPT)
def _kept(show: str, kind: str) -> KeptQuery:
    """Return the ids in order, whoever asks on whatever day."""

    def make() -> "QuerySet[Commitment, Any]":
        rows = listed(Id("person"), show=show, on=Day("on"), kind=kind)
        return rows.select_related(None).values_list("pk")

    return KeptQuery(make)
