"""Teams: variance between and within them, shrunken means, agreement, the engine itself."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from bothways.pure.measurement.agreement import Agreement, agreement, rwg
from bothways.pure.measurement.scores import TeamScores, climate
from bothways.pure.measurement.variance import Components, anova, components, waba
from tests.pure.measurement.data import column, numbers, oracle, words
from tests.pure.measurement.oracles.figures import SEARCHED, Family, family, picked

LME4, NLME = "lme4 1.1-31", "nlme"
MULTILEVEL = "multilevel 2.7"
SCORES = {
    "lq2002": ("COMPID", ("LEAD", "TSIG", "HOSTILE")),
    "bh1996": ("GRP", ("COHES", "LEAD", "HRS", "WBEING")),
    "klein2000": ("GRPID", ("JOBSAT",)),
}
SCALES = {"LEAD": 11, "TSIG": 3, "HOSTIL": 5}
AGREED = {"LEAD": "agree_LEAD", "TSIG": "agree_TSIG", "HOSTIL": "agree_HOSTIL_0to4"}
AT_THE_EDGE = 1e-4


def families() -> Iterator[Family]:
    """Give every family about teams."""
    for data, (_, scores) in SCORES.items():
        yield _anovas(data, scores)
        yield _variances(data, scores)
        yield _shrunken(data, scores)
    yield from _many_components()
    yield _sherif()
    yield _waba()
    yield from _agreements()
    yield _engine()


@cache
def of_teams(data: str, score: str) -> Components:
    """Return the variance components of one score."""
    return components(column(data, score), column(data, SCORES[data][0]))


def _anovas(data: str, scores: tuple[str, ...]) -> Family:
    def pair(score: str) -> tuple[list[float], list[float]]:
        said = oracle(data)[score]["anova"]
        got = anova(column(data, score), column(data, SCORES[data][0]))
        keys = ("ICC1", "ICC2", "F", "df_between", "df_within", "ms_between", "ms_within")
        return [said[key] for key in keys], [
            *(got.icc1, got.icc2, got.f),
            *(got.df_between, got.df_within, got.ms_between, got.ms_within),
        ]

    return family(
        "analysis of variance, ICC(1), ICC(2)", data, MULTILEVEL, (pair(score) for score in scores)
    )


def _variances(data: str, scores: tuple[str, ...]) -> Family:
    def pair(score: str) -> tuple[list[float], list[float]]:
        said, got = oracle(data)[score]["reml"], of_teams(data, score)
        keys = ("tau2", "sigma2", "ICC1", "mu", "se_mu", "mean_group_reliability")
        return [said[key] for key in keys], [
            *(got.between, got.within, got.icc1),
            *(got.mean, got.mean_error, float(got.reliability.mean())),
        ]

    pairs = (pair(score) for score in scores)
    return family("variance components by REML", data, LME4, pairs, SEARCHED)


def _shrunken(data: str, scores: tuple[str, ...]) -> Family:
    def pairs() -> Iterator[tuple[list[float], Any]]:
        for score in scores:
            groups, got = oracle(data)[score]["groups"], of_teams(data, score)
            yield picked(groups, "reliability"), got.reliability
            yield picked(groups, "shrunken_mean"), got.shrunken
            yield picked(groups, "cond_se"), got.conditional_error
            yield picked(groups, "pred_se"), got.error

    return family("shrunken means and their errors", data, LME4, pairs(), SEARCHED)


def _many_components() -> Iterator[Family]:
    """ICCs by another program; for simulated scores without any variance between, apart."""
    rows = [(data, row) for data in SCORES for row in oracle(data)["mult_icc"]]
    inside = [(data, row) for data, row in rows if row["ICC1"] >= AT_THE_EDGE * 10]
    edge = [(data, row) for data, row in rows if row["ICC1"] < AT_THE_EDGE * 10]
    everywhere = ", ".join(SCORES)
    yield family("ICC(1) and ICC(2) by REML", everywhere, NLME, map(_icc_pair, inside), AT_THE_EDGE)
    why = "the most likely value is 0, which nlme, searching logarithms, can't reach"
    yield family("the same, where it is 0", "klein2000", NLME, map(_icc_pair, edge), 5e-3, why)


def _icc_pair(given: tuple[str, dict[str, Any]]) -> tuple[list[float], list[float]]:
    data, row = given
    got = components(column(data, row["Variable"]), column(data, SCORES[data][0]))
    return [row["ICC1"], row["ICC2"]], [got.icc1, got.icc2]


def _sherif() -> Family:
    time, group, answer = numbers("sherifdat", "time", "group", "y").T

    def pair(row: dict[str, float]) -> tuple[list[float], list[float]]:
        got = anova(answer[time == row["time"]], group[time == row["time"]])
        return [row["ICC1"], row["ICC2"]], [got.icc1, got.icc2]

    rows = oracle("sherifdat")["by_time"]
    return family("ICC(1), ICC(2) at three times", "sherifdat", MULTILEVEL, map(pair, rows))


def _waba() -> Family:
    (said,) = oracle("bh1996")["waba_HRS_WBEING"]
    got = waba(*numbers("bh1996", "HRS", "WBEING", "GRP").T)
    keys = ("RawCorr", "EtaBx", "EtaBy", "CorrB", "EtaWx", "EtaWy", "CorrW")
    parts = [got.raw, *got.eta_between, got.between, *got.eta_within, got.within]
    pair = ([said[key] for key in keys], parts)
    return family("within and between analysis (WABA)", "bh1996", MULTILEVEL, [pair])


@cache
def agreements(scale: str) -> list[Agreement]:
    """Return how far each company of lq2002 agrees over the questions of a scale."""
    heads = [f"{scale}{number:02}" for number in range(1, SCALES[scale] + 1)]
    answers, companies = numbers("lq2002", *heads), column("lq2002", "COMPID")
    return [agreement(answers[companies == company]) for company in np.unique(companies)]


def _agreements() -> Iterator[Family]:
    def pairs() -> Iterator[tuple[list[float], list[float]]]:
        for scale, key in AGREED.items():
            groups, got = oracle("lq2002")[key]["groups"], agreements(scale)
            yield picked(groups, "rwgj"), [one.rwgj for one in got]
            yield picked(groups, "rwg_lindell"), [one.lindell for one in got]
            yield picked(groups, "ad_mean"), [one.from_mean for one in got]
            yield picked(groups, "ad_median"), [one.from_median for one in got]

    what = "rwg(j), Lindell's, distances (checked, never shown)"
    yield family(what, "lq2002", MULTILEVEL, pairs())
    yield family("rwg of one score, their means", "lq2002, bh1996", MULTILEVEL, _single_rwg())
    yield _cohesion()


def _single_rwg() -> Iterator[tuple[float, float]]:
    for data, head, key in (
        ("lq2002", "LEAD", "rwg_single_LEAD_mean"),
        ("lq2002", "LEAD06", "rwg_LEAD06_untruncated_mean"),
        ("bh1996", "LEAD", "rwg_single_LEAD_mean"),
        ("bh1996", "COHES", "rwg_single_COHES_mean"),
    ):
        answers, teams = column(data, head), column(data, SCORES[data][0])
        yield (
            oracle(data)[key],
            float(np.mean([rwg(answers[teams == team]) for team in np.unique(teams)])),
        )


def _cohesion() -> Family:
    heads = [f"COH{number:02}" for number in range(1, 6)]
    answers = numbers("cohesion", *heads)
    complete = np.isfinite(answers).all(axis=1)
    units = [" ".join(both) for both in zip(*_units(), strict=True)]
    rows = zip(oracle("cohesion")["rwgj"], oracle("cohesion")["ad"], strict=True)

    def pair(agreed: dict[str, Any], apart: dict[str, Any]) -> tuple[list[float], list[float]]:
        got = agreement(answers[complete & (np.array(units) == agreed["grpid"])])
        return [agreed["rwg.j"], apart["AD.M"]], [got.rwgj, got.from_mean]

    return family(
        "the same in teams of 2 and 3", "cohesion", MULTILEVEL, (pair(*row) for row in rows)
    )


def _units() -> tuple[list[str], list[str]]:
    table = words("cohesion")
    return table["UNIT"], table["PLATOON"]


def _engine() -> Family:
    said = oracle("hb")
    n = np.array(said["n"])
    teams, score = numbers("lq2002", "COMPID", "TSIG").T
    within = 0.0
    for team, size in zip(np.unique(teams)[: len(n)], n, strict=True):
        first = score[teams == team][: int(size)]
        within += float(((first - first.mean()) ** 2).sum())
    got = climate(TeamScores(n, said["raw"], within))
    pairs = [(said["hb_mean"], got.estimate), (said["hb_sd"], got.sd), (said["rho_mean"], got.real)]
    pairs += [(said["nuts_mean"], got.estimate), (said["nuts_sd"], got.sd)]
    why = "sampling errs by about as much"
    by = "a finer grid, and NUTS"
    return family(
        "team scores with their errors, the product's own",
        "lq2002",
        by,
        pairs,
        said["tolerance"],
        why,
    )
