"""What can be found is kept once, with a title, and what the registry gives is what is found."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import resolve
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from bothways.pure.folding import Piece
from bothways.search.actions import AT_ONCE, forget, index, rebuild, refresh
from bothways.search.index import index as words_of
from bothways.search.models import Indexed
from bothways.search.queries import SHOWN, OutOfStep, find, out_of_step, page_of
from bothways.search.registry import KINDS, everything
from tests.cast import Cast
from tests.factories import TODAY, make_decision, make_promise
from tests.search.conftest import Notes, note_of

pytestmark = pytest.mark.both
LONG = "Anna-Katharina Wolkenstein-Hohenlohe-Schillingsfürst von und zu Bad Mergentheim"


def refs(words: str) -> list[str]:
    return [hit.ref for hit in find(words)]


def text_of(pieces: object) -> str:
    return "".join(piece.text for piece in pieces)  # type: ignore[attr-defined]


@pytest.mark.parametrize("fields", [{"title": ""}, {"ref": "1", "title": "Again"}])
def test_a_thing_is_kept_once_and_has_a_title(db: None, fields: dict[str, str]) -> None:
    index("promise", "1", "The gauge", "", TODAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        Indexed.objects.create(**{"kind": "promise", "ref": "2", "said_on": TODAY, **fields})


def test_a_row_calls_itself_by_its_kind_and_title() -> None:
    assert str(Indexed(kind="promise", title="The gauge")) == "promise: The gauge"


def test_two_kinds_may_have_a_thing_of_the_same_number(db: None) -> None:
    index("promise", "1", "The gauge", "", TODAY)
    index("decision", "1", "The gauge too", "", TODAY)

    assert [hit.kind for hit in find("gauge")] == ["decision", "promise"]
    forget("promise", "1")
    assert [hit.kind for hit in find("gauge")] == ["decision"]


def test_every_kind_is_named_in_each_language_and_leads_to_a_page(db: None) -> None:
    ref = "0f7c9cf6-6c1e-4a9e-9f55-1d1f3a5d2c11"
    for kind in KINDS.values():
        names = set()
        for language in ("en", "de", "es"):
            with translation.override(language):
                names.add((str(kind.one), str(kind.several)))
        assert len(names) == 3, kind.name
        assert kind.name.isidentifier()
        assert resolve(kind.address(ref)).view_name == kind.at


def test_everything_that_is_yielded_is_found_by_its_own_title(firm: Cast) -> None:
    make_promise(firm.manager, "The lathe gets a lamp.")
    make_decision(firm.owner, "Do we buy a second lathe?")

    yielded = list(everything())

    assert {kind for kind, _text in yielded} == {"promise", "decision"}
    for kind, text in yielded:
        assert (kind, text.ref) in {(hit.kind, hit.ref) for hit in find(text.title)}


def test_a_promise_taken_anew_costs_the_same_whatever_else_can_be_found(
    firm: Cast, notes: Notes, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(40):
        notes[str(number)] = note_of(str(number), f"Bench {number}")
    rebuild()

    with django_assert_max_num_queries(8):
        refresh("note", "7")


def test_a_page_of_hits_asks_two_questions_however_many_there_are(
    db: None, notes: Notes, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(35):
        notes[str(number)] = note_of(str(number), f"Bench {number}")
    rebuild()

    for words, n in (("bench 7", 1), ("bench", 30)):
        with django_assert_num_queries(2):
            assert len(find(words)) == n
    with django_assert_num_queries(0):
        assert find("“ - ”") == []


def test_a_rebuild_of_more_than_fits_at_once_loses_none(db: None, notes: Notes) -> None:
    for number in range(AT_ONCE + 1):
        notes[str(number)] = note_of(str(number), f"Bench {number}")

    assert rebuild() == AT_ONCE + 1
    assert page_of("bench", limit=1).total == AT_ONCE + 1
    assert not out_of_step()


def test_the_newest_comes_first_and_a_title_before_all_that_is_newer(
    db: None, notes: Notes
) -> None:
    notes["body"] = note_of("body", "News", "of the gauge", TODAY)
    notes["old"] = note_of("old", "A gauge", "", TODAY - timedelta(days=900))
    notes["older"] = note_of("older", "Gauges", "", TODAY - timedelta(days=901))
    rebuild()

    assert refs("gauge") == ["old", "older", "body"]


def test_beyond_the_last_page_there_is_nothing_and_no_mistake(db: None) -> None:
    index("promise", "1", "The gauge", "", TODAY)

    assert page_of("gauge", offset=30).hits == []
    assert page_of("gauge", limit=0).hits == []


def test_a_long_name_is_found_by_each_of_its_parts_and_shown_whole(db: None) -> None:
    index("promise", "1", LONG, "", TODAY)

    for part in ("anna", "WOLKENSTEIN", "hohenlohe bad", "Schillingsfurst", "merg"):
        (hit,) = find(part)
        assert text_of(hit.title) == LONG
        assert any(piece.is_found for piece in hit.title)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Die Fräse läuft", "FRASE"),
        ("Los señores deciden", "senores"),
        ("Łódź liefert", "lodz"),
        ("Straße gesperrt", "strasse"),
        ("Νέα βάρδια", "βαρδια"),
        ("Третья смена", "ТРЕТЬЯ"),
        ("x" * 60, "x" * 50),
    ],
)
def test_a_word_is_found_in_whatever_letters_it_is_typed(
    db: None, written: str, typed: str
) -> None:
    index("promise", "1", written, "", TODAY)

    assert refs(typed) == ["1"]


def test_of_a_long_text_the_part_around_the_found_word_is_shown(db: None) -> None:
    body = "before " * 200 + "gauge " + "after " * 200
    index("promise", "1", "A title", body, TODAY)

    (hit,) = find("gauge")

    shown = text_of(hit.snippet)
    assert Piece("gauge", is_found=True) in hit.snippet
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) <= SHOWN + 4


def test_the_ninth_word_that_is_looked_for_is_not_asked_for(db: None) -> None:
    index("promise", "1", "a b c d e f g h", "", TODAY)

    assert refs("a b c d e f g h nothing") == ["1"]
    assert refs("a b c d e f g nothing") == []


def test_in_step_is_said_as_no_and_anything_else_as_yes() -> None:
    assert not OutOfStep(0, 0)
    assert OutOfStep(1, 0)
    assert OutOfStep(0, 1)


def test_no_words_are_left_of_what_a_rebuild_does_not_find(db: None, notes: Notes) -> None:
    index("note", "gone", "A secret gauge", "", TODAY)

    assert rebuild() == 0

    assert list(words_of().stored()) == []
    assert refs("secret") == []
