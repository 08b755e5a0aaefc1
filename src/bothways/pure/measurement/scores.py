"""Scores of teams on a five-point scale, each with its interval: the whole engine, in closed form.

The model. Person i of team j has the score y_ij = mu + a_j + e_ij: the firm, the team's own
difference, the person's. The a_j have variance t2, the e_ij variance s2. What is shared between
people of one team is rho = t2 / (t2 + s2), the intra-class correlation ICC(1): how much of the
differences is real. Nothing is drawn by chance: rho stands on a grid of 62 points, for each point
all else is a formula (mu under a flat prior, s2 under Jeffreys'), and the 62 answers are added up,
each with the weight that the data give it.

The grid. rho = u * u with u in the middle of 62 equal steps from 0 to 1, so that it is finest
where teams differ little. Weight before any data: Beta(2, 10), that is about 1/6 and hardly ever
above 1/2, as in teams at work; written per step of u it is u^3 (1 - u^2)^9.

For one rho, with n_j the answered of team j, m_j their mean, N = sum n_j, SSW the sum of squares
within teams:   theta = rho / (1 - rho)      d_j = 1 + n_j theta      w_j = n_j / d_j
  W = sum w_j      mu = sum w_j m_j / W      Q = SSW + sum w_j (m_j - mu)^2      s2 = Q / (N - 1)
  log weight = -1/2 sum log d_j - 1/2 log W - (N-1)/2 log Q + log prior
  lambda_j = n_j theta / d_j                 (how far a team's own mean is believed)
  centre_j = mu + lambda_j (m_j - mu)
  scale_j^2 = s2 (theta (1 - lambda_j) + (1 - lambda_j)^2 / W), Student's t with N - 1 degrees
The interval is where the mixture of the 62 t distributions leaves (1 - level) / 2 at either end.

Means read from ranges (bothways.pure.measurement.ranges) are not known exactly: v_j is the variance
of what was filled in. It is added where it belongs, to Q (as sum w_j v_j (1 - w_j / W)) and to
scale_j^2 (as lambda_j^2 v_j), and draws no team towards the firm a second time.

Sources: Box and Tiao (1973), Bayesian Inference in Statistical Analysis, chapters 5 and 7; Gelman
et al., Bayesian Data Analysis, 3rd ed., chapter 5. Checked against a grid and against NUTS
(tests/data/measurement/oracle_hb.json). What it leaves out is in docs/decisions/
estimates-from-ranges.md.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit

from bothways.pure.measurement.errors import TooFewError
from bothways.pure.measurement.mixtures import t_mixture_quantile

Floats = NDArray[np.float64]

LEAST_POOLED: Final = 4
"""Teams that answered; with fewer nothing can be learnt from how much they differ."""

SCALE: Final = (1.0, 5.0)
"""The ends of the scale; no estimate and no interval lies beyond them."""

ROUNDING: Final = 1 / 12
"""Variance that whole steps hide: the people of a team who all chose 4 do not all feel 4.0."""

INTER_ITEM: Final = 0.42
"""Correlation between two questions of one construct, where joint answers are not to be had."""

PRINTED: Final = 0.05
"""Half of the last printed digit: no interval is narrower than this on either side."""

_STEPS: Final = 62
_U: Final = (np.arange(_STEPS) + 0.5) / _STEPS
_RHO: Final = _U * _U
_THETA: Final = _RHO / (1 - _RHO)
_LOG_PRIOR: Final = 3 * np.log(_U) + 9 * np.log1p(-_RHO)


@dataclass(frozen=True, eq=False)
class TeamScores:
    """What is known of the teams of a firm; of many firms at once with an axis in front.

    n: (..., J) people who answered, 0 for a team that was not heard (its mean is then ignored).
    mean: (..., J) mean of the team's people, in points of the scale.
    within: (...) sum of squares of people around their own team's mean, all teams together.
    noise: (..., J) variance of `mean` around the true one where it was read from ranges, else 0.
    """

    n: Floats
    mean: Floats
    within: Floats
    noise: Floats

    def __init__(
        self, n: ArrayLike, mean: ArrayLike, within: ArrayLike, noise: ArrayLike = 0.0
    ) -> None:
        people = np.asarray(n, dtype=np.float64)
        heard = people > 0
        means = np.where(heard, np.asarray(mean, dtype=np.float64), 0.0)
        filled = np.where(heard, np.broadcast_to(np.asarray(noise, np.float64), people.shape), 0.0)
        squares = np.asarray(within, dtype=np.float64)
        object.__setattr__(self, "n", people)
        object.__setattr__(self, "mean", means)
        object.__setattr__(self, "within", squares)
        object.__setattr__(self, "noise", filled)
        _refuse_nonsense(self)


@dataclass(frozen=True, eq=False)
class Estimates:
    """A score for each team, in points of the scale, and for the firm.

    estimate, low, high, sd: (..., J). firm, firm_low, firm_high: (...) the mean of the firm's
    teams, each team counting once. real: (...) how much of the differences is real, 0 to 1 (the
    mean of ICC(1)); 0 where nothing was pooled.
    pooled: False with fewer than four teams; then each team stands by itself.
    Always low < high, and low <= estimate <= high.
    """

    estimate: Floats
    low: Floats
    high: Floats
    sd: Floats
    firm: Floats
    firm_low: Floats
    firm_high: Floats
    real: Floats
    pooled: bool


@dataclass(frozen=True, eq=False)
class _Grid:
    """The answers for each point of the grid, the last axis; see the head of this file."""

    weight: Floats  # (..., 1, K)
    s2: Floats  # (..., 1, K)
    mu: Floats  # (..., 1, K)
    mu_scale2: Floats  # (..., 1, K)
    believed: Floats  # lambda, (..., J, K)
    centre: Floats  # (..., J, K)
    scale2: Floats  # (..., J, K), without the noise of means
    degrees: Floats  # N - 1, (..., 1)


def climate(
    teams: TeamScores, level: float = 0.95, scale: tuple[float, float] = SCALE
) -> Estimates:
    """Return what each team is like: the mean of all who are or could be in it.

    For comparing teams, and over time. Raises TooFewError where nothing tells people from teams.
    """
    if _few(teams):
        return _each_by_itself(teams, np.zeros(1), level, scale)
    grid = _grid(teams)
    scale2 = grid.scale2 + _noise(teams, grid.believed)
    return _estimates(grid, grid.centre, scale2, level, scale)


def now(
    teams: TeamScores,
    size: ArrayLike,
    asked: ArrayLike,
    items: int,
    item_variance: ArrayLike | None = None,
    level: float = 0.95,
    scale: tuple[float, float] = SCALE,
) -> Estimates:
    """Return the mean of the people in each team today, had all of them answered everything.

    size: (..., J) people in the team. asked, items: how many of the construct's questions each
    person answered (may be a mean, 1 or more), and how many it has. item_variance: variance
    between the answers of one person, None: as the public correlation INTER_ITEM has it.
    With f = n / size and kappa, the part of the variance between people that is not chance of the
    questions asked: climate + f kappa (raw mean - climate), with the scale of (1 - f kappa) times
    climate's and of kappa s2 (size - n kappa) / size^2, which stands for those not heard.
    Raises TooFewError as `climate` does, ValueError if more answered than there are.
    """
    people = np.asarray(size, dtype=np.float64)
    if (people < np.maximum(teams.n, 1)).any():
        raise ValueError("a team has at least one person, and no fewer than those who answered")
    part = teams.n / people
    if _few(teams):
        kappa = _kappa(_alone_s2(teams), asked, items, item_variance)
        return _each_by_itself(teams, part * kappa, level, scale)
    grid = _grid(teams)
    kappa = _kappa((grid.weight * grid.s2).sum(-1), asked, items, item_variance)
    known = (part * kappa)[..., None]
    centre = known * teams.mean[..., None] + (1 - known) * grid.centre
    unheard = kappa * (people - teams.n * kappa) / people**2
    scale2 = (1 - known) ** 2 * grid.scale2 + unheard[..., None] * grid.s2
    scale2 = scale2 + _noise(teams, known + (1 - known) * grid.believed)
    return _estimates(grid, centre, scale2, level, scale)


def team_scores(answers: ArrayLike, team: ArrayLike) -> TeamScores:
    """Return the scores of teams from single answers, the teams in their sorted order.

    answers: (people, questions), nan where a person did not answer. team: (people,) any labels.
    A person's score is the mean of what they answered; who answered nothing is not counted.
    Raises TooFewError if nobody answered anything.
    """
    given = np.asarray(answers, dtype=np.float64)
    heard = ~np.isnan(given)
    asked = heard.sum(1)
    if not asked.any():
        raise TooFewError("nobody_answered")
    of_person = np.where(heard, given, 0.0).sum(1) / np.maximum(asked, 1)
    labels, index = np.unique(np.asarray(team), return_inverse=True)
    counts = np.bincount(index, weights=asked > 0, minlength=len(labels))
    sums = np.bincount(index, weights=of_person, minlength=len(labels))
    means = sums / np.maximum(counts, 1)
    within = ((of_person - means[index])[asked > 0] ** 2).sum()
    return TeamScores(counts, means, within)


def variance_between_items(answers: ArrayLike) -> float | None:
    """Return the variance between the answers of one person, None if no one answered two.

    answers: (people, questions), nan where a person did not answer. For `now`.
    """
    given = np.asarray(answers, dtype=np.float64)
    heard = ~np.isnan(given)
    asked = heard.sum(1)
    if not (asked > 1).any():
        return None
    own = np.where(heard, given, 0.0).sum(1) / np.maximum(asked, 1)
    squares = np.where(heard, given - own[:, None], 0.0) ** 2
    return float(squares.sum() / (asked[asked > 1] - 1).sum())


def _grid(teams: TeamScores) -> _Grid:
    n, mean, noise = teams.n[..., None], teams.mean[..., None], teams.noise[..., None]
    total = teams.n.sum(-1)[..., None, None]
    d = 1 + n * _THETA
    w = n / d
    w_all = w.sum(-2, keepdims=True)
    mu = (w * mean).sum(-2, keepdims=True) / w_all
    apart = (mean - mu) ** 2 + noise * (1 - w / w_all)
    q = _within(teams)[..., None, None] + (w * apart).sum(-2, keepdims=True)
    log_weight = _LOG_PRIOR - (np.log(d).sum(-2, keepdims=True) + np.log(w_all)) / 2
    log_weight = log_weight - (total - 1) / 2 * np.log(q)
    weight = np.exp(log_weight - log_weight.max(-1, keepdims=True))
    s2 = q / (total - 1)
    believed = n * _THETA / d
    mu_noise = ((w / w_all) ** 2 * noise).sum(-2, keepdims=True)
    return _Grid(
        weight=weight / weight.sum(-1, keepdims=True),
        s2=s2,
        mu=mu,
        mu_scale2=s2 / w_all + mu_noise,
        believed=believed,
        centre=mu + believed * (mean - mu),
        scale2=s2 * (_THETA * (1 - believed) + (1 - believed) ** 2 / w_all),
        degrees=total[..., 0] - 1,
    )


def _noise(teams: TeamScores, share: Floats) -> Floats:
    """What the noise of a team's mean adds, where the estimate follows that mean by `share`."""
    return share**2 * teams.noise[..., None]


def _within(teams: TeamScores) -> Floats:
    """The sum of squares within teams, never less than whole steps of the scale can hide."""
    least: Floats = ROUNDING * (teams.n.sum(-1) - 1)
    return np.maximum(teams.within, least)


def _kappa(s2: Floats, asked: ArrayLike, items: int, item_variance: ArrayLike | None) -> Floats:
    """The part of s2 that would stay if every person answered all items; from .2 to 1."""
    q = np.asarray(asked, dtype=np.float64)
    if (q < 1).any() or (q > items).any():
        raise ValueError("each person answered at least one question, and no more than there are")
    if item_variance is None:
        chance = (1 - INTER_ITEM) / (1 + (q - 1) * INTER_ITEM)
    else:
        chance = np.asarray(item_variance, dtype=np.float64) / (q * s2)
    return np.clip(1 - chance * (1 - q / items), 0.2, 1.0)


def _estimates(
    grid: _Grid, centre: Floats, scale2: Floats, level: float, ends: tuple[float, float]
) -> Estimates:
    estimate, sd, low, high = _mixed(grid, centre, scale2, level)
    firm, _, firm_low, firm_high = _mixed(grid, grid.mu, grid.mu_scale2, level)
    return _told(
        (estimate, low, high, sd),
        (firm[..., 0], firm_low[..., 0], firm_high[..., 0]),
        ends,
        real=(grid.weight[..., 0, :] * _RHO).sum(-1),
        pooled=True,
    )


def _mixed(
    grid: _Grid, centre: Floats, scale2: Floats, level: float
) -> tuple[Floats, Floats, Floats, Floats]:
    """Mean, standard deviation and interval of a mixture over the grid."""
    mean = (grid.weight * centre).sum(-1)
    wider = grid.degrees / (grid.degrees - 2)
    apart = (grid.weight * (centre - mean[..., None]) ** 2).sum(-1)
    sd = np.sqrt((grid.weight * scale2).sum(-1) * wider + apart)
    scale = np.sqrt(np.maximum(scale2, 1e-12))
    degrees = grid.degrees[..., None]
    low = t_mixture_quantile((1 - level) / 2, grid.weight, centre, scale, degrees)
    high = t_mixture_quantile((1 + level) / 2, grid.weight, centre, scale, degrees)
    return mean, sd, low, high


def _few(teams: TeamScores) -> bool:
    """There are too few teams to learn from their differences."""
    few = (teams.n > 0).sum(-1) < LEAST_POOLED
    if few.any() and teams.n.ndim > 1:
        raise ValueError("a firm with fewer than four teams comes by itself")
    return bool(few.any())


def _each_by_itself(
    teams: TeamScores, known: Floats, level: float, ends: tuple[float, float]
) -> Estimates:
    """Raw means with Student's t and the pooled variance within teams; known: f kappa of `now`."""
    s2 = _alone_s2(teams)
    degrees = teams.n.sum() - len(teams.n)
    scale2 = s2 / teams.n * (1 - known) + teams.noise
    reach = stdtrit(degrees, (1 + level) / 2)
    sd = np.sqrt(scale2)
    firm, firm_sd = teams.mean.mean(), np.sqrt(scale2.sum()) / len(teams.n)
    return _told(
        (teams.mean, teams.mean - reach * sd, teams.mean + reach * sd, sd),
        (firm, firm - reach * firm_sd, firm + reach * firm_sd),
        ends,
        real=np.zeros(()),
        pooled=False,
    )


def _told(
    of_teams: tuple[Floats, Floats, Floats, Floats],
    of_firm: tuple[Floats, Floats, Floats],
    ends: tuple[float, float],
    *,
    real: Floats,
    pooled: bool,
) -> Estimates:
    """Put the figures together, within the ends of the scale."""
    *_, sd = of_teams
    estimate, low, high = _inside(*of_teams[:3], ends)
    firm, firm_low, firm_high = _inside(*of_firm, ends)
    return Estimates(estimate, low, high, sd, firm, firm_low, firm_high, real, pooled)


def _alone_s2(teams: TeamScores) -> Floats:
    if (teams.n == 0).any():
        raise TooFewError("silent_team")
    degrees = teams.n.sum() - len(teams.n)
    if degrees < 1:
        raise TooFewError("one_in_each")
    return np.asarray(_within(teams) / degrees, dtype=np.float64)


def _inside(
    estimate: Floats, low: Floats, high: Floats, ends: tuple[float, float]
) -> tuple[Floats, Floats, Floats]:
    """Keep within the scale's ends, and no interval narrower than it can be printed."""
    middle = np.clip(estimate, *ends)
    return (
        middle,
        np.clip(np.minimum(low, middle - PRINTED), ends[0], ends[1] - PRINTED),
        np.clip(np.maximum(high, middle + PRINTED), ends[0] + PRINTED, ends[1]),
    )


def _refuse_nonsense(teams: TeamScores) -> None:
    if teams.n.ndim < 1 or teams.n.shape[-1] < 1 or not (teams.n > 0).any(-1).all():
        raise TooFewError("nobody_answered")
    numbers = (teams.n, teams.mean, teams.within, teams.noise)
    sound = all(np.isfinite(number).all() for number in numbers)
    if not sound or any((number < 0).any() for number in (teams.n, teams.within, teams.noise)):
        raise ValueError("counts, squares and variances are numbers of nought or more")
