"""Scores of teams read from a survey's release: for each question, ranges of counts.

For each question and group a release in full format says between which bounds the number of people
lies who chose at least 2, 3, 4 and 5: g_2 >= g_3 >= g_4 >= g_5. Everything a score needs is a sum
of them:
    sum of the n answers           = n + (g_2 + g_3 + g_4 + g_5)
    sum of their squares           = n + 3 g_2 + 5 g_3 + 7 g_4 + 9 g_5
So where the ranges leave the counts open, expectations of them are filled in, taken over all counts
that the ranges allow (each g_t within its range, none above the one before it), each with its
multinomial probability. What is left open becomes the `noise` of a team's mean.

The probabilities of the five answers. A group's answers are a normal variable cut at four points,
the same for all groups of the firm, moved by the group's own amount a; a is normal with variance
1/5 of that within groups (an intra-class correlation of 1/6, the mean of the prior of scores) and
stands on 15 points. The cuts begin where all five answers are equally likely and are then put where
the filled-in counts of all groups have them, ten times over. Nothing goes in but ranges, n and the
constants of this file.

A person's score is the mean of their answers to q questions. Its variance needs answers given
together, which no release holds; it is put together from the variances v_i of the questions and the
public correlation between two of them, r = INTER_ITEM:
    s2 = (sum_i v_i + r sum_{i != k} sqrt(v_i v_k)) / q^2
and in the same way the noise of a group's score from the noise of its questions.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, ndtr, ndtri

from bothways.pure.measurement.errors import TooFewError
from bothways.pure.measurement.scores import INTER_ITEM, TeamScores

Floats = NDArray[np.float64]
Ranges = Mapping[int, tuple[int, int]]

THRESHOLDS: Final = (2, 3, 4, 5)
_SQUARES: Final = np.array([3.0, 5.0, 7.0, 9.0])

_BETWEEN: Final = 0.2
"""Variance between groups, in units of that within them."""

_NODES, _NODE_WEIGHTS = np.polynomial.hermite_e.hermegauss(15)
_ROUNDS: Final = 10
_MOST_STATES: Final = 41
"""Counts of one range that are looked at; of a wider range evenly many of this number."""

_NEVER: Final = -1e18
"""The logarithm of what can't be."""

_AT_ONCE: Final = 64
"""Groups that are filled in at the same time: bounds the memory."""


class Filled(NamedTuple):
    """What is expected of groups (J) for one question, given their ranges."""

    at_least: Floats  # (J, 4) expected numbers who chose at least 2, 3, 4, 5
    square: Floats  # (J,) expected square of their sum


def scores_of(distributions: Sequence[Sequence[Ranges]], n: Sequence[Sequence[int]]) -> TeamScores:
    """Return the scores of groups for one construct, from what was released of its questions.

    distributions: per question, per group {threshold: (lowest, highest number at or above it)},
    thresholds 2, 3, 4 and 5. n: per question, per group, how many answered it. For `now` all were
    asked everything: asked == items == len(distributions).
    A group's n is the mean of its n over the questions. Raises TooFewError where nobody answered a
    question in a group, ValueError where ranges fit no answers.
    """
    answered = np.asarray(n, dtype=np.float64)
    if answered.ndim != 2 or not answered.size or (answered < 1).any():
        raise TooFewError("nobody_answered")
    means, noises, variances = [], [], []
    for question, people in zip(distributions, answered, strict=True):
        low, high = _bounds(question, people)
        filled = _filled_in(low, high, people)
        total = filled.at_least.sum(1)
        means.append(1 + total / people)
        noises.append(np.maximum(filled.square - total**2, 0) / people**2)
        variances.append(_variance_within(filled, people))
    people = answered.mean(0)
    s2 = _of_mean(np.array(variances))
    return TeamScores(
        people, np.mean(means, axis=0), s2 * (people - 1).sum(), _of_mean(np.array(noises))
    )


def _of_mean(variances: Floats) -> Floats:
    """Variance of the mean of q values, from theirs (q, ...), any two correlated by INTER_ITEM."""
    q = len(variances)
    apart = variances.sum(0)
    together = np.sqrt(variances).sum(0) ** 2 - apart
    return np.asarray((apart + INTER_ITEM * together) / q**2)


def _variance_within(filled: Filled, n: Floats) -> float:
    """The variance of one question between people of one group, all groups together."""
    squares = n + filled.at_least @ _SQUARES
    square_of_sum = n**2 + 2 * n * filled.at_least.sum(1) + filled.square
    return float(np.maximum(squares - square_of_sum / n, 0).sum() / max((n - 1).sum(), 1))


def _bounds(question: Sequence[Ranges], n: Floats) -> tuple[Floats, Floats]:
    """The ranges of all groups as (J, 4), narrowed to what the order of thresholds leaves."""
    if len(question) != len(n):
        raise ValueError("each question has one distribution for each group")
    told = np.array([[cell[threshold] for threshold in THRESHOLDS] for cell in question], float)
    low = np.maximum.accumulate(told[:, ::-1, 0], axis=1)[:, ::-1]
    high = np.minimum.accumulate(told[:, :, 1], axis=1)
    if (low > high).any() or (told < 0).any() or (high > n[:, None]).any():
        raise ValueError("no answers fit these ranges")
    return low, high


def _filled_in(low: Floats, high: Floats, n: Floats) -> Filled:
    """Fill in what one question's ranges leave open; the cuts come from the filled-in counts."""
    told = np.concatenate([low, high, n[:, None]], axis=1)
    alike, which, n_alike = np.unique(told, axis=0, return_inverse=True, return_counts=True)
    low, high, n = alike[:, :4], alike[:, 4:8], alike[:, 8]
    at_or_above = np.array([0.8, 0.6, 0.4, 0.2])
    for _ in range(_ROUNDS):
        parts = [_expected(low[part], high[part], n[part], at_or_above) for part in _slices(len(n))]
        at_least = np.concatenate([part.at_least for part in parts])
        # half an answer more in each of the five, so that none is ever impossible
        counts = n_alike @ at_least + np.array([2.0, 1.5, 1.0, 0.5])
        at_or_above = counts / (n_alike @ n + 2.5)
    square = np.concatenate([part.square for part in parts])
    which = np.ravel(which)
    return Filled(at_least[which], square[which])


def _slices(length: int) -> list[slice]:
    return [slice(start, start + _AT_ONCE) for start in range(0, length, _AT_ONCE)]


def _expected(low: Floats, high: Floats, n: Floats, at_or_above: Floats) -> Filled:
    """Expectations over all counts that the ranges allow, and over the group's own amount a.

    Walks from threshold 2 to 5. For each count g that a threshold may have: `way`, the logarithm of
    the summed probability of all ways to get there; over those ways the mean of each count so far
    (`means`) and of the square of their sum (`square`).
    """
    log_p = _log_probabilities(at_or_above)[None, :, :, None]  # (1, nodes, 5 answers, 1)
    states, possible = (part[:, None] for part in _states(low, high))  # (J, 1, 4, M)
    state = states[:, :, 0] + np.zeros((1, len(_NODES), 1))
    way = _log_part(n[:, None, None] - state, log_p[:, :, 0]) + possible[:, :, 0]
    means, square = [state], state**2
    for index in (1, 2, 3):
        step, way = _step(
            way, state, states[:, :, index], possible[:, :, index], log_p[:, :, index]
        )
        means = [(step * mean[..., None]).sum(-2) for mean in means]
        square = (step * square[..., None]).sum(-2)
        state = states[:, :, index] + np.zeros((1, len(_NODES), 1))
        square = square + 2 * state * np.add.reduce(means) + state**2
        means.append(state)
    way = way + _log_part(state, log_p[:, :, 4]) + np.log(_NODE_WEIGHTS)[None, :, None]
    share = np.exp(way - way.max((1, 2), keepdims=True))
    share = share / share.sum((1, 2), keepdims=True)
    at_least = np.stack([(share * mean).sum((1, 2)) for mean in means], axis=1)
    return Filled(at_least, (share * square).sum((1, 2)))


def _step(
    way: Floats, state: Floats, onward: Floats, possible: Floats, log_p: Floats
) -> tuple[Floats, Floats]:
    """One threshold on: the part each way here has in each count there, and `way` there."""
    between = state[..., :, None] - onward[..., None, :]  # people with just this answer
    to_there = way[..., :, None] + _log_part(between, log_p[..., None]) + possible[..., None, :]
    most = to_there.max(-2, keepdims=True)
    part = np.exp(to_there - most)
    total = part.sum(-2, keepdims=True)
    return part / total, (most + np.log(total))[..., 0, :]


def _log_part(people: Floats, log_p: Floats) -> Floats:
    """One answer's part of the multinomial probability; none at all for fewer than nobody."""
    whole = np.maximum(people, 0.0)
    return np.where(people < 0, _NEVER, whole * log_p - gammaln(whole + 1))


def _log_probabilities(at_or_above: Floats) -> Floats:
    """Log probability of the five answers on each node, (nodes, 5); over all nodes at_or_above."""
    cut = -np.sqrt(1 + _BETWEEN) * ndtri(at_or_above)
    upper = ndtr(np.sqrt(_BETWEEN) * _NODES[:, None] - cut)
    ends = np.pad(upper, ((0, 0), (1, 1)), constant_values=((0, 0), (1, 0)))
    parts: Floats = np.maximum(ends[:, :-1] - ends[:, 1:], 1e-12)
    return np.log(parts)


def _states(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """The counts of each range that are looked at, (J, 4, M); 0 where there is one, else never."""
    width = high - low
    n_states = int(min(width.max() + 1, _MOST_STATES))
    step = np.maximum(width / max(n_states - 1, 1), 1.0)
    states = low[..., None] + step[..., None] * np.arange(n_states)
    beyond = states > high[..., None] + 1e-9
    return np.minimum(states, high[..., None]), np.where(beyond, _NEVER, 0.0)
