"""A paper is drawn by another process, the same bytes each time, and says what it is."""

import os
import subprocess
import sys
from datetime import date

import pytest

from bothways.ui.paper import A4, Box, Paper
from tests.architecture.source import SRC

ENV = {**os.environ, "PYTHONPATH": str(SRC.parent)}


def a_paper() -> Paper:
    paper = Paper(title="Sign-in cards", language="de", on=date(2026, 11, 2))
    paper.title("Karten")
    paper.heading("Was zu tun ist")
    paper.paragraph("Schneiden Sie an den Marken.", small=True)
    paper.items(["eins", "zwei"])
    paper.numbered(["erstens", "zweitens"])
    paper.gap(3)
    box = Box(20, 120, 85, 54)
    paper.cut_marks(box)
    paper.frame(box)
    paper.rule(20, 200, 60)
    paper.shade(Box(20, 205, 40, 4))
    paper.ring(40, 207)
    paper.text("Jo Marsh", box.inside(4), size=14, bold=True)
    paper.qr("https://trust.example/card/#ABCD", Box(75, 125, 28, 28))
    paper.new_page()
    return paper


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert a_paper().pdf() == a_paper().pdf()


def test_papers_that_differ_in_a_stroke_have_other_marks() -> None:
    other = a_paper()
    other.ring(41, 207)

    assert a_paper().mark == a_paper().mark
    assert other.mark != a_paper().mark


def test_it_names_its_title_and_its_language_and_no_hour_and_no_machine() -> None:
    drawn = a_paper().pdf()

    assert b"/Lang (de)" in drawn
    assert b"/DisplayDocTitle true" in drawn
    assert "Sign-in cards".encode("utf-16-be") in drawn or b"(Sign-in cards)" in drawn
    assert b"D:20261102000000" in drawn
    assert b"/Author" not in drawn


def test_numbers_and_dots_stand_before_their_lines() -> None:
    signs = [values[2] for what, values in a_paper().strokes if what == "flow"]

    assert signs == ["", "", "", "•", "•", "1.", "2."]


def test_what_can_not_be_drawn_is_an_error_and_no_half_paper() -> None:
    paper = Paper(title="Probe", language="en", on=date(2026, 11, 2))
    paper.qr("x" * 5000, Box(20, 20, 30, 30))

    with pytest.raises(subprocess.CalledProcessError):
        paper.pdf()


def test_the_library_never_comes_into_the_web_server() -> None:
    asks = "import sys, bothways.ui.paper; sys.exit('fpdf' in sys.modules or 'PIL' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", asks], env=ENV, check=False).returncode == 0


def test_an_empty_list_leaves_no_stroke() -> None:
    paper = Paper(title="Probe", language="en", on=date(2026, 11, 2))

    paper.items([])
    paper.numbered(iter(()))

    assert paper.strokes == []


def test_numbers_begin_anew_with_each_list() -> None:
    paper = Paper(title="Probe", language="en", on=date(2026, 11, 2))

    paper.numbered(["one", "two"])
    paper.numbered(["one"])

    assert [values[2] for _what, values in paper.strokes] == ["1.", "2.", "1."]


@pytest.mark.parametrize(
    "about", [{"title": "Other"}, {"language": "de"}, {"on": date(2026, 11, 3)}, {"margin": 15}]
)
def test_a_paper_of_another_title_language_day_or_margin_has_another_mark(
    about: dict[str, object],
) -> None:
    told = {"title": "Probe", "language": "en", "on": date(2026, 11, 2)}

    assert Paper(**{**told, **about}).mark != Paper(**told).mark  # type: ignore[arg-type]


def test_words_in_any_letters_and_of_any_length_are_noted_whole() -> None:
    paper = Paper(title="Probe", language="en", on=date(2026, 11, 2))
    words = "Żółć „Olena“ Ελένη " * 200

    paper.text(words, A4.inside(20), align="end")

    ((what, values),) = paper.strokes
    assert (what, values[0], values[-1]) == ("text", words, "end")
    assert values[1] == (20, 20, 170, 257)
