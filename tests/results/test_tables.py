"""A release as a table says what the release says, in a form no spreadsheet runs."""

import pytest

from bothways.people.models import Person
from bothways.pure.disclosure import Cell
from bothways.results.queries import cells_of, figure_words, firm_cell, in_words, release_of
from bothways.results.tables import HEAD, rows, tame
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.rounds import NEWS, SAFETY, TRUST, counted, opened


@pytest.fixture
def round_(owner: Person, firm: Cast) -> Round:
    """Everybody answered: half agree about their leader, nobody about the news."""
    people = list(type(owner).objects.here())
    answers = {person: (4 if n % 2 else 2, 3, 1) for n, person in enumerate(people)}
    return counted(owner, answers)


def test_the_first_row_names_the_columns(round_: Round) -> None:
    released = release_of(round_)
    assert released is not None

    table = list(rows(released, round_.rules))

    assert table[0] == HEAD
    assert {len(row) for row in table} == {len(HEAD)}


def test_each_figure_has_a_row_with_its_range(round_: Round) -> None:
    released = release_of(round_)
    assert released is not None
    table = list(rows(released, round_.rules))[1:]

    assert len(table) == sum(max(1, len(cell.ge)) for cell in released.cells)
    for *_, n, threshold, low, high in table:
        if threshold != "":
            assert 0 <= low <= high <= n


def test_a_row_carries_the_words_of_its_question(round_: Round) -> None:
    released = release_of(round_)
    assert released is not None
    table = list(rows(released, round_.rules))[1:]

    texts = {row[2]: row[3] for row in table}

    assert texts[SAFETY.code] == SAFETY.text
    assert set(texts) == {TRUST.code, SAFETY.code, NEWS.code}


def test_where_too_few_answered_the_row_holds_no_figure() -> None:
    class Release:
        cells = (Cell("firm", "Millrace", ("b1",), "q1", None, 6, {}),)

    table = list(rows(Release(), {"questions": [{"id": "q1", "text": "Why?"}]}))  # type: ignore[arg-type]

    assert table[1] == ("firm", "Millrace", "q1", "Why?", "6 or fewer", "", "", "")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_that_begins_like_a_formula_is_only_a_text(text: str) -> None:
    assert tame(text) == f"'{text}"


def test_a_plain_text_stays_as_it_is() -> None:
    assert tame("Assembly + Stores") == "Assembly + Stores"


@pytest.mark.parametrize(
    ("n", "ge", "words"),
    [
        (12, (5, 5), "5 of 12 agreed"),
        (12, (9, 12), "at least 9 of 12 agreed"),
        (12, (0, 3), "at most 3 of 12 agreed"),
        (30, (11, 14), "between 11 and 14 of 30 agreed"),
        (None, (0, 6), "too few answers to show"),
    ],
)
def test_a_figure_is_said_in_words_never_closer_than_released(
    n: int | None, ge: tuple[int, int], words: str
) -> None:
    cell = Cell("firm", "Millrace", ("b1",), "q1", n, n or 6, {4: ge} if n else {})

    assert in_words(cell) == words


def test_the_firms_figure_is_found_and_no_other(round_: Round) -> None:
    released = release_of(round_)
    assert released is not None

    cell = firm_cell(released, TRUST.code)

    assert cell is not None
    assert (cell.level, cell.question) == ("firm", TRUST.code)
    assert firm_cell(released, "U-NONE9") is None


def test_a_set_of_blocks_has_its_own_figures_and_no_part_of_another(round_: Round) -> None:
    released = release_of(round_)
    assert released is not None
    everybody = [block["id"] for block in round_.rules["blocks"]]

    assert all(cell.level == "firm" for cell in cells_of(released, everybody))
    assert cells_of(released, ["b99"]) == []


def test_a_figure_in_words_comes_from_the_release(round_: Round) -> None:
    words = figure_words(round_.pk, TRUST.code)

    assert words.endswith("agreed")
    assert figure_words(round_.pk, "U-NONE9") == ""


def test_an_open_round_has_no_figure_in_words(owner: Person) -> None:
    round_ = opened(owner)

    assert release_of(round_) is None
    assert figure_words(round_.pk, TRUST.code) == ""
