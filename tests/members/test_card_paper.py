"""A card says whose it is, what to do and what it can't tell, in its person's own language."""

from datetime import date

import pytest
from django.utils import translation
from pytest_django import Settings

from bothways.members.actions.cards import Printed
from bothways.members.card_paper import COLUMNS, GAP, HEIGHT, LEFT, ROWS, TOP, WIDTH, cards_as_pdf
from bothways.people.models import Person
from bothways.ui.paper import A4, Paper
from bothways.ui.paper.drawing import SANS, Drawing


def a_card(name: str = "Jo Marsh", **fields: str) -> Printed:
    return Printed(Person(name=name, **fields), "7K3M9QXTWD40", "804137", date(2026, 12, 2))


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> list[Paper]:
    """Keep the papers instead of drawing them: what stands on them can then be read."""
    papers: list[Paper] = []

    def keep(paper: Paper) -> bytes:
        papers.append(paper)
        return b"%PDF-"

    monkeypatch.setattr(Paper, "pdf", keep)
    return papers


def print_these(*cards: Printed) -> None:
    on = date(2026, 11, 2)
    cards_as_pdf(cards, firm="Millrace", base_url="https://t.example", language="en", on=on)


def words(paper: Paper) -> list[object]:
    return [values[0] for what, values in paper.strokes if what in {"text", "qr"}]


def test_all_that_the_door_asks_for_stands_on_the_card(noted: list[Paper]) -> None:
    print_these(a_card(number="1007"))

    said = words(noted[0])
    assert "https://t.example/card/#7K3M9QXTWD40" in said
    assert {"Millrace", "Jo Marsh", "Staff number 1007", "7K3M-9QXT-WD40", "804 137"} <= set(said)
    assert "t.example/card" in said
    assert "Use it before 2 Dec 2026." in said
    assert any("choose a PIN that only you know" in str(line) for line in said)
    assert any("can't tell what you answer" in str(line) for line in said)


@pytest.mark.parametrize("language", ["en", "de", "es"])
@pytest.mark.parametrize("month", range(1, 13))
def test_what_stands_on_a_card_is_whole_in_every_language(
    noted: list[Paper], language: str, month: int
) -> None:
    person = Person(name="Jo Marsh", number="1007", language=language)
    card = Printed(person, "7K3M9QXTWD40", "804137", date(2026, month, 28))
    with translation.override(language):
        print_these(card)
    drawing = Drawing(**noted[0].about)
    for what, values in noted[0].strokes:
        if what == "text":
            text, (_x, _y, width, height), size, least, bold, *_rest = values
            drawing.pdf.set_font(SANS, "B" if bold else "", size)
            lines = drawing._fitted(text, width, height, size=size, least=least)
            assert " ".join(lines) == text


def test_without_a_number_there_is_no_empty_line(noted: list[Paper]) -> None:
    print_these(a_card())

    assert not any("Staff number" in str(line) for line in words(noted[0]))


def test_eight_cards_are_a_page_and_the_ninth_begins_the_next(noted: list[Paper]) -> None:
    print_these(*[a_card(f"Person {n}") for n in range(17)])

    pages = [what for what, _ in noted[0].strokes if what == "new_page"]
    assert len(pages) == 2


def test_cards_stand_on_the_page_with_room_for_their_cut_marks() -> None:
    assert LEFT >= 5
    assert TOP >= 5
    assert A4.width - 5 >= LEFT + COLUMNS * WIDTH + (COLUMNS - 1) * GAP
    assert A4.height - 5 >= TOP + ROWS * HEIGHT + (ROWS - 1) * GAP


def test_a_language_that_we_do_not_have_is_no_obstacle(noted: list[Paper]) -> None:
    print_these(a_card(language="xx"))

    assert "First PIN" in words(noted[0])


def test_each_card_is_in_its_person_s_own_language(
    noted: list[Paper], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    translation.trans_real.get_languages.cache_clear()
    spoken: list[str] = []
    real = Paper.qr

    def note_language(paper: Paper, *given: object) -> None:
        spoken.append(translation.get_language())
        real(paper, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Paper, "qr", note_language)
    print_these(a_card(language="de"), a_card())
    translation.trans_real.get_languages.cache_clear()

    assert spoken == ["de", "en"]


def test_the_paper_is_drawn() -> None:
    on = date(2026, 11, 2)
    drawn = cards_as_pdf(
        [a_card()], firm="Millrace", base_url="https://t.example", language="en", on=on
    )

    assert drawn.startswith(b"%PDF-")
    assert b"804137" not in drawn  # letters are glyphs of a subset
