"""Finding: the same on both databases, and safe whatever is typed."""

from datetime import timedelta

import pytest
from django.db import connection

from bothways.commitments.models import Commitment
from bothways.pure.folding import Piece
from bothways.search.actions import index, rebuild
from bothways.search.models import Indexed
from bothways.search.queries import find, out_of_step, page_of
from tests.cast import Cast
from tests.factories import TODAY, make_promise
from tests.search.conftest import Notes, note_of

pytestmark = pytest.mark.both

HOSTILE = [
    '"',
    "'",
    "gauge' OR '1'='1",
    'gauge" OR "a',
    "gauge*",
    "title:gauge",
    "{title}: gauge",
    "NEAR(gauge wall, 2)",
    "gauge AND",
    "NOT gauge",
    "-gauge",
    "^gauge",
    "(gauge",
    "gauge & !wall | x:*",
    "gauge:*A",
    "\\'gauge",
    "%s %(x)s %",
    "\0gauge",
    "gauge; DROP TABLE search_words",
    "🦊",
    "' OR 1=1 --",
]


@pytest.fixture(autouse=True)
def some_notes(notes: Notes) -> None:
    """Three notes on a board."""
    notes["old"] = note_of("old", "Gauges for all", "at the wall", TODAY - timedelta(days=9))
    notes["new"] = note_of("new", "A walk", "to see the Gäuge at the wall")
    notes["other"] = note_of("other", "Überstunden", "werden im Übrigen bezahlt")
    rebuild()


def refs(words: str, *kinds: str) -> list[str]:
    return [hit.ref for hit in find(words, kinds)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("gauges", ["old"]),
        ("gau", ["old", "new"]),
        ("GAÚ", ["old", "new"]),
        ("gau wal", ["new", "old"]),  # neither has both in its title: the newest first
        ("uberstunden", ["other"]),
        ("Überstunden bezahlt", ["other"]),
        ("auges", []),  # words are found from their beginning
        ("gauges bezahlt", []),  # all of them, or nothing
        ("", []),
        (" - ", []),
    ],
)
def test_words_are_found_by_their_beginning_all_of_them_without_accents(
    words: str, found: list[str]
) -> None:
    assert refs(words) == found


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_that_is_typed_is_read_as_a_query(words: str) -> None:
    for hit in find(words):
        assert hit.kind == "note"

    assert Indexed.objects.count() == 3


def test_signs_around_a_word_change_nothing() -> None:
    assert refs("“gauge”*") == refs("gauge") == ["old", "new"]


def test_only_the_kinds_that_are_asked_for_are_found(firm: Cast) -> None:
    promise = make_promise(firm.manager, "Gauges, promised.")

    assert refs("gauges", "promise") == [str(promise.pk)]
    assert refs("gauges", "note") == ["old"]
    assert refs("gauges", "ballot") == []


def test_a_hit_shows_its_words_and_leads_to_the_thing(firm: Cast) -> None:
    promise = make_promise(firm.manager, "Scales at every bench.")

    (hit,) = find("scale")

    assert hit.title[0] == Piece("Scales", is_found=True)
    assert (hit.noun, hit.on) == ("Promise", TODAY)
    assert hit.address == f"/promises/{promise.pk}/"


def test_a_page_tells_how_many_there_are(notes: Notes) -> None:
    for number in range(40):
        notes[str(number)] = note_of(str(number), f"Bench {number}")
    rebuild()

    first, second = page_of("bench"), page_of("bench", offset=30)

    assert (len(first.hits), first.total) == (30, 40)
    assert (len(second.hits), second.total) == (10, 40)
    assert len({hit.ref for hit in [*first.hits, *second.hits]}) == 40


def test_what_was_made_past_the_rooms_is_out_of_step_until_a_rebuild(firm: Cast) -> None:
    assert not out_of_step()
    promise = make_promise(firm.manager)
    Commitment.objects.filter(pk=promise.pk).update(text="Something else.")
    index("note", "nowhere", "What no note says", "", TODAY)
    Indexed.objects.filter(ref="old").delete()

    found = out_of_step()

    assert (found.n_missing, found.n_wrong) == (1, 3)  # old's words lie there without it
    rebuild()
    assert not out_of_step()


def test_a_word_put_into_the_table_past_the_program_shows() -> None:
    pk = Indexed.objects.get(ref="old").pk
    on_sqlite = "UPDATE search_words SET body = body || ' secretly' WHERE rowid = %s"
    on_postgres = "UPDATE search_words SET words = words || 'secretly:2' WHERE id = %s"
    with connection.cursor() as cursor:
        cursor.execute(on_postgres if connection.vendor == "postgresql" else on_sqlite, [pk])

    assert out_of_step().n_wrong == 1
