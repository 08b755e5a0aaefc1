import dataclasses

import pytest

from bothways.pure.disclosure import ForgedReleaseError, Released, floor_of
from tests.pure.disclosure.rounds import agreeing, pulse


def test_nobody_outside_makes_a_release() -> None:
    with pytest.raises(ForgedReleaseError, match="makes a release"):
        Released(
            format="focus",
            k=7,
            c=2,
            questions=(),
            blocks=(),
            n_eligible=0,
            n_answered=None,
            groups=(),
            cells=(),
        )


def test_a_guessed_token_makes_no_release() -> None:
    with pytest.raises(ForgedReleaseError):
        Released("focus", 7, 2, (), (), 0, None, (), (), token=object())


def test_a_release_cannot_be_copied_with_a_change() -> None:
    released = pulse(("A", agreeing(5, 10)))

    with pytest.raises((ForgedReleaseError, ValueError)):
        dataclasses.replace(released, k=1)


@pytest.mark.parametrize(("k", "c", "floor"), [(7, 2, 7), (9, 3, 9), (5, 1, 5), (5, 2, 7)])
def test_the_floor_is_k_or_what_the_colluders_ask_for(k: int, c: int, floor: int) -> None:
    assert floor_of(k=k, c=c) == floor
