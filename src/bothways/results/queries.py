"""Reads of releases. Every figure on any page, chart or export comes through here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bothways.pure.disclosure import Cell, Released, read_release
from bothways.results.models import Difference, Release
from bothways.storage.kept_queries import KeptQuery, names_of, thing_of
from bothways.surveys.models import Round

AGREES_FROM = 4
OF_A_ROUND = names_of(Round, "manifest")

_READ: dict[str, Released] = {}  # by digest: a release never changes, so it is read once


def release_of(round_: Round) -> Released | None:
    """Return what was released of a round, or None before it was counted (1 query)."""
    found = _with_release(Release.objects.filter(round=round_))
    return found[0][1] if found else None


def releases(
    newest: int | None = None, *, audience: str | None = None, with_promises: bool = False
) -> list[tuple[Round, Released]]:
    """Return every counted round with its release, or the `newest` few, the newest first.

    audience: those that asked everyone or the leaders alone; without it all of them.
    with_promises: the rounds about single promises too, which are no results of trust.

    1 query, and 1 more for releases that came since this process read them first. The rounds come
    without their manifest, but for that first time.
    """
    if not _READ:
        return _read_at_first(_counted(audience, with_promises)[:newest])
    kept = _kept_releases(audience, with_promises)
    rows = kept.rows() if newest is None else kept.part(0, newest)
    return _read([(thing_of(Round, OF_A_ROUND, row[1:]), row[0]) for row in rows])


def _counted(audience: str | None, with_promises: bool) -> QuerySet[Release]:  # noqa: FBT001
    rows = Release.objects.order_by("-round__closes_at")
    if not with_promises:
        rows = rows.exclude(round__kind=Round.Kind.PROMISES)
    return rows if audience is None else rows.filter(round__audience=audience)


def _read_at_first(rows: QuerySet[Release]) -> list[tuple[Round, Released]]:
    """Read all of it, manifests included, at once: this process knows nothing yet."""
    found = list(rows.select_related("round").defer("signature", "salts"))
    _READ.update((row.digest, read_release(row.document)) for row in found)
    return [(row.round, _READ[row.digest]) for row in found]


@lru_cache(maxsize=8)
def _kept_releases(audience: str | None, with_promises: bool) -> KeptQuery:  # noqa: FBT001
    """Return the digest of each release and its round; nearly every page asks for them."""

    def make() -> "QuerySet[Release, Any]":
        rows = _counted(audience, with_promises)
        return rows.values_list("digest", *(f"round__{name}" for name in OF_A_ROUND))

    return KeptQuery(make)


def releases_among(rounds: Iterable[UUID]) -> dict[UUID, Released]:
    """Return what was released of those of these rounds that were counted (as releases())."""
    found = _with_release(Release.objects.filter(pk__in=list(rounds)))
    return {round_.pk: released for round_, released in found}


def _with_release(rows: QuerySet[Release]) -> list[tuple[Round, Released]]:
    found = rows.select_related("round").defer("document", "signature", "salts", "round__manifest")
    return _read([(row.round, row.digest) for row in found])


def _read(found: Sequence[tuple[Round, str]]) -> list[tuple[Round, Released]]:
    """Put the release beside each round, by its digest."""
    unread = [digest for _round, digest in found if digest not in _READ]
    if unread:
        documents = Release.objects.filter(digest__in=unread).values_list("digest", "document")
        _READ.update((digest, read_release(document)) for digest, document in documents)
    return [(round_, _READ[digest]) for round_, digest in found]


@dataclass(frozen=True)
class Seal:
    """By what a round's rules and result can be checked elsewhere. signatures in hex, '' if none.

    root: of the tree that is signed; '' for releases from before there was one, signed by digest.
    """

    manifest: str
    digest: str
    root: str
    signature: str
    guardian_signature: str


def seals_of(rounds: Iterable[UUID]) -> dict[UUID, Seal]:
    """Return the seals of counted rounds (1 query)."""
    fields = ("pk", "round__manifest", "digest", "root", "signature", "guardian_signature")
    rows = Release.objects.filter(pk__in=list(rounds)).values_list(*fields)
    return {row[0]: Seal(*row[1:]) for row in rows}


def difference_of(round_: Round) -> dict[str, Any] | None:
    """Return where the two counts of a round differ, or None while it waits for nothing of it."""
    row = Difference.objects.filter(pk=round_.pk).first()
    if row is None or round_.state != Round.State.CLOSED:
        return None
    return {"ours": row.ours, "theirs": row.theirs, "cells": row.cells}


def firm_cell(released: Released, question: str) -> Cell | None:
    """Return the firm's figure for one question, or None if it was not asked."""
    found = (c for c in released.cells if c.level == "firm" and c.question == question)
    return next(found, None)


def cells_of(released: Released, blocks: Iterable[str]) -> list[Cell]:
    """Return the figures of exactly this set of blocks."""
    wanted = set(blocks)
    return [cell for cell in released.cells if set(cell.blocks) == wanted]


def figure_words(round_id: UUID, question: str) -> str:
    """Return a firm's figure in words, as '12 of 21 agreed', or '' if there is none."""
    round_ = Round.objects.filter(pk=round_id).first()
    released = release_of(round_) if round_ else None
    cell = firm_cell(released, question) if released else None
    return in_words(cell) if cell else ""


def in_words(cell: Cell) -> str:
    """Return how many agreed, with the range that was released, never more."""
    if cell.n is None:
        return _("too few answers to show")
    low, high = cell.ge[AGREES_FROM]
    if low == high:
        return _("%(low)d of %(n)d agreed") % {"low": low, "n": cell.n}
    if high == cell.n:
        return _("at least %(low)d of %(n)d agreed") % {"low": low, "n": cell.n}
    if low == 0:
        return _("at most %(high)d of %(n)d agreed") % {"high": high, "n": cell.n}
    return _("between %(low)d and %(high)d of %(n)d agreed") % {
        "low": low,
        "high": high,
        "n": cell.n,
    }
