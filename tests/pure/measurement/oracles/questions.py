"""Questions: how well they go together, what goes with an outcome, shares and their intervals."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from bothways.pure.measurement import jeffreys_interval
from bothways.pure.measurement.drivers import Shares, shares
from bothways.pure.measurement.proportions import clopper_pearson_interval, wilson_interval
from bothways.pure.measurement.recommending import wald
from bothways.pure.measurement.reliability import (
    Alpha,
    alpha,
    complete,
    omega,
    omega_of_correlations,
)
from tests.pure.measurement.data import column, numbers, oracle
from tests.pure.measurement.oracles.figures import SEARCHED, Family, family
from tests.pure.measurement.oracles.teams import SCALES

Pair = tuple[list[float], list[float]]
PSYCH, LAVAAN, R = "psych 2.2.9", "lavaan 0.6-14", "R 4.2.2"


def families() -> Iterator[Family]:
    """Give every family about questions and people."""
    yield family("alpha, and each question's part", "lq2002", PSYCH, map(_alpha, SCALES))
    yield _cohesion()
    yield family("omega, likeliest factor", "lq2002", LAVAAN, map(_omega, SCALES), SEARCHED)
    yield family("omega, least squares", "lq2002", PSYCH, map(_omega_of_r, SCALES), SEARCHED)
    yield from map(_driver_family, DRIVERS)
    yield family("Wilson, Jeffreys, Clopper-Pearson", "Newcombe 1998, lq2002", R, _shares())
    yield family("recommendation score, Wald", "counts", R, _recommendations(), 1e-7)


@cache
def alpha_of(scale: str) -> Alpha:
    """Return alpha of a scale of lq2002."""
    return alpha(_answers(scale))


def _answers(scale: str) -> Any:
    return numbers("lq2002", *(f"{scale}{n:02}" for n in range(1, SCALES[scale] + 1)))


def _alpha(scale: str) -> Pair:
    said, got = oracle("lq2002")[f"rel_{scale}"], alpha_of(scale)
    expected = [said["alpha_raw"], said["alpha_std"], said["mean_r"]]
    expected += [*said["alpha_if_dropped"].values(), *said["item_rest_r"].values()]
    found = [got.alpha, got.standardised, got.mean_correlation, *got.without, *got.rest]
    return expected, found


def _cohesion() -> Family:
    said = oracle("cohesion")["rel"]
    answers = numbers("cohesion", *(f"COH{n:02}" for n in range(1, 6)))
    got = [alpha(answers).alpha, alpha(complete(answers)).alpha]
    pair = ([said["alpha"], said["alpha_listwise"]], got)
    return family("alpha with an answer missing", "cohesion", PSYCH, [pair])


def _omega(scale: str) -> Pair:
    said, got = oracle("lq2002")[f"rel_{scale}"], omega(_answers(scale))
    return [said["omega_cfa_ml_on_S"], *said["loadings_cfa"].values()], [got.omega, *got.loadings]


def _omega_of_r(scale: str) -> Pair:
    said = oracle("lq2002")[f"rel_{scale}"]["omega_total_psych_1f_minres_on_R"]
    return [said], [omega_of_correlations(_answers(scale)).omega]


DRIVERS = {
    "swiss": ("swiss_drivers", "drivers"),
    "lq2002": ("lq2002", "drivers"),
    "bh1996": ("bh1996", "drivers_individual"),
    "bh1996, groups": ("bh1996", "drivers_group"),
    "klein2000": ("klein2000", "drivers_individual"),
    "klein2000, groups": ("klein2000", "drivers_group"),
    "klein2000, 40 people": ("klein2000", "drivers_small_n40"),
}
GROUPS = {"bh1996": "GRP", "klein2000": "GRPID"}


@cache
def drivers_of(name: str) -> tuple[dict[str, Any], Shares]:
    """Return what R says of a set of drivers, and what comes out here."""
    file, key = DRIVERS[name]
    said = oracle(file)[key]
    data, _, part = name.partition(", ")
    table = numbers(data, said["outcome"], *said["lmg"])
    if part == "groups":
        _, group = np.unique(column(data, GROUPS[data]), return_inverse=True)
        sums = [np.bincount(group, weights=one) for one in table.T]
        table = np.column_stack(sums) / np.bincount(group)[:, None]
    elif part:
        table = table[: int(part.split()[0])]
    return said, shares(table[:, 0], table[:, 1:])


def _driver_family(name: str) -> Family:
    said, got = drivers_of(name)
    expected = [
        [said["r2"], said["adj_r2"]],
        *(
            list(said[key].values())
            for key in ("lmg", "relative_weights", "zero_order", "partial", "beta")
        ),
    ]
    found = [
        [got.r2, got.adjusted],
        *(got.lmg, got.relative_weights, got.alone, got.partial, got.beta),
    ]
    what = "R squared, its parts, weights, correlations"
    return family(what, name, R, zip(expected, found, strict=True))


def _shares() -> Iterator[Pair]:
    said = oracle("proportions")
    both = [said["lq2002_LEAD11_favourable"], said["lq2002_LEAD11_company2"]]
    for row in [*said["prop"], *both]:
        count = (row["x"], row["n"])
        yield row["wilson"], list(wilson_interval(*count))
        yield row["jeffreys"], list(jeffreys_interval(*count))
        yield row["clopper"], list(clopper_pearson_interval(*count))


def _recommendations() -> Iterator[Pair]:
    for row in oracle("proportions")["enps"]:
        got = wald(row["promoters"], row["passives"], row["detractors"])
        yield [row["enps"], row["se_wald"], row["se_sample"], *row["ci_wald"]], list(got)
