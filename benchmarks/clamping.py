"""What holding counts back costs the scores of a full survey: from ranges beside exact answers.

Run: python3 bothways bench clamping
lq2002's leadership (11 questions, then its first 5, then 1) and bh1996's leadership, cohesion and
well-being (one question each, rounded), cut into small firms; a team has up to 4 in 10 more people
than answered. Goal: intervals that hold the truth in 93 to 98 of 100 cases, both ways.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from benchmarks.report import report
from benchmarks.score import reach
from tests.pure.measurement.measured import on_clamping
from tests.pure.measurement.small_firms import LEADERSHIP, Army, bh1996, lq2002

HOLDS = (0.93, 0.98)


def main() -> int:
    for c, n in ((2, (7, 12)), (1, (5, 8)), (3, (9, 14))):
        measured("lq2002, 11 questions", lq2002(), c, n, 100)
        measured("lq2002, 5 questions", lq2002(LEADERSHIP[:5]), c, n, 150)
    measured("lq2002, 1 question", lq2002(LEADERSHIP[:1]), 2, (7, 12), 300)
    for score in ("LEAD", "COHES", "WBEING"):
        measured(f"bh1996, {score}", bh1996(score), 2, (7, 12), 300)
    measured("lq2002, 5 questions, 6 groups", lq2002(LEADERSHIP[:5]), 2, (7, 12), 200, 6)
    measured("lq2002, 5 questions, 24 groups", lq2002(LEADERSHIP[:5]), 2, (7, 12), 80, 24)
    return 0


def measured(
    name: str, army: Army, c: int, n: tuple[int, int], n_firms: int, n_teams: int = 12
) -> None:
    told = on_clamping(army, c=c, n=n, seeds=range(n_firms), n_teams=n_teams)
    print(f"{name}, groups of {n[0]} to {n[1]}, c = {c}, {n_firms} firms")
    for kind in ("climate", "now"):
        report(f"  {kind}: error of the bare mean", told[f"{kind}, bare mean"].error, "")
        for source in ("exact", "ranges"):
            figures = told[f"{kind}, {source}"]
            report(f"  {kind} from {source}: error", figures.error, "")
            reach(f"  {kind} from {source}: interval holds", figures.coverage, HOLDS)


if __name__ == "__main__":
    raise SystemExit(main())
