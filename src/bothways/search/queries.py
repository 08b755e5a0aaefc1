"""Finding, and whether what can be found is in step with the things themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from bothways.pure.folding import Piece, excerpt, folded_words, marked, wanted_words
from bothways.search.index import index
from bothways.search.models import Indexed
from bothways.search.registry import KINDS, everything

A_PAGE = 30
SHOWN = 240  # letters of what a thing says beside its title


@dataclass(frozen=True)
class Hit:
    """One thing that was found, with the words that were looked for marked."""

    kind: str
    ref: str
    title: Sequence[Piece]
    snippet: Sequence[Piece]
    on: date

    @property
    def address(self) -> str:
        return KINDS[self.kind].address(self.ref)

    @property
    def noun(self) -> str:
        return str(KINDS[self.kind].one)


@dataclass(frozen=True)
class Found:
    """Some of what was found, and how much there is of it."""

    hits: list[Hit]
    total: int


def find(words: str, kinds: Sequence[str] = (), limit: int = A_PAGE) -> list[Hit]:
    """Return what has every one of these words or a longer one that begins so.

    Those with all of them in the title come first, then the newest.
    """
    return page_of(words, kinds, limit=limit).hits


def page_of(
    words: str, kinds: Sequence[str] = (), *, limit: int = A_PAGE, offset: int = 0
) -> Found:
    """Return one page of what find() would, and how many there are."""
    wanted = wanted_words(words)
    known = [kind for kind in (kinds or KINDS) if kind in KINDS]
    if not wanted or not known:
        return Found([], 0)
    matching, values = index().matching(wanted)
    sql = " ".join(
        [
            "WITH f AS MATERIALIZED (",
            matching,
            ") SELECT i.id, COUNT(*) OVER () FROM f JOIN search_indexed i ON i.id = f.id",
            "WHERE i.kind IN (",
            ", ".join(["%s"] * len(known)),
            ") ORDER BY f.is_in_title DESC, i.said_on DESC, i.id DESC LIMIT %s OFFSET %s",
        ]
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *known, limit, offset])
        found = cursor.fetchall()
    rows = Indexed.objects.in_bulk([pk for pk, _total in found])
    return Found([_hit(rows[pk], wanted) for pk, _n in found], found[0][1] if found else 0)


def _hit(row: Indexed, wanted: Sequence[str]) -> Hit:
    snippet = excerpt(row.body, wanted, longest=SHOWN)
    return Hit(row.kind, row.ref, marked(row.title, wanted), snippet, row.said_on)


@dataclass(frozen=True)
class OutOfStep:
    """How many things can't be found, and how many are found that do not say so, or not here."""

    n_missing: int
    n_wrong: int

    def __bool__(self) -> bool:
        return bool(self.n_missing or self.n_wrong)


def out_of_step() -> OutOfStep:
    """Compare what can be found with what the things say, word by word."""
    real = {
        (kind, text.ref): (text.title, text.body, text.on, _set(text.title, text.body))
        for kind, text in everything()
    }
    words = dict(index().stored())
    here, wrong = set(), 0
    for row in Indexed.objects.all():
        said = (row.title, row.body, row.said_on, words.pop(row.pk, set()))
        wrong += real.get((row.kind, row.ref)) != said
        here.add((row.kind, row.ref))
    return OutOfStep(n_missing=len(set(real) - here), n_wrong=wrong + len(words))


def _set(title: str, body: str) -> set[str]:
    return {*folded_words(title), *folded_words(body)}
