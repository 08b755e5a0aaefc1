"""What is printed is whole: every letter is there, nothing leaves its box, codes can be read."""

import pytest
import segno

from bothways.ui.paper import Box
from bothways.ui.paper.drawing import MORE, SANS, Drawing, _runs, draw

GERMAN, SPANISH, POLISH = "ÄÖÜäöüß„“‚‘", "¿¡áéíñóúüÑ«»", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
FURTHER = "Ĉĝōŭſ Dvořák Șț Олена Ελένη Nguyễn – — … • ’ “ ”"
LONG = "Anna-Katharina Wolkenstein-Hohenlohe-Schillingsfürst von und zu Bad Mergentheim"


@pytest.fixture
def drawing() -> Drawing:
    return Drawing(title="Probe", language="en", on="2026-11-02", margin=20)


@pytest.mark.parametrize("letters", [GERMAN, SPANISH, POLISH, FURTHER])
def test_our_letters_hold_what_names_here_are_written_with(drawing: Drawing, letters: str) -> None:
    known = {*drawing.pdf.fonts[SANS].cmap, *drawing.pdf.fonts[MORE].cmap}

    assert {letter for letter in letters if ord(letter) not in known} == set()


def test_latin_1_and_latin_extended_a_are_covered_whole(drawing: Drawing) -> None:
    known = {*drawing.pdf.fonts[SANS].cmap, *drawing.pdf.fonts[MORE].cmap}

    assert {*range(0x20, 0x7F), *range(0xA0, 0x180)} - known == set()


def test_words_that_fit_keep_their_size(drawing: Drawing) -> None:
    drawing.pdf.set_font(SANS, "", 12)

    assert drawing._fitted("Jo Marsh", 50, 10, size=12, least=7) == ["Jo Marsh"]
    assert drawing.pdf.font_size_pt == 12


def test_a_long_name_is_written_smaller_and_whole(drawing: Drawing) -> None:
    drawing.pdf.set_font(SANS, "B", 15)

    lines = drawing._fitted(LONG, 50, 14, size=15, least=7)

    assert " ".join(lines) == LONG
    assert 7 <= drawing.pdf.font_size_pt < 15
    assert all(drawing.pdf.get_string_width(line) <= 50 for line in lines)


def test_a_word_without_end_is_broken_and_cut_and_never_leaves_its_box(drawing: Drawing) -> None:
    drawing.pdf.set_font(SANS, "", 12)

    lines = drawing._fitted("x" * 900, 50, 10, size=12, least=7)

    assert lines[-1].endswith("…")
    assert all(drawing.pdf.get_string_width(line) <= 50 for line in lines)
    assert len(lines) * 7 * 25.4 / 72 * 1.25 <= 10


def test_where_not_even_one_line_fits_one_line_stands_there(drawing: Drawing) -> None:
    drawing.pdf.set_font(SANS, "", 12)

    assert len(drawing._fitted(LONG, 50, 1, size=12, least=7)) == 1


def test_what_is_placed_by_hand_makes_no_new_page_and_moves_nothing(drawing: Drawing) -> None:
    drawing.flow("Above.", "body", "")
    at = drawing.pdf.get_y()

    drawing.text("At the very edge.", (20, 288, 100, 8), 11, 7, False, False, "start")

    assert drawing.pdf.page_no() == 1
    assert drawing.pdf.get_y() == at
    assert drawing.pdf.b_margin == 20


def test_what_flows_goes_on_on_the_next_page(drawing: Drawing) -> None:
    for _ in range(60):
        drawing.flow("A line that is followed by many others.", "body", "•")

    assert drawing.pdf.page_no() == 2


def test_a_heading_does_not_stand_alone_at_the_foot(drawing: Drawing) -> None:
    drawing.gap(240)

    drawing.flow("What happens next", "heading", "")

    assert drawing.pdf.page_no() == 2


def test_every_dark_square_of_a_code_is_drawn_and_no_other() -> None:
    for row in segno.make_qr("https://trust.example/card/#7K3M-9QXT-WD4H", error="m").matrix:
        dark = [bool(square) for square in row]
        drawn = {at for start, length in _runs(dark) for at in range(start, start + length)}
        assert drawn == {at for at, square in enumerate(dark) if square}


def test_a_row_without_a_dark_square_draws_nothing() -> None:
    assert _runs([False, False]) == []
    assert _runs([]) == []


def test_every_stroke_can_be_drawn() -> None:
    box = [20.0, 100.0, 80.0, 40.0]
    notes = {
        "about": {"title": "Probe", "language": "de", "on": "2026-11-02", "margin": 20},
        "strokes": [
            ["flow", ["Probe", "title", ""]],
            ["gap", [4]],
            ["text", ["Jo", box, 11, 7, True, True, "center"]],
            ["qr", ["HELLO", box]],
            ["frame", [box]],
            ["rule", [20, 90, 60]],
            ["cut_marks", [box]],
            ["new_page", []],
        ],
    }

    assert draw(notes).startswith(b"%PDF-")


def test_boxes_stand_inside_each_other() -> None:
    assert Box(10, 20, 80, 50).inside(5) == Box(15, 25, 70, 40)
