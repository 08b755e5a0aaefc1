"""Whatever two rounds released, the comparison is fair to groups or says that there is none.

No database: two releases made by the real rule from answers that were drawn, and a design.
"""

from collections.abc import Sequence

import numpy as np
import pytest

from bothways.programmes.judging import Outcome, Sides, outcome_of, sides_of, value_of
from bothways.programmes.models import Design
from bothways.pure import disclosure
from bothways.pure.disclosure import Released

TEAMS = [f"Firm/T{place:02d}" for place in range(14)]
ITEMS = [{"code": "Q1", "about_leader": False}, {"code": "Q2", "about_leader": False}]
QUESTIONS = [disclosure.Question("Q1", "TRU"), disclosure.Question("Q2", "TRU")]
SEEDS = range(12)


def released(
    random: np.random.Generator, teams: Sequence[str], *, format: disclosure.Format
) -> Released:
    """Return a release in which some teams share a block, and some people skip a question."""
    blocks, ballots, left, number = [], {}, list(teams), 0
    while left:
        size = int(random.choice([1, 1, 1, 2]))
        paths, left, number = tuple(left[:size]), left[size:], number + 1
        n = int(random.integers(6, 13)) * len(paths)
        blocks.append(disclosure.Block(f"b{number}", " and ".join(paths), "D", paths, n))
        given = random.integers(1, 6, (int(n * random.uniform(0.6, 1.0)), 2))
        skips = random.random(given.shape) < 0.05
        ballots[f"b{number}"] = [
            tuple(None if skip else int(one) for one, skip in zip(row, gone, strict=True))
            for row, gone in zip(given, skips, strict=True)
        ]
    return disclosure.release(
        format=format, k=7, c=2, questions=QUESTIONS, blocks=blocks, answers=ballots
    )


def design_of(random: np.random.Generator, *, chosen: str) -> Design:
    """Return a design over most teams, some of which begin."""
    declared = [path for path in TEAMS if random.random() < 0.9]
    begins = [path for path in declared if random.random() < 0.5]
    return Design(
        chosen=chosen,
        items=ITEMS,
        scale="share",
        groups=[{"key": path, "name": path, "n": 10} for path in declared],
        first=declared if chosen == "all" else begins,
    )


def both(
    seed: int, *, chosen: str = "unrelated", format: disclosure.Format = "focus"
) -> tuple[Design, Released, Released, Sides]:
    random = np.random.default_rng(seed)
    before = released(random, TEAMS, format=format)
    after = released(random, [path for path in TEAMS if random.random() < 0.95], format=format)
    design = design_of(random, chosen=chosen)
    return design, before, after, sides_of(design, before, after)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_unit_stands_on_both_sides_or_in_two_groups(seed: int) -> None:
    _design, _before, _after, sides = both(seed)
    groups = [*sides.had, *sides.waited]

    assert sum(len(group) for group in groups) == len(frozenset[str]().union(*groups))


@pytest.mark.parametrize("seed", SEEDS)
def test_who_began_is_among_those_that_were_to_begin_and_who_waited_is_not(seed: int) -> None:
    design, _before, _after, sides = both(seed)
    begins, known = set(design.first), {group["key"] for group in design.groups}

    assert all(group <= begins for group in sides.had)
    assert all(group <= known - begins for group in sides.waited)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_group_has_a_figure_in_both_rounds_for_every_question(seed: int) -> None:
    _design, before, after, sides = both(seed)

    for group in (*sides.had, *sides.waited):
        for release in (before, after):
            value = value_of(release, group, ["Q1", "Q2"], "share")
            assert 0 <= value.at <= 1
            assert 0 <= value.noise <= 1 / 12


@pytest.mark.parametrize("seed", SEEDS)
def test_a_released_cell_lies_in_one_group_or_in_none(seed: int) -> None:
    _design, before, after, sides = both(seed)

    for release in (before, after):
        for cell in (cell for cell in release.cells if cell.level == "group"):
            paths = frozenset(
                path
                for block in release.blocks
                if block.id in set(cell.blocks)
                for path in block.teams
            )
            touched = [group for group in (*sides.had, *sides.waited) if group & paths]
            assert len(touched) <= 1
            assert all(paths <= group for group in touched)


@pytest.mark.parametrize("format", ["focus", "full"])
@pytest.mark.parametrize("chosen", ["unrelated", "low", "all"])
@pytest.mark.parametrize("seed", range(4))
def test_there_is_a_figure_with_a_width_or_a_reason(
    seed: int, chosen: str, format: disclosure.Format
) -> None:
    design, before, after, sides = both(seed, chosen=chosen, format=format)

    outcome = outcome_of(design, sides, before, after)

    if outcome.estimate is None:
        assert outcome.reason
        assert outcome.says == "too few to tell"
    else:
        assert outcome.low is not None
        assert outcome.high is not None
        assert outcome.low < outcome.high
        assert outcome.low <= outcome.estimate <= outcome.high


@pytest.mark.parametrize("seed", SEEDS)
def test_the_number_of_groups_is_said_as_it_was_counted(seed: int) -> None:
    design, before, after, sides = both(seed)

    outcome = outcome_of(design, sides, before, after)

    assert (outcome.n_with, outcome.n_without) == (len(sides.had), len(sides.waited))
    assert outcome.n_left_out == sides.n_left_out
    assert outcome.scale == "share"


def test_a_verdict_of_other_sides_would_tell_of_the_group_in_between() -> None:
    """Why there is no second figure by another cut: the difference is one group's own change."""
    changes = np.array([0.05, -0.02, 0.03, 0.01, 0.30, 0.02, -0.01, 0.04, 0.0, 0.01])
    first, other = np.arange(10) < 5, np.arange(10) < 4

    def told(had: np.ndarray) -> float:  # type: ignore[type-arg]
        return float(changes[had].mean() - changes[~had].mean())

    assert abs(told(first) - told(other)) > 0.05, "the group in between stands out"


def test_an_outcome_is_kept_as_plain_json() -> None:
    outcome = Outcome(3, "clearly up", "", "share", 6, 6, 0, 0.1, 0.02, 0.18)

    assert outcome.as_json()["estimate"] == 0.1
    assert Outcome(**outcome.as_json()) == outcome
