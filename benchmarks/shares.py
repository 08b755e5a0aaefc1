"""Shares from clamped ranges on real answers: what the guarantee costs, and whether ranges hold.

Run: python3 bothways bench shares
The 19 items of lq2002 cut at 4, 12 groups a firm, against the share of the whole unit. Goals for
groups of 7 to 12 and c = 2: error at least 15 % below that of the range's middle, at most 5 % above
that of the exact share (which would leak); intervals that hold the truth in 93 to 98 of 100 cases.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from benchmarks.report import report
from benchmarks.score import reach
from tests.pure.measurement.measured import Measured, on_shares
from tests.pure.measurement.small_firms import ALL_ITEMS, lq2002

HOLDS = (0.93, 0.98)
HOLDS_WHOLE = (0.93, 0.99)  # of people there today: a whole number, which no interval splits
SEEDS = range(38 * 19)
FEWER_SEEDS = range(19 * 19)


def main() -> int:
    army = lq2002(ALL_ITEMS)
    told = measured(army, c=2, n=(7, 12), seeds=SEEDS)
    ranges = told["from ranges"].error
    report("  against the middle's", ranges / told["middle of the range"].error, "", goal=0.85)
    report("  against the exact share's", ranges / told["exact share"].error, "", goal=1.05)
    for c, n in ((1, (7, 12)), (1, (5, 8)), (3, (9, 14))):
        measured(army, c=c, n=n, seeds=FEWER_SEEDS)
    print("firms of 6 and of 24 groups")
    for n_teams in (6, 24):
        measured(army, c=2, n=(7, 12), seeds=FEWER_SEEDS, n_teams=n_teams)
    return 0


def measured(
    army: object, *, c: int, n: tuple[int, int], seeds: range, n_teams: int = 12
) -> dict[str, Measured]:
    told = on_shares(army, c=c, n=n, seeds=seeds, n_teams=n_teams)
    print(f"groups of {n[0]} to {n[1]}, c = {c}, {n_teams} a firm, {len(seeds)} firms")
    for name, figures in told.items():
        report(f"  {name}: error", figures.error, "")
    for name in ("from ranges", "from exact counts", "today, from ranges"):
        between = HOLDS_WHOLE if name.startswith("today") else HOLDS
        reach(f"  {name}: interval holds", told[name].coverage, between)
        report(f"  {name}: width", told[name].width, "")
    return told


if __name__ == "__main__":
    raise SystemExit(main())
