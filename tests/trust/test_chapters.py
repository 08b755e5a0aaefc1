"""Both sides of the story, and the chapters in which the page tells it."""

from datetime import timedelta

import pytest

from bothways.trust import queries
from bothways.trust.chapters import Story, chapters_of, story_at
from bothways.trust.counted import Counted
from bothways.trust.picture import Picture
from tests.cast import Cast
from tests.trust.counted import CLOSED, QUESTIONS, make_counted, mixed

HALF_AND_HALF = {"b1": mixed(6, 5), "b2": mixed(6, 5)}
A_QUARTER = timedelta(days=91)
TOP = {"U-SEN1": ("SEN", "I trust the people who run Millrace.", False)}
FAIR = {"U-FAI2": ("FAI", "The same rules apply to everyone here.", False)}
OWN = {"OWN-1": ("OWN", "The canteen is worth the walk.", False)}
TEAMS = {"D-TRU1": ("TRU", "I feel safe relying on this team when it matters.", False)}


@pytest.fixture
def two_rounds(firm: Cast) -> list[Counted]:
    """A quarter ago fairness and those who run the firm, now trust, safety, communication."""
    one = [(4, 4)] * 6 + [(2, 2)] * 5
    earlier = {"b1": one, "b2": one}
    make_counted(
        firm, earlier, closed=CLOSED - A_QUARTER, questions=TOP | FAIR, title="August pulse"
    )
    make_counted(firm, HALF_AND_HALF)
    return queries.counted_rounds()


def test_a_theme_that_was_not_asked_now_is_shown_as_it_was_last_asked(
    two_rounds: list[Counted],
) -> None:
    picture = Picture(two_rounds[0], two_rounds[1:])

    asked = {section.code: section.asked_on for section in picture.sections}

    assert asked["TRU"] is None
    assert asked["FAI"] == CLOSED - A_QUARTER
    assert picture.asks_other_rounds
    assert picture.top is not None
    assert picture.top.asked.code == "U-SEN1"


def test_what_was_asked_more_than_a_year_ago_is_not_the_present(firm: Cast) -> None:
    fair = {"b1": [(4,)] * 11, "b2": [(2,)] * 11}
    make_counted(firm, fair, closed=CLOSED - timedelta(days=400), questions=FAIR)
    make_counted(firm, HALF_AND_HALF)
    newest, *older = queries.counted_rounds()

    assert "FAI" not in {section.code for section in Picture(newest, older).sections}


def test_every_theme_stands_in_one_chapter_in_the_order_of_the_book(
    two_rounds: list[Counted],
) -> None:
    story = Story(two_rounds, [])

    told = [(c.name, [section.code for section in c.sections]) for c in story.chapters]

    assert told == [
        ("How people see their own leader", ["TRU"]),
        ("Trust in the people who run the firm", ["SEN"]),
        ("Safety to speak up", ["PSY"]),
        ("What trust needs day by day", ["COM", "FAI"]),
    ]
    assert [chapter.is_one for chapter in story.chapters] == [False, True, True, False]


def test_a_firm_s_own_question_has_its_place_at_the_end(firm: Cast) -> None:
    make_counted(firm, {"b1": [(4, 4)] * 11, "b2": [(2, 4)] * 11}, questions=OWN | FAIR)
    sections = Picture(queries.counted_rounds()[0], []).sections

    assert [chapter.key for chapter in chapters_of(sections)] == ["days", "others"]


def test_without_a_round_there_are_two_empty_sides() -> None:
    story = story_at([], [], "")

    assert story is not None
    assert story.people is None
    assert story.leaders is None
    assert story.newest is None
    assert story.chapters == ()


def test_an_older_round_shows_the_story_as_it_stood_then(two_rounds: list[Counted]) -> None:
    newest, older = two_rounds

    then = story_at([newest, older], [], str(older.round.pk))
    now = story_at([newest, older], [], str(newest.round.pk))

    assert then is not None
    assert then.everyone == [older]
    assert now is not None
    assert now.everyone == [newest, older]
    assert then.mark != now.mark


def test_a_round_that_is_none_has_no_story(two_rounds: list[Counted]) -> None:
    assert story_at(two_rounds, [], "nonsense") is None


def test_leaders_open_their_side_with_trust_in_their_team(firm: Cast) -> None:
    make_counted(firm, {"b1": [(4,)] * 8, "b2": [(2,)] * 8}, questions=TEAMS)
    counted = queries.counted_rounds()[0]

    story = Story([], [counted])

    assert story.newest is counted
    assert story.leaders is not None
    assert story.leaders.lead is not None
    assert story.leaders.lead.asked.code == "D-TRU1"
    assert story.leaders.lead.key.startswith("d")
    assert set(QUESTIONS).isdisjoint(counted.questions)
