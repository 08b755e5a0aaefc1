"""What the product releases of small firms proves nothing about anybody."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from bothways.pure import disclosure
from tests.rehearsal import in_process
from tests.rehearsal.attack import Asked, Puzzle, asked, attack, prove, too_little_data
from tests.rehearsal.firms import Firm, small_firm, steady_firm
from tests.rehearsal.in_process import Setting, answers_of, published, released, unclamp
from tests.rehearsal.proving import Table

FORMATS: tuple[disclosure.Format, ...] = ("focus", "full")
RULES = list(product(FORMATS, (5, 7, 9), (1, 2, 3)))


def rounds(setting: Setting, seeds: range) -> Iterator[tuple[Firm, dict[str, Any]]]:
    for seed in seeds:
        firm = small_firm(seed, n_waves=1 + seed % 3)
        waves = [released(firm, setting, wave) for wave in range(len(firm.answers))]
        yield firm, published(firm, waves)


@pytest.mark.parametrize(("format", "k", "c"), RULES)
def test_no_coalition_proves_an_answer(format: disclosure.Format, k: int, c: int) -> None:
    n_figures = 0
    for together in (False, True):
        for firm, seen in rounds(Setting(format, k, c, together), range(12)):
            assert [str(found) for found in attack(seen, answers_of(firm), c=c)] == [], firm.seed
            n_figures += sum("n" in cell for cell in seen["cells"])

    assert n_figures > 50


@pytest.mark.parametrize(("format", "k", "c"), RULES)
def test_no_figure_rests_on_too_few(format: disclosure.Format, k: int, c: int) -> None:
    for together in (False, True):
        for firm, seen in rounds(Setting(format, k, c, together), range(20)):
            faults = too_little_data(seen, k=k, c=c, answers=answers_of(firm))
            assert faults == [], firm.seed


@pytest.mark.parametrize(("format", "k", "c"), RULES)
def test_every_firm_that_fits_the_figures_would_have_published_the_same(
    format: disclosure.Format, k: int, c: int
) -> None:
    """So that knowing the program, and how it chose, tells no more than the figures do."""
    setting, n_seen = Setting(format, k, c), 0
    for seed in range(8):
        firm = small_firm(seed)
        first = released(firm, setting, 0)
        seen, answers = published(firm, [first]), answers_of(firm)
        for each in asked(seen):
            puzzle = Puzzle(seen, answers, [each])
            solved = puzzle.attack()
            solved.proofs(c)
            for witness in solved.witnesses:
                ballots = as_ballots(firm, first, puzzle, each, witness)
                again = in_process.release(setting, firm, first.blocks, ballots)
                assert again.to_json() == first.to_json(), (seed, each.question)
                n_seen += 1

    assert n_seen > 20


def as_ballots(
    firm: Firm, first: disclosure.Released, puzzle: Puzzle, each: Asked, witness: Table
) -> in_process.Ballots:
    """Return ballots in which one question is answered as the witness has it."""
    home = in_process.block_of_each(firm, first.blocks)
    left = {group: puzzle.values(row) for group, row in enumerate(witness)}
    ballots: in_process.Ballots = defaultdict(list)
    for person, given in firm.answers[0].items():
        changed = dict(given)
        if given[each.question] is not None:
            changed[each.question] = left[puzzle.group_of(person)].pop()
        ballots[home[person]].append(tuple(changed[question] for question in firm.questions))
    return ballots


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_rounds_with_exact_counts_would_prove_answers(format: disclosure.Format) -> None:
    setting = Setting(format, 7, 2)
    laid_open = 0
    for firm, seen in rounds(setting, range(12)):
        unclamp(seen["cells"], firm, setting)
        laid_open += bool(attack(seen, answers_of(firm), c=2))

    assert laid_open > 6


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_rounds_with_an_exact_firm_beside_clamped_groups_would_prove_answers(
    format: disclosure.Format,
) -> None:
    setting, laid_open = Setting(format, 7, 2), 0
    for firm, seen in rounds(setting, range(30)):
        everyone = {row["block"] for row in seen["rosters"]["0"]}
        totals = [cell for cell in seen["cells"] if set(cell["filter"]["block"]) == everyone]
        unclamp(totals if len(everyone) > 1 else [], firm, setting)
        laid_open += bool(attack(seen, answers_of(firm), c=2))

    assert laid_open > 6


def test_answers_that_never_change_wear_down_over_waves() -> None:
    """Time is the weak spot, and the page says so: nothing from one wave, something from four."""
    n_proved = {1: 0, 4: 0}
    for seed, n_waves in product(range(15), n_proved):
        firm = steady_firm(seed, n_waves=n_waves)
        waves = [released(firm, Setting("focus", 7, 2), wave) for wave in range(n_waves)]
        seen, answers = published(firm, waves), answers_of(firm)
        for question in firm.questions:
            several = [each for each in asked(seen) if each.question == question]
            n_proved[n_waves] += sum(found.n_people for found in prove(seen, answers, several, c=0))

    assert n_proved[1] == 0 < n_proved[4]
