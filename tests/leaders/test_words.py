"""What a profile says at each boundary: a sentence for every state, never a number of a person."""

import pytest

from bothways.leaders.queries import Element, Profile
from bothways.leaders.queries.profile import Line, Moment
from bothways.leaders.steps import STEPS, next_step
from bothways.leaders.words import changed, level_words
from bothways.people.models import Person
from bothways.pure.wording import reading_grade
from bothways.surveys.models import Round


def line(low: float, high: float, *, agree: tuple[int, int] = (6, 6), code: str = "q") -> Line:
    return Line(code, "", "en", "", low, high, agree, 12)


def moment(*lines: Line) -> Moment:
    return Moment(Round(), lines)


def element(*moments: Moment, code: str = "REL") -> Element:
    return Element(code, moments)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.51, 0.9, "Most of the team agrees."),
        (0.5, 0.9, "About half of the team agrees, or too few answered to say."),
        (0.1, 0.49, "Fewer than half of the team agrees."),
        (0.1, 0.5, "About half of the team agrees, or too few answered to say."),
        (0.0, 1.0, "About half of the team agrees, or too few answered to say."),
    ],
)
def test_the_level_is_said_only_where_the_whole_range_is_on_one_side(
    low: float, high: float, words: str
) -> None:
    assert level_words(element(moment(line(low, high)))) == words


def test_what_was_never_asked_says_so() -> None:
    assert level_words(element()) == "Nothing was asked about this yet."
    assert changed(element()) == ""


def test_two_questions_of_an_element_are_averaged_before_a_word_is_said() -> None:
    assert element(moment(line(0.6, 0.9), line(0.3, 0.6))).level == "open"
    assert element(moment(line(0.7, 0.9), line(0.4, 0.6))).level == "most"


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (12, 0, "Clearly up"),
        (0, 12, "Clearly down"),
        (6, 6, "No clear change"),
        (8, 6, "Leaning up"),
        (6, 8, "Leaning down"),
    ],
)
def test_a_change_is_said_by_how_sure_its_direction_is(now: int, before: int, words: str) -> None:
    newest, older = moment(line(0, 1, agree=(now, now))), moment(line(0, 1, agree=(before, before)))

    assert changed(element(newest, older)) == words


def test_other_questions_than_last_time_are_not_compared() -> None:
    newest, older = moment(line(0, 1, code="a")), moment(line(0, 1, code="b"))

    assert changed(element(newest, older)) == ""


@pytest.mark.parametrize(
    ("low", "high", "says"),
    [
        (0.4, 1.0, "probably above 40\u00a0%"),
        (0.0, 0.6, "probably below 60\u00a0%"),
        (0.4, 0.6, "probably between 40 and 60\u00a0%"),
    ],
)
def test_the_true_share_is_a_range_and_its_open_end_is_said(
    low: float, high: float, says: str
) -> None:
    assert says in line(low, high).sentence


def test_every_word_of_a_profile_reads_easily() -> None:
    said = [level_words(element(moment(line(*ends)))) for ends in ((0.6, 1), (0, 0.4), (0, 1))]

    assert all(reading_grade(words) <= 8 for words in said)


@pytest.mark.parametrize("weakest", ["REL", "JUD", "CON"])
def test_whichever_is_surely_weaker_has_the_step(weakest: str) -> None:
    three = [
        element(moment(line(0, 0.3, agree=(0, 3))) if code == weakest else strong(), code=code)
        for code in ("REL", "JUD", "CON")
    ]

    found = next_step(Profile(Person(), tuple(three), 1))

    assert found is not None
    assert found[0].code == weakest
    assert found[1] in STEPS[weakest, "few"]


def test_each_round_brings_another_step_of_the_same_handful() -> None:
    three = (
        element(moment(line(0, 0.3, agree=(0, 3))), code="REL"),
        element(strong(), code="JUD"),
        element(strong(), code="CON"),
    )

    steps = {str(found[1]) for n in range(3) if (found := next_step(Profile(Person(), three, n)))}

    assert steps == {str(step) for step in STEPS["REL", "few"]}


def strong() -> Moment:
    return moment(line(0.7, 1, agree=(9, 12)))
