"""The poster: one page, true to the rules, readable by a phone."""

from typing import Any

import pytest
from pytest_django import Settings

from bothways.firm import poster
from bothways.firm.poster import poster_of
from bothways.people.models import Organisation, Person, Role
from bothways.surveys.models import Round
from bothways.ui.paper import Paper
from tests.cast import Cast
from tests.rounds import draft, opened

Strokes = list[tuple[str, list[Any]]]


@pytest.fixture
def strokes(monkeypatch: pytest.MonkeyPatch) -> Strokes:
    """What is drawn on the next poster, before it is a PDF."""
    kept: Strokes = []

    def note_only(paper: Paper) -> bytes:
        kept.extend(paper.strokes)
        return b""

    monkeypatch.setattr(Paper, "pdf", note_only)
    return kept


def written(strokes: Strokes) -> str:
    return " ".join(str(values[0]) for what, values in strokes if what == "text")


def test_a_poster_is_one_page_of_pdf(owner: Person) -> None:
    pdf = poster_of(opened(owner))

    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Count 1") == 1


def test_long_names_and_titles_stay_on_one_page(owner: Person) -> None:
    Organisation.objects.update(name="Donaudampfschifffahrtsgesellschaft " * 3)
    round_ = draft(owner, title="Wie geht es uns allen miteinander in diesem Jahr? " * 2)

    assert poster_of(round_).count(b"/Count 1") == 1


def test_it_says_what_when_and_where(owner: Person, settings: Settings, strokes: Strokes) -> None:
    settings.BASE_URL = "https://trust.millrace.example"

    poster_of(opened(owner))

    said = written(strokes)
    for words in ("Millrace", "November pulse", "3 questions", "Monday 2 November, 09:00"):
        assert words in said
    codes = [values[0] for what, values in strokes if what == "qr"]
    assert codes == ["https://trust.millrace.example/sign-in/"]


def test_it_says_that_the_company_alone_holds_the_key(owner: Person, strokes: Strokes) -> None:
    poster_of(opened(owner))

    said = written(strokes)
    assert "the company alone could open the box" in said
    assert "There is one key, and the company holds it." in said


def test_it_never_promises_more_than_is_kept(owner: Person, strokes: Strokes) -> None:
    poster_of(opened(owner))

    said = written(strokes).casefold()
    assert not [word for word in ("100 %", "fully anonymous", "guarantee", "never") if word in said]


@pytest.mark.parametrize(("k", "c", "words"), [(9, 3, "fewer than 9"), (5, 1, "fewer than 5")])
def test_it_follows_the_firms_smallest_group(
    owner: Person, strokes: Strokes, k: int, c: int, words: str
) -> None:
    Organisation.objects.update(k=k, c=c)

    poster_of(draft(owner))

    assert words in written(strokes)
    assert f"Only totals of {k} people" in written(strokes)


def test_it_names_the_representative_or_says_that_there_is_none(
    firm: Cast, strokes: Strokes
) -> None:
    poster_of(draft(firm.owner))
    assert "Ask Edda Falk (Stores)." in written(strokes)
    strokes.clear()

    Role.objects.filter(kind=Role.Kind.REPRESENTATIVE).delete()
    poster_of(Round.objects.get())

    assert "Nobody stands for the employees here yet" in written(strokes)


def test_a_poster_of_a_draft_says_that_it_is_one(owner: Person, strokes: Strokes) -> None:
    round_ = draft(owner)
    poster_of(round_)
    assert "Draft: not announced yet" in written(strokes)
    strokes.clear()

    poster_of(opened(owner, title="Another"))

    assert "Draft" not in written(strokes)


def test_nothing_is_drawn_outside_the_page(owner: Person, strokes: Strokes) -> None:
    poster_of(opened(owner))

    for what, values in strokes:
        if what in {"text", "qr"}:
            x, y, width, height = values[1]
            assert x >= poster.MARGIN - 0.1
            assert x + width <= 210 - poster.MARGIN + 0.1
            assert y + height <= 297 - 10
        if what == "line":
            assert all(0 < px < 210 and 0 < py < 297 for px, py in values[0])


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_the_limits_stand_in_no_smaller_print_than_what_is_shown(
    owner: Person, strokes: Strokes, language: str
) -> None:
    Organisation.objects.update(language=language)
    poster_of(opened(owner))

    texts = [values for what, values in strokes if what == "text"]
    lists = [values for values in texts if 160 < values[1][1] < 238]
    assert len({size for _words, _box, size, *_rest in lists}) == 1
    assert all(box[1] + box[3] <= 236 for _words, box, *_rest in lists)
