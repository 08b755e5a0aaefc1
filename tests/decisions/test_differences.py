"""What changed between two texts, word by word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.decisions.differences import ADDED, SAME, TAKEN, Part, differences


def parts(was: str, now: str) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in differences(was, now)]


@pytest.mark.parametrize(
    ("was", "now", "found"),
    [
        ("", "", []),
        ("As it was.", "As it was.", [(SAME, "As it was.")]),
        ("", "All new.", [(ADDED, "All new.")]),
        ("All old.", "", [(TAKEN, "All old.")]),
        ("before spring", "before May", [(SAME, "before "), (TAKEN, "spring"), (ADDED, "May")]),
        (
            "two presses",
            "two large presses",
            [(SAME, "two "), (ADDED, "large "), (SAME, "presses")],
        ),
    ],
)
def test_whole_words_are_taken_out_and_added(
    was: str, now: str, found: list[tuple[str, str]]
) -> None:
    assert parts(was, now) == found


def test_what_only_a_space_keeps_apart_reads_as_one_change() -> None:
    found = parts("It is red brick here.", "It is blue stone here.")

    assert (TAKEN, "red brick") in found
    assert (ADDED, "blue stone") in found


def test_a_script_without_spaces_is_compared_sign_by_sign() -> None:
    assert parts("予算が足りない", "予算が足りる") == [
        (SAME, "予算が足り"),
        (TAKEN, "ない"),
        (ADDED, "る"),
    ]


def test_what_was_taken_out_stands_before_what_came() -> None:
    kinds = [kind for kind, _text in parts("a red b", "a blue b")]

    assert kinds == [SAME, TAKEN, ADDED, SAME]


def unspaced(text: str) -> str:
    return "".join(text.split())


words = st.lists(st.sampled_from(["wir", "no", "haus", ",", " ", "\n", "人", "."]), max_size=25)


@settings(max_examples=150, deadline=None)
@given(words, words)
def test_both_texts_can_be_read_from_it_but_for_spaces(was: list[str], now: list[str]) -> None:
    old, new = "".join(was), "".join(now)
    found: list[Part] = differences(old, new)

    read_old = "".join(part.text for part in found if part.kind != ADDED)
    read_new = "".join(part.text for part in found if part.kind != TAKEN)

    assert unspaced(read_old) == unspaced(old)
    assert unspaced(read_new) == unspaced(new)
