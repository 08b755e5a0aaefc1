"""Nothing has changed: what does each estimator find, and what does the one on the page find?

Run: python3 bothways bench aa
1,000 firms of 10 to 20 teams cut from lq2002's real answers, before and after drawn anew from the
same people. Goal: what the page would offer finds an effect in at most 6 % of them.
"""

from collections.abc import Callable

from benchmarks.report import report
from bothways.pure.measurement.impact import (
    PRIOR_POINTS,
    PRIOR_SHARE,
    Effect,
    Teams,
    baseline_adjusted,
    before_after,
    by_lot,
    what_could_be_seen,
)
from tests.pure.measurement.impact.no_change import Cut, firms

N, SEED, MOST, Z = 1000, 2002, 6.0, 1.96
OFFERED = {"lot": by_lot, "low": baseline_adjusted}
NAMES = {"lot": "teams drawn by lot", "low": "teams chosen because they scored low"}
CUTS = {
    "scores": {"scale": "score"},
    "scores, 3 in 4 of the same people": {"scale": "score", "stays": 0.75},
    "shares of one question, clamped": {"scale": "share", "people": (7, 12)},
}
EFFECTS = (0.15, 0.3, 0.5)
POWER = Cut(teams=(20, 20), people=(6, 6), stays=0.5)
Estimator = Callable[..., Effect]


def main() -> int:
    missed = 0
    for name, fields in CUTS.items():
        prior = PRIOR_POINTS if fields["scale"] == "score" else PRIOR_SHARE
        for chosen, offered in OFFERED.items():
            print(f"\n{name}; {NAMES[chosen]}")
            cut = list(firms(N, Cut(chosen=chosen, **fields), seed=SEED))  # type: ignore[arg-type]
            missed += shown("what the page offers", cut, offered, prior, goal=MOST) > MOST
            shown("the same without the prior", cut, offered, prior, plain=True)
            shown("before and after alone", cut, before_after, prior, plain=True)
            shown("plain differences compared", cut, by_lot, prior, plain=True)
    power()
    return 1 if missed else 0


def shown(
    what: str,
    cut: list[Teams],
    estimator: Estimator,
    prior: float,
    *,
    plain: bool = False,
    goal: float | None = None,
) -> float:
    """Print in how many of 100 firms an effect is found, and how large it is on average."""
    effects = [estimator(teams, prior=prior) for teams in cut]
    found = [is_found(effect, plain=plain) for effect in effects]
    per_cent = 100 * sum(found) / len(found)
    report(what, per_cent, "%", goal=goal)
    sizes = [(effect.raw if plain else effect.estimate) or 0.0 for effect in effects]
    report("    on average it says", sum(sizes) / len(sizes), "")
    return per_cent


def is_found(effect: Effect, *, plain: bool) -> bool:
    """Say whether an effect was found: by the page's words, or by the plain t test at 5 %."""
    if not plain:
        return effect.is_found
    if effect.raw is None or effect.error is None:
        return False
    from scipy.special import stdtrit

    df = max(effect.n_with + effect.n_without - 2, 1)
    return abs(effect.raw / effect.error) > float(stdtrit(df, 0.975))


def power() -> None:
    print("\na real effect is added: 20 teams of 6, half of the same people, by lot")
    for size in EFFECTS:
        cut = Cut(**{**vars(POWER), "effect": size})
        effects = [by_lot(teams) for teams in firms(N, cut, seed=SEED)]
        report(f"+{size} points: found", 100 * sum(e.is_found for e in effects) / N, "%")
        said = 100 * (what_could_be_seen(20, 6, asked=size).chance or 0)
        report("    as said before the start", said, "%")
        inside = sum((e.low or 0) <= size <= (e.high or 0) for e in effects)
        report("    the interval holds it", 100 * inside / N, "%")


if __name__ == "__main__":
    raise SystemExit(main())
