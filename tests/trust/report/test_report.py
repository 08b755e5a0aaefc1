"""The report: two pages, the same for everyone, and never more than the trust page says."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import translation

from bothways.commitments.queries import SayDo
from bothways.people.models import Person
from bothways.surveys.bank import all_items
from bothways.trust import queries
from bothways.trust.beside import Beside
from bothways.trust.chapters import Story
from bothways.trust.report import NoStoryError, paper_of
from bothways.trust.report.telling import Told, answered, in_fours, kept_words, rows_of
from bothways.ui.paper import Paper
from tests.cast import Cast
from tests.trust.counted import CLOSED, make_counted, mixed

ON = date(2026, 11, 22)
A_QUARTER = timedelta(days=91)
HALF_AND_HALF = {"b1": mixed(6, 5), "b2": mixed(6, 5)}
KEPT = SayDo(kept=21, n_late=3, moved=1, overdue=1, silent=2, broken=3, waiting=4)


def items(direction: str) -> dict[str, tuple[str, str, bool]]:
    return {
        item.code: (item.construct, item.text, item.about_leader)
        for item in all_items()
        if item.direction == direction and item.scale == "agree"
    }


def words_on(paper: Paper) -> list[str]:
    """Return every text of the paper, in the order drawn."""
    return [str(values[0]) for what, values in paper.strokes if what in {"text", "flow"}]


def told(kept: SayDo = KEPT) -> Paper:
    story = queries.story()
    assert story is not None
    return paper_of(story, kept, [], on=ON)


@pytest.fixture
def everything(firm: Cast) -> None:
    """The longest story: the whole book in five surveys, and all that leaders are asked."""
    for quarter in range(5):
        ballots = [(4,) * 60] * (4 + quarter) + [(2,) * 60] * (7 - quarter)
        asked = items("up")
        cut = [ballot[: len(asked)] for ballot in ballots]
        closed = CLOSED - (4 - quarter) * A_QUARTER
        make_counted(firm, {"b1": cut, "b2": cut}, format="full", questions=asked, closed=closed)
    asked = items("down")
    leaders = [(4,) * len(asked)] * 5 + [(2,) * len(asked)] * 4
    make_counted(firm, {"b1": leaders, "b2": leaders}, questions=asked, audience="leaders")


def test_the_longest_story_is_drawn_on_two_pages(everything: None) -> None:
    with translation.override("de"):  # a third longer than English
        drawn = told().pdf()

    assert drawn.startswith(b"%PDF-")
    assert drawn.count(b"/Count 2") == 1
    assert b"/Lang (de)" in drawn


def test_nothing_stands_outside_a_page_or_over_something_else(everything: None) -> None:
    boxes: list[tuple[float, ...]] = []
    for what, values in told().strokes:
        if what == "text" and values[-1] == "start":
            boxes.append(tuple(values[1]))  # type: ignore[arg-type]

    for x, y, width, height in boxes:
        assert x >= 18
        assert x + width <= 193
        assert y >= 10
        assert y + height <= 288


def test_both_directions_stand_side_by_side_on_the_first_page(everything: None) -> None:
    words = words_on(told())

    assert words.index("What people say of their leaders") < words.index("Was our word kept?")
    assert words.index("What leaders say of their teams") < words.index("Was our word kept?")
    assert "Trust in my team" in words


def test_before_leaders_are_asked_the_report_says_so(firm: Cast) -> None:
    make_counted(firm, HALF_AND_HALF)

    words = " ".join(words_on(told()))

    assert "Leaders have not been asked yet" in words
    assert "12 of 22 agree" in words
    assert "The true share is probably between 34 and 74" in words


def test_a_firm_with_too_few_answers_gets_a_report_that_says_so(firm: Cast) -> None:
    make_counted(firm, {"b1": mixed(3, 2)})

    words = " ".join(words_on(told()))

    assert "fewer than 7 of 26 people answered" in words
    assert "Too few answers. We show nothing below 7." in words
    assert "5 of" not in words


def test_without_a_round_there_is_no_report(firm: Cast) -> None:
    with pytest.raises(NoStoryError):
        paper_of(Story([], []), KEPT, [], on=ON)


def test_no_group_and_no_leader_stands_in_the_report(firm: Cast) -> None:
    make_counted(firm, HALF_AND_HALF)

    words = " ".join(words_on(told()))

    for name in ("Assembly", "Dispatch", "6 of 11", firm.manager.name):
        assert name not in words


def test_the_report_can_be_held_against_the_product(firm: Cast) -> None:
    round_ = make_counted(firm, HALF_AND_HALF)

    paper = told()
    words = " ".join(words_on(paper))

    assert in_fours(round_.manifest_hash) in words
    assert "python3 bothways verify FILE" in words
    assert str(next(v[0] for what, v in paper.strokes if what == "qr")).endswith("/trust/")
    assert "It does not say why." in words


def test_what_became_of_promises_is_counted_with_the_bad(firm: Cast) -> None:
    assert kept_words(KEPT) == (
        "21 of 28 promises kept. Kept late: 3. Moved in time: 1. Past the day, with a word: 1. "
        "Silent: 2. Broken: 3."
    )
    assert "has fallen due" in kept_words(SayDo())


def test_a_theme_of_an_older_round_says_when_it_was_asked(firm: Cast) -> None:
    fair = {"U-FAI2": ("FAI", "The same rules apply to everyone here.", False)}
    one = [(4,)] * 6 + [(2,)] * 5
    make_counted(firm, {"b1": one, "b2": one}, questions=fair, closed=CLOSED - A_QUARTER)
    make_counted(firm, HALF_AND_HALF)
    story = queries.story()
    assert story is not None

    asked_on = {row.name: row.asked_on for row in rows_of(story.people)}

    assert asked_on["Fairness"] == "July 2026"
    assert asked_on["Communication"] == ""


def test_everyone_gets_the_same_report(
    firm: Cast, owner: Person, employee: Person, client_of: Callable[[object], Client]
) -> None:
    make_counted(firm, HALF_AND_HALF)

    answers = [client_of(person).get("/trust/report.pdf") for person in (owner, employee)]

    assert answers[0].content == answers[1].content
    assert answers[0].content.startswith(b"%PDF-")
    assert answers[0]["Content-Type"] == "application/pdf"


def test_the_rounds_behind_it_are_named_with_their_days(firm: Cast) -> None:
    make_counted(firm, HALF_AND_HALF)
    story = queries.story()
    assert story is not None

    said = answered(Told("Millrace", story, KEPT, [], {}, Beside(), ON))

    assert said == "October pulse, closed on 30 October 2026: 22 of 26 people answered."
