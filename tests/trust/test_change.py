"""What became of a figure, in words, as a reading has it."""

import pytest

from bothways.trust.change import words_of


@pytest.mark.parametrize(
    ("went", "how", "words"),
    [
        ("unclear", "", "No clear change"),
        ("up", "leaning", "Leaning up"),
        ("up", "probably", "Probably up"),
        ("up", "clearly", "Clearly up"),
        ("down", "leaning", "Leaning down"),
        ("down", "probably", "Probably down"),
        ("down", "clearly", "Clearly down"),
        ("few", "", "Too few to compare"),
    ],
)
def test_a_change_is_named_by_how_sure_its_direction_is(went: str, how: str, words: str) -> None:
    assert words_of({"went": went, "how": how}) == words


def test_the_first_time_has_nothing_to_be_compared_with() -> None:
    assert words_of(None) == "First time asked"


def test_a_question_in_new_words_says_that_it_was_asked_in_others() -> None:
    assert words_of(None, in_other_words=True) == "Asked in other words before"
