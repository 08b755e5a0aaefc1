"""The engine of scores on real answers of 150 small firms, and how fast it is.

Run: python3 bothways bench score
Five of eleven questions were asked of each; some did not answer. Goals: climate within .236 of the
truth and now within .186 (root mean square), intervals that hold it in 94 to 98 and 93 to 97 of 100
cases; 49 teams in under 5 ms, 10,000 firms of 20 teams in under 60 s, on one core.
"""

import os
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from benchmarks.report import report
from bothways.pure.measurement.scores import TeamScores, climate
from tests.pure.measurement.measured import on_trials

CLIMATE, NOW = (0.94, 0.98), (0.93, 0.97)
FIRMS, TEAMS, AT_ONCE = 10_000, 20, 250


def main() -> int:
    told = on_trials()
    report("climate: error", told["climate"].error, "", goal=0.236)
    reach("climate: interval holds", told["climate"].coverage, CLIMATE)
    report("now: error", told["now"].error, "", goal=0.186)
    reach("now: interval holds", told["now"].coverage, NOW)
    report("bare mean against climate: error", told["bare climate"].error, "")
    report("bare mean against now: error", told["bare now"].error, "")
    report("climate, now: mean width, climate", told["climate"].width, "")
    report("climate, now: mean width, now", told["now"].width, "")
    report("49 teams", 1000 * one_firm(), "ms", goal=5)
    report(f"{FIRMS:,} firms of {TEAMS} teams", many_firms(), "s", goal=60)
    return 0


def reach(what: str, value: float, between: tuple[float, float]) -> None:
    """Print a share that has to lie between two."""
    low, high = between
    verdict = "reached" if low <= value <= high else "MISSED"
    print(f"{what:<52} {value:10.3f}      goal {low:g} to {high:g}: {verdict}")


def one_firm() -> float:
    """Seconds of CPU that a firm of 49 teams takes, the median of 21 times."""
    firm = drawn(1, 49)
    one = TeamScores(firm.n[0], firm.mean[0], firm.within[0])
    return float(np.median([taken(one) for _ in range(21)]))


def many_firms() -> float:
    """Seconds of CPU that all firms take, so many at once."""
    firms = [drawn(seed, TEAMS, AT_ONCE) for seed in range(FIRMS // AT_ONCE)]
    return sum(taken(some) for some in firms)


def taken(teams: TeamScores) -> float:
    started = time.process_time()
    climate(teams)
    return time.process_time() - started


def drawn(seed: int, n_teams: int, n_firms: int = 1) -> TeamScores:
    """Firms drawn by lot, answers of 3 to 15 in each team."""
    draw = np.random.default_rng(seed)
    n = draw.integers(3, 16, (n_firms, n_teams))
    mean = draw.normal(3.4, np.sqrt(0.08 + 0.7 / n))
    return TeamScores(n, mean.clip(1, 5), 0.7 * (n - 1).sum(1))


if __name__ == "__main__":
    raise SystemExit(main())
