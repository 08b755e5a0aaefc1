"""Models over time and across levels, and the change of the same units between two times."""

from collections.abc import Iterator
from functools import cache

import numpy as np

from bothways.pure.measurement.change import MeanChange, mean_change, smallest_paired_change
from bothways.pure.measurement.mixed import balanced_growth, random_intercept
from bothways.pure.measurement.series import (
    Difference,
    difference_in_differences,
    discontinuous_growth,
    segmented,
)
from tests.pure.measurement.data import column, numbers, oracle, words
from tests.pure.measurement.oracles.figures import SEARCHED, Family, family, picked

NLME, LME4, R, SANDWICH = "nlme", "lme4 1.1-31", "R 4.2.2", "R's formulas, Newey-West"
CHANGED_AT = 6


def families() -> Iterator[Family]:
    """Give every family about models."""
    yield _contextual()
    yield _growth_of_tanks()
    yield _series()
    yield _growth_of_projects()
    yield _changes()
    yield _difference()


def _contextual() -> Family:
    team, outcome, hours = numbers("bh1996", "GRP", "WBEING", "HRS").T
    _, index = np.unique(team, return_inverse=True)
    of_team = (np.bincount(index, weights=hours) / np.bincount(index))[index]
    got = random_intercept(outcome, np.column_stack([np.ones(len(team)), hours, of_team]), team)
    said = oracle("bh1996")["lmer_WBEING_HRS"]
    pairs = [
        (list(said["fixef"].values()), got.coefficients),
        (list(said["se"].values()), got.errors),
        ([said["tau2"], said["sigma2"]], [got.between, got.within]),
    ]
    return family("mixed model with a contextual effect", "bh1996", LME4, pairs, SEARCHED)


def _growth_of_tanks() -> Family:
    person, time, score = numbers("tankdat", "ID", "TIME", "SCORE").T
    got = discontinuous_growth(score, time, person, CHANGED_AT)
    said = oracle("tankdat")["discontinuous_growth"]
    pairs = [(picked(said, "Value"), got.coefficients), (picked(said, "Std.Error"), got.errors)]
    return family("discontinuous growth", "tankdat", NLME, pairs, SEARCHED)


def _series() -> Family:
    said = oracle("tankdat")
    time, score = numbers("tankdat", "TIME", "SCORE").T
    waves = [float(score[time == wave].mean()) for wave in np.unique(time)]
    got = segmented(waves, CHANGED_AT)
    ols = said["its_ols"]
    pairs = [
        (said["wave_means"], waves),
        (list(ols["coef"].values()), got.coefficients),
        (list(ols["se"].values()), got.errors),
        (list(ols["se_nw_lag1"].values()), got.robust),
    ]
    return family("interrupted series, errors at lag 1", "tankdat", SANDWICH, pairs)


def _growth_of_projects() -> Family:
    levels = numbers("chen2005", "NCEMP", "TMEXP", "TMPRF")
    times = numbers("chen2005", "NCPRF.T1", "NCPRF.T2", "NCPRF.T3")
    design = np.column_stack([np.ones(len(levels)), levels])
    start, slope = balanced_growth(times, [0, 1, 2], design)
    said = {row["_row"]: row for row in oracle("chen2005")["table2"]}
    terms = ["(Intercept)", "NCEMP", "TMEXP", "TMPRF"]
    terms += ["TIME", "NCEMP:TIME", "TIME:TMEXP", "TIME:TMPRF"]
    rows = [said[term] for term in terms]
    pairs = [
        (picked(rows, "Value"), np.concatenate([start.coefficients, slope.coefficients])),
        (picked(rows, "Std.Error"), np.concatenate([start.errors, slope.errors])),
    ]
    return family("growth with slopes of their own (Table 2)", "chen2005", NLME, pairs, SEARCHED)


@cache
def change_of_projects() -> MeanChange:
    """Return how far newcomers' ratings moved from the first to the third time."""
    before, after = (column("chen2005", f"NCPRF.T{time}").tolist() for time in (1, 3))
    return mean_change(before, after)


def _changes() -> Family:
    said, got = oracle("chen2005")["change13"], change_of_projects()
    keys = ("mean_change", "sd_change", "se", "t", "p", "r", "n")
    found = (got.change, got.spread, got.error, got.t, got.p, got.correlation, got.n)
    sizes = said["mdc95_team_n"]
    pairs = [
        ([said[key] for key in keys], list(found)),
        (said["ci"], [got.low, got.high]),
        (list(sizes.values()), [smallest_paired_change(int(n), got.spread) for n in sizes]),
    ]
    return family("change of the same units, smallest to be seen", "chen2005", R, pairs)


@cache
def donations() -> Difference:
    """Return what California's law did to the rate of organ donors."""
    table = words("organ_donations")
    state, quarter = np.array(table["State"]), column("organ_donations", "Quarter_Num")
    treated = (state == "California") & (quarter > 3)
    return difference_in_differences(column("organ_donations", "Rate"), state, quarter, treated)


def _difference() -> Family:
    said, got = oracle("did")["organ_donations"], donations()
    pair = ([said["att"], said["se_cluster_HC1"], said["n"]], [got.effect, got.error, got.n])
    return family("difference in differences, errors by state", "organ_donations", R, [pair])
