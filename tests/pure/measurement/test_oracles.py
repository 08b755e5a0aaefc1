"""What the statistics make of real answers is what papers print and what R computes."""

from pathlib import Path

import numpy as np
import pytest

from tests.pure.measurement import data
from tests.pure.measurement.oracles import Family, Published, families, published
from tests.pure.measurement.oracles.figures import family
from tests.pure.measurement.oracles.page import PAGE, bound, page

FAMILIES = families()
PUBLISHED = published()


@pytest.mark.parametrize("one", FAMILIES, ids=lambda one: f"{one.what}: {one.data}")
def test_every_figure_of_r_comes_out_here(one: Family) -> None:
    worst = int(one.differences.argmax())

    assert one.holds, (worst, one.expected[worst], one.got[worst], one.tolerance)
    assert np.isfinite(one.got).all()


@pytest.mark.parametrize("one", PUBLISHED, ids=lambda one: one.what)
def test_every_published_figure_comes_out_here(one: Published) -> None:
    assert one.holds, (one.printed, one.got)


def test_thousands_of_figures_are_compared_and_no_file_of_them_is_left_out() -> None:
    names = {path.stem.removeprefix("oracle_") for path in data.FOLDER.glob("oracle_*.json")}
    folder = Path(__file__).with_name("oracles")
    code = "".join(path.read_text() for path in folder.glob("*.py"))

    assert sum(len(one.expected) for one in FAMILIES) > 3500
    assert [name for name in sorted(names) if f'"{name}"' not in code] == []
    assert len(names) >= 10


def test_the_page_says_what_comes_out_today() -> None:
    assert page() == PAGE.read_text(encoding="utf-8"), "run: python3 bothways oracles"


def test_a_wrong_figure_is_seen() -> None:
    right, wrong = (family("f", "d", "R", [([2.0, 3.0], got)]) for got in ([2, 3], [2, 3.00001]))

    assert right.holds
    assert not wrong.holds
    assert Published("p", "paper", "0.25", 0.2451).holds
    assert not Published("p", "paper", "0.25", 0.2449).holds


def test_a_figure_is_held_to_half_of_its_last_printed_place() -> None:
    assert Published("p", "paper", "0.0880", 0.087956).tolerance == 0.00005
    assert Published("p", "paper", "0.088", 0.087956).tolerance == 0.0005


def test_a_difference_is_said_as_a_bound_and_not_finer_than_machines_agree_on() -> None:
    assert bound(3e-13) == "below 1e-09"
    assert bound(4.2e-7) == "below 1e-06"
    assert bound(0.23) == "0.23"
