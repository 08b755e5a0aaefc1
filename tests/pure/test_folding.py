"""How words are folded before they are looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.pure.folding import (
    LONGEST_WORD,
    MOST_WORDS,
    Piece,
    excerpt,
    fold,
    folded_words,
    marked,
    wanted_words,
)


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Fräse", "frase"),
        ("FRÄSE", "frase"),
        ("Fra\u0308se", "frase"),  # the accent as a letter of its own
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("smørrebrød", "smorrebrod"),
        ("Œuvre", "oeuvre"),
        ("Ⅻ", "xii"),
        ("m²", "m2"),
        ("год", "год"),
        ("日本", "日本"),
    ],
)
def test_a_word_is_found_without_case_and_accents(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_signs_part_words_and_are_never_looked_for() -> None:
    assert folded_words("The Gauge's “new”-old (A*B) ^C: NEAR/2 it_is") == [
        *("the", "gauge", "s", "new", "old", "a", "b", "c", "near", "2", "it", "is")
    ]


@given(st.text())
def test_what_is_looked_for_has_letters_and_digits_alone(text: str) -> None:
    for word in wanted_words(text):
        assert word.isalnum()
        assert 0 < len(word) <= LONGEST_WORD


def test_at_most_eight_words_are_looked_for_each_once() -> None:
    assert wanted_words("Gauges gauges, GAUGES at") == ["gauges", "at"]
    assert len(wanted_words(" ".join(f"w{n}" for n in range(40)))) == MOST_WORDS


def test_the_beginning_of_a_word_marks_the_whole_of_it() -> None:
    assert marked("New gauges, a Gáuge.", ["gau"]) == [
        Piece("New "),
        Piece("gauges", is_found=True),
        Piece(", a "),
        Piece("Gáuge", is_found=True),
        Piece("."),
    ]


def test_with_nothing_looked_for_nothing_is_marked() -> None:
    assert marked("New gauges", []) == [Piece("New gauges")]
    assert marked("", ["a"]) == []


@given(st.text(), st.lists(st.text(min_size=1, max_size=3), max_size=3))
def test_marking_loses_no_letter(text: str, wanted: list[str]) -> None:
    assert "".join(piece.text for piece in marked(text, wanted)) == text


def test_an_excerpt_begins_shortly_before_what_was_found() -> None:
    long = "word " * 60 + "gauges " + "after " * 60

    pieces = excerpt(long, ["gauges"], longest=120)

    assert pieces[0] == Piece("… ")
    assert pieces[-1] == Piece(" …")
    assert [piece.text for piece in pieces if piece.is_found] == ["gauges"]
    assert sum(len(piece.text) for piece in pieces) <= 124


def test_a_short_text_is_its_own_excerpt() -> None:
    assert excerpt("All is there.", ["nothing"], longest=120) == [Piece("All is there.")]


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("board", "It hangs on the board."),
        ("zusage", "Eine Zusage wird gehalten."),
        ("promesa", "Una promesa se cumple."),
        ("nothing", "It hangs on the board."),
    ],
)
def test_an_excerpt_shows_the_line_of_what_was_found_and_no_other_language(
    word: str, shown: str
) -> None:
    text = "It hangs on the board.\nEine Zusage wird gehalten.\nUna promesa se cumple."

    assert "".join(piece.text for piece in excerpt(text, [word], longest=120)) == shown


def test_a_text_of_one_endless_word_is_cut() -> None:
    pieces = excerpt("x" * 500, ["x"], longest=100)

    assert pieces == [Piece("x" * 100, is_found=True), Piece(" …")]
