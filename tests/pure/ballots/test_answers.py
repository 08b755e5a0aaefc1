"""Answers as bytes, all ballots of a round equally long."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bothways.pure.ballots import (
    ShapeError,
    ballot_size,
    decode_answers,
    encode_answers,
    encode_cover,
    is_cover,
)

ANSWERS = some.lists(some.none() | some.integers(1, 5), min_size=1, max_size=200)


@pytest.mark.parametrize(
    ("n_questions", "size"), [(1, 64), (5, 64), (63, 64), (64, 128), (127, 128), (128, 192)]
)
def test_the_size_is_the_next_multiple_of_64(n_questions: int, size: int) -> None:
    assert ballot_size(n_questions) == size


def test_a_ballot_without_questions_has_no_size() -> None:
    with pytest.raises(ShapeError):
        ballot_size(0)


def test_the_bytes_are_version_answers_and_zeros() -> None:
    assert encode_answers([5, None, 1]) == b"\x01\x05\x00\x01" + bytes(60)


@given(answers=ANSWERS)
def test_what_was_answered_is_what_is_counted(answers: list[int | None]) -> None:
    assert decode_answers(encode_answers(answers), len(answers)) == tuple(answers)


@given(one=ANSWERS, other=ANSWERS)
def test_the_length_depends_on_the_number_of_questions_only(
    one: list[int | None], other: list[int | None]
) -> None:
    n = min(len(one), len(other))

    assert len(encode_answers(one[:n])) == len(encode_answers(other[:n]))


@pytest.mark.parametrize("answer", [0, 6, -1, True, 2.5, "3"])
def test_an_answer_outside_the_scale_is_not_written(answer: object) -> None:
    with pytest.raises(ShapeError, match="1 to 5"):
        encode_answers([answer])  # type: ignore[list-item]


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"\x01\x05\x05",
        b"\x02\x05\x05" + bytes(61),
        b"\x01\x05\x06" + bytes(61),
        b"\x01\x05\xff" + bytes(61),
        b"\x01\x05\x05" + bytes(60) + b"\x01",
        b"\x01\x05\x05\x05" + bytes(60),
        b"\x01\x05\x05" + bytes(125),
    ],
    ids=["empty", "short", "version", "six", "255", "end", "one answer too many", "long"],
)
def test_a_plain_text_of_another_form_is_refused(plain: bytes) -> None:
    with pytest.raises(ShapeError):
        decode_answers(plain, 2)


@given(plain=some.binary(min_size=64, max_size=64))
def test_any_64_bytes_are_either_refused_or_exactly_what_was_answered(plain: bytes) -> None:
    try:
        answers = decode_answers(plain, 7)
    except ShapeError:
        return
    assert encode_answers(answers) == plain


@given(answers=ANSWERS)
def test_a_cover_is_as_long_as_an_answer_and_never_taken_for_one(answers: list[int | None]) -> None:
    cover = encode_cover(len(answers))

    assert len(cover) == len(encode_answers(answers))
    assert is_cover(cover, len(answers))
    assert not is_cover(encode_answers(answers), len(answers))
    with pytest.raises(ShapeError):
        decode_answers(cover, len(answers))


def test_zeros_of_another_length_or_with_something_behind_are_no_cover() -> None:
    assert not is_cover(bytes(63), 3)
    assert not is_cover(bytes(128), 3)
    assert not is_cover(b"", 3)
    assert not is_cover(bytes(63) + b"\x01", 3)
    assert not is_cover(b"\x00\x05" + bytes(62), 3)
