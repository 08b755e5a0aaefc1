"""How often something is said to matter most that does not, and links that are not there.

Run: python3 bothways bench together
People are drawn from three sets of real (one: simulated) answers; what all of them together share
most with the outcome is the truth. Groups' shares are drawn with no link at all.
Goals: a wrong one named in at most 10 of 100 firms; a link that is not there in at most 6.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from benchmarks.report import report
from bothways.pure.measurement import ReleasedCount
from bothways.pure.measurement.drivers import (
    NAMED_FROM,
    Together,
    shares,
    shares_across_constructs,
    tiers,
)
from tests.pure.measurement.data import numbers

FIRMS, DRAWS, GROUPS, DRAWN = 100, 200, 12, 1000
MOST_WRONG, MOST_LINKED = 10, 6
SETS = {
    "klein2000": ("JOBSAT", ("COHES", "POSAFF", "PAY", "NEGLEAD", "WLOAD", "TASKSIG", "PHYSEN")),
    "bh1996": ("WBEING", ("HRS", "COHES", "LEAD")),
    "lq2002": ("HOSTILE", ("LEAD", "TSIG")),
}


def main() -> None:
    chance = np.random.default_rng(2026)
    for data, (outcome, names) in SETS.items():
        named, wrong, highest = firms_of(data, outcome, names, chance)
        report(f"{data}, firms of {NAMED_FROM}: the highest is not the truth", highest, "%")
        report(f"{data}, firms of {NAMED_FROM}: one is named", named, "%")
        report(f"{data}, firms of {NAMED_FROM}: a wrong one", wrong, "%", goal=MOST_WRONG)
    report(f"links of nothing in {GROUPS} groups", false_links(chance), "%", goal=MOST_LINKED)


def firms_of(
    data: str, outcome: str, names: tuple[str, ...], chance: np.random.Generator
) -> tuple[float, float, float]:
    """Return in how many of 100 firms one was named, a wrong one was, and would have been."""
    y, others = numbers(data, outcome), numbers(data, *names)
    truth = names[int(shares(y, others).lmg.argmax())]
    named, highest = [], []
    for _ in range(FIRMS):
        people = chance.choice(len(y), NAMED_FROM, replace=False)
        highest.append(names[int(shares(y[people], others[people]).lmg.argmax())])
        named.append(tiers(y[people], others[people], names, chance, draws=DRAWS).most)
    counts = (
        sum(name is not None for name in named),
        sum(name not in (None, truth) for name in named),
        sum(name != truth for name in highest),
    )
    share_named, share_wrong, share_highest = (100 * count / FIRMS for count in counts)
    return share_named, share_wrong, share_highest


def false_links(chance: np.random.Generator) -> float:
    """Return in how many of 100 firms two constructs without any link seem to have one."""
    found = 0
    for _ in range(DRAWN):
        n = chance.integers(8, 13, GROUPS).tolist()
        one, other = (_groups(n, chance) for _ in range(2))
        link = shares_across_constructs(one, {"other": other})["other"]
        found += link.word is not Together.UNCLEAR
    return 100 * found / DRAWN


def _groups(n: list[int], chance: np.random.Generator) -> list[ReleasedCount]:
    agreeing = np.clip(chance.normal(0.5, 0.15, len(n)), 0.05, 0.95)
    hits = chance.binomial(n, agreeing).tolist()
    return [ReleasedCount(hit, hit, size) for hit, size in zip(hits, n, strict=True)]


if __name__ == "__main__":
    main()
