"""Marks look like chance, are never alike, and are found whatever else is gone."""

import secrets

import pytest

from bothways.pure.ballots import ShapeError
from bothways.pure.mailbox import Thread
from bothways.pure.mailbox.marks import ANSWERS, PLACES, THREADS, answer_mark, marks_of, own_mark

KEY = bytes(range(32))


def each(key: bytes, n: int) -> set[bytes]:
    marks = marks_of(key, 0, n)
    return {marks[at : at + 16] for at in range(0, len(marks), 16)}


def test_all_marks_of_a_code_are_made_at_once_and_no_two_are_alike() -> None:
    assert len(each(KEY, THREADS * PLACES)) == THREADS * PLACES


def test_a_mark_made_alone_is_the_one_among_all() -> None:
    marks = marks_of(KEY, 0, ANSWERS)

    assert answer_mark(KEY, 0) == marks[:16]
    assert answer_mark(KEY, ANSWERS - 1) == marks[-16:]
    assert own_mark(KEY, 3, 5) == marks[(3 * 256 + 5) * 16 :][:16]
    assert marks_of(KEY, 100, 2) == marks[1600:1632]


def test_threads_of_one_code_take_marks_of_one_key_and_two_codes_have_none_in_common() -> None:
    one, other = secrets.token_bytes(32), secrets.token_bytes(32)

    assert Thread.of(one, 1).out == Thread.of(one, 4095).out
    assert Thread.of(one, 1).in_ != Thread.of(one, 2).in_
    assert not each(Thread.of(one, 0).out, 4096) & each(Thread.of(other, 0).out, 4096)


@pytest.mark.parametrize(("thread", "place"), [(-1, 0), (THREADS, 0), (0, PLACES), (0, -1)])
def test_there_are_no_others(thread: int, place: int) -> None:
    with pytest.raises(ShapeError):
        own_mark(KEY, thread, place)


@pytest.mark.parametrize("place", [-1, ANSWERS])
def test_there_are_no_other_answers(place: int) -> None:
    with pytest.raises(ShapeError):
        answer_mark(KEY, place)
