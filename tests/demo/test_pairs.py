"""Key pairs that are made beside the story are as good as any, and nobody gets one twice."""

from bothways.demo import pairs
from bothways.pure.ballots import KEY_BITS


def test_each_pair_made_ahead_is_given_once_and_then_new_ones_are_made() -> None:
    with pairs.made_ahead(2):
        taken = pairs.several(3)

    numbers = {pair.public_key().public_numbers().n for pair in taken}
    assert len(numbers) == 3
    assert {pair.key_size for pair in taken} == {KEY_BITS}


def test_what_was_not_taken_is_forgotten() -> None:
    with pairs.made_ahead(2):
        pairs.take()

    assert not pairs._AHEAD
