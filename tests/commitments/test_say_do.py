"""How often a word is kept: with its uncertainty, for the firm and for oneself."""

from datetime import timedelta

import pytest

from bothways.commitments import queries
from bothways.commitments.actions import break_commitment, keep_commitment, move_commitment
from bothways.commitments.queries import SayDo
from tests.cast import Cast
from tests.commitments.conftest import DUE, days_after
from tests.factories import NOW, TODAY, make_promise


def test_too_few_say_nothing_of_the_next_ones() -> None:
    assert SayDo(kept=4).is_too_few
    assert SayDo(kept=4).interval is None
    assert SayDo(kept=4, broken=1).interval is not None


def test_the_interval_is_jeffreys() -> None:
    assert SayDo(kept=7, broken=2, silent=1).interval == (
        39,
        91,
    )  # the tails of Beta(7.5, 3.5), here as in SciPy
    assert SayDo(kept=40, broken=5, silent=5).interval == (67, 89)


def test_who_says_in_time_that_it_takes_longer_is_credited() -> None:
    moved, broken = SayDo(kept=6, moved=3), SayDo(kept=6, broken=3)

    assert (moved.honoured, broken.honoured) == (9, 6)
    assert moved.interval is not None
    assert broken.interval is not None
    assert moved.interval[0] > broken.interval[0]


@pytest.mark.parametrize("kept", [0, 5, 12])
def test_an_interval_stays_between_none_and_all(kept: int) -> None:
    said = SayDo(kept=kept, silent=12 - kept).interval

    assert said is not None
    assert 0 <= said[0] < said[1] <= 100


def test_ones_own_word_counts_what_is_between_two_as_well(firm: Cast) -> None:
    to_one = make_promise(firm.manager, "One", to=firm.employee)
    to_all = make_promise(firm.manager, "All")
    make_promise(firm.owner, "Somebody else's")
    keep_commitment(to_one, by=firm.manager, words="Done.", at=NOW)
    break_commitment(to_all, by=firm.manager, words="No money.", at=NOW)

    own = queries.say_do_of(firm.manager, since=TODAY, on=DUE)

    assert own == SayDo(kept=1, broken=1)
    assert queries.say_do(since=TODAY, on=DUE).kept == 0


def test_what_was_moved_in_time_is_credited_to_oneself(firm: Cast) -> None:
    promise = make_promise(firm.manager)
    later = DUE + timedelta(days=20)
    move_commitment(promise, by=firm.manager, to=later, words="Late delivery.", at=NOW)

    own = queries.say_do_of(firm.manager, since=TODAY, on=days_after(12))

    assert (own.due, own.honoured) == (1, 1)
