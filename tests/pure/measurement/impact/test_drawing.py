"""The draw that anybody can repeat."""

import hashlib
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.measurement.impact import draw, in_drawn_order

SEED = "3f" * 32
TEAMS = ["Millrace/Operations/Assembly", "Millrace/Operations/Stores", "Millrace/Büro"]
RECIPE = """
import hashlib, sys
seed, *names = sys.argv[1:]
print(*sorted(names, key=lambda n: hashlib.sha256(f"{seed}\\n{n}".encode()).hexdigest()), sep="|")
"""


def test_it_is_the_order_of_the_hashes() -> None:
    hashes = {name: hashlib.sha256(f"{SEED}\n{name}".encode()).hexdigest() for name in TEAMS}

    assert in_drawn_order(SEED, TEAMS) == sorted(TEAMS, key=lambda name: hashes[name])


def test_anybody_can_repeat_it_with_python_alone() -> None:
    words = [sys.executable, "-c", RECIPE, SEED, *TEAMS]

    said = subprocess.run(words, capture_output=True, text=True, check=True, encoding="utf-8")

    assert said.stdout.strip().split("|") == in_drawn_order(SEED, TEAMS)


def test_another_seed_gives_another_order_in_the_end() -> None:
    orders = {tuple(in_drawn_order(f"{number:064x}", TEAMS)) for number in range(40)}

    assert len(orders) == 6


def test_every_team_comes_first_about_as_often() -> None:
    first = [draw(f"{number:064x}", TEAMS, 1)[0] for number in range(600)]

    assert all(150 < first.count(name) < 250 for name in TEAMS)


def test_so_many_are_drawn_and_each_of_them_once() -> None:
    assert draw(SEED, TEAMS, 2) == in_drawn_order(SEED, TEAMS)[:2]
    assert sorted(draw(SEED, TEAMS, 3)) == sorted(TEAMS)


@pytest.mark.parametrize("n", [0, 4, -1])
def test_none_and_more_than_all_can_not_be_drawn(n: int) -> None:
    with pytest.raises(ValueError, match="as many are drawn"):
        draw(SEED, TEAMS, n)


def test_a_draw_without_a_seed_or_with_a_name_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a seed"):
        in_drawn_order("", TEAMS)
    with pytest.raises(ValueError, match="stands once"):
        in_drawn_order(SEED, [*TEAMS, TEAMS[0]])


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=20), unique=True, max_size=8), st.randoms())
def test_the_order_in_which_names_are_handed_in_means_nothing(names: list[str], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(names)
    random.shuffle(shuffled)

    assert in_drawn_order(SEED, names) == in_drawn_order(SEED, shuffled)
