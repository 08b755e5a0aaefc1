"""The engines against the same models written out the long way, as a stranger would check them.

Nothing here is fast or clever: loops over counts and points, one formula a line, no array.
"""

from itertools import product
from math import comb, exp, fsum, lgamma, log, sqrt
from statistics import NormalDist

import pytest
from scipy.special import stdtr

from bothways.pure.measurement.intervals import ReleasedCount
from bothways.pure.measurement.ranges import scores_of
from bothways.pure.measurement.scores import INTER_ITEM, TeamScores, climate, now
from bothways.pure.measurement.shares import shares

N = [4, 7, 5, 9, 6]
MEAN = [2.5, 3.6, 3.9, 3.2, 4.4]
WITHIN = 19.0
POINTS = 400
NORMAL = NormalDist()


def on_points() -> list[tuple[float, float, float, list[float], list[float]]]:
    """For each rho of a fine grid: weight, mu, s2, and for each team centre and squared scale."""
    total = sum(N)
    found = []
    for step in range(POINTS):
        rho = (step + 0.5) / POINTS
        theta = rho / (1 - rho)
        d = [1 + n * theta for n in N]
        w = [n / one for n, one in zip(N, d, strict=True)]
        mu = sum(a * m for a, m in zip(w, MEAN, strict=True)) / sum(w)
        q = WITHIN + sum(a * (m - mu) ** 2 for a, m in zip(w, MEAN, strict=True))
        s2 = q / (total - 1)
        log_weight = -sum(map(log, d)) / 2 - log(sum(w)) / 2 - (total - 1) / 2 * log(q)
        log_weight += log(rho) + 9 * log(1 - rho)  # Beta(2, 10)
        believed = [n * theta / one for n, one in zip(N, d, strict=True)]
        centre = [mu + b * (m - mu) for b, m in zip(believed, MEAN, strict=True)]
        scale2 = [s2 * (theta * (1 - b) + (1 - b) ** 2 / sum(w)) for b in believed]
        found.append((log_weight, mu, s2, centre, scale2))
    most = max(point[0] for point in found)
    total_weight = fsum(exp(point[0] - most) for point in found)
    return [(exp(point[0] - most) / total_weight, *point[1:]) for point in found]


def test_climate_is_the_mean_over_a_grid_six_times_as_fine() -> None:
    points = on_points()

    told = climate(TeamScores(N, MEAN, WITHIN))

    for team in range(len(N)):
        expected = fsum(weight * centre[team] for weight, _, _, centre, _ in points)
        assert told.estimate[team] == pytest.approx(expected, abs=0.001)
    assert float(told.firm) == pytest.approx(fsum(p[0] * p[1] for p in points), abs=0.001)


def test_the_standard_deviation_is_that_of_the_mixture() -> None:
    points, df = on_points(), sum(N) - 1

    told = climate(TeamScores(N, MEAN, WITHIN))

    for team in range(len(N)):
        mean = fsum(weight * centre[team] for weight, _, _, centre, _ in points)
        variance = fsum(
            weight * (scale2[team] * df / (df - 2) + (centre[team] - mean) ** 2)
            for weight, _, _, centre, scale2 in points
        )
        assert told.sd[team] == pytest.approx(sqrt(variance), abs=0.001)


def test_two_and_a_half_in_a_hundred_lie_beyond_either_end() -> None:
    points, df = on_points(), sum(N) - 1

    told = climate(TeamScores(N, MEAN, WITHIN))

    for team in range(len(N)):
        for end, expected in ((told.low[team], 0.025), (told.high[team], 0.975)):
            below = fsum(
                weight * float(stdtr(df, (end - centre[team]) / sqrt(scale2[team])))
                for weight, _, _, centre, scale2 in points
            )
            assert below == pytest.approx(expected, abs=0.001)


def test_now_is_the_formula_of_its_docstring() -> None:
    points, size, asked, items, within_person = on_points(), [6, 7, 10, 12, 9], 5, 11, 0.6

    told = now(TeamScores(N, MEAN, WITHIN), size, asked, items, within_person)

    s2 = fsum(weight * point_s2 for weight, _, point_s2, _, _ in points)
    kappa = 1 - within_person * (1 - asked / items) / (asked * s2)
    for team, (n, there) in enumerate(zip(N, size, strict=True)):
        alike = fsum(weight * centre[team] for weight, _, _, centre, _ in points)
        expected = alike + n / there * kappa * (MEAN[team] - alike)
        assert told.estimate[team] == pytest.approx(expected, abs=0.001)


def test_the_part_that_is_real_is_the_mean_of_the_grid() -> None:
    expected = fsum(point[0] * (step + 0.5) / POINTS for step, point in enumerate(on_points()))

    told = climate(TeamScores(N, MEAN, WITHIN))

    assert float(told.real) == pytest.approx(expected, abs=0.001)


RELEASED = [(0, 3, 9), (5, 5, 8), (4, 7, 7), (6, 6, 10), (0, 0, 6)]


def log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def beta_binomial(count: int, n: int, a: float, b: float) -> float:
    return comb(n, count) * exp(log_beta(count + a, n - count + b) - log_beta(a, b))


def weighed_points() -> list[tuple[float, float, float]]:
    """(weight, a, b) of beta distributions, each weighed by what was released."""
    found = []
    for i, j in product(range(50), range(50)):
        mu, rho = (i + 0.5) / 50, (j + 0.5) / 50
        a, b = mu * (1 / rho - 1), (1 - mu) * (1 / rho - 1)
        weight = rho * (1 - rho) ** 9
        for low, high, n in RELEASED:
            weight *= sum(beta_binomial(count, n, a, b) for count in range(low, high + 1))
        found.append((weight, a, b))
    total = fsum(weight for weight, _, _ in found)
    return [(weight / total, a, b) for weight, a, b in found]


def test_shares_are_sums_over_every_count_of_every_range() -> None:
    points = weighed_points()

    told = shares([ReleasedCount(*one) for one in RELEASED])

    for group, (low, high, n) in enumerate(RELEASED):
        mean = 0.0
        for weight, a, b in points:
            chance = {x: beta_binomial(x, n, a, b) for x in range(low, high + 1)}
            here = sum(p * (x + a) / (n + a + b) for x, p in chance.items())
            mean += weight * here / sum(chance.values())
        assert told.estimate[group] == pytest.approx(mean, abs=0.004)


def test_the_firms_share_and_what_is_real_are_means_over_the_points() -> None:
    points = weighed_points()

    told = shares([ReleasedCount(*one) for one in RELEASED])

    assert told.firm == pytest.approx(fsum(w * a / (a + b) for w, a, b in points), abs=0.004)
    assert told.real == pytest.approx(fsum(w / (a + b + 1) for w, a, b in points), abs=0.004)


def test_today_adds_those_who_did_not_answer_to_every_count() -> None:
    points, size = weighed_points(), [12, 8, 9, 13, 6]

    told = shares([ReleasedCount(*one) for one in RELEASED], size=size)

    for group, (low, high, n) in enumerate(RELEASED):
        agree = 0.0
        for weight, a, b in points:
            chance = {x: beta_binomial(x, n, a, b) for x in range(low, high + 1)}
            silent = size[group] - n
            here = sum(p * (x + silent * (x + a) / (n + a + b)) for x, p in chance.items())
            agree += weight * here / sum(chance.values())
        assert told.estimate[group] == pytest.approx(agree / size[group], abs=0.004)


CELL = {2: (5, 7), 3: (5, 7), 4: (3, 3), 5: (0, 2)}
PEOPLE = 7


def answers_that_fit() -> list[tuple[int, int, int, int]]:
    """Every way to choose at least 2, 3, 4, 5 that CELL allows."""
    spans = [range(low, high + 1) for low, high in CELL.values()]
    return [g for g in product(*spans) if g[0] >= g[1] >= g[2] >= g[3]]


def multinomial(counts: list[int], chances: list[float]) -> float:
    ways = lgamma(sum(counts) + 1) - sum(lgamma(count + 1) for count in counts)
    return exp(ways + sum(c * log(p) for c, p in zip(counts, chances, strict=True)))


def test_what_is_filled_in_is_the_mean_over_every_set_of_answers_that_fits() -> None:
    """All groups alike, so the cuts settle where the filled-in counts have them; then one pass."""
    told = scores_of([[CELL] * 6], [[PEOPLE] * 6])
    at_or_above = [0.8, 0.6, 0.4, 0.2]

    for _ in range(10):
        mean, square = one_pass(at_or_above)
        groups = 6
        at_or_above = [(groups * mean[t] + 2 - t / 2) / (groups * PEOPLE + 2.5) for t in range(4)]

    assert told.mean[0] == pytest.approx(1 + sum(mean) / PEOPLE, abs=0.005)
    assert told.noise[0] == pytest.approx((square - sum(mean) ** 2) / PEOPLE**2, abs=0.005)


def one_pass(at_or_above: list[float]) -> tuple[list[float], float]:
    """Expected counts at each threshold, and the expected square of their sum."""
    cuts = [-sqrt(1.2) * NORMAL.inv_cdf(share) for share in at_or_above]
    total, first, square = 0.0, [0.0] * 4, 0.0
    for step in range(-40, 41):
        amount = step / 10
        upper = [NORMAL.cdf(sqrt(0.2) * amount - cut) for cut in cuts]
        ends = [1.0, *upper, 0.0]
        chances = [max(ends[k] - ends[k + 1], 1e-12) for k in range(5)]
        for g in answers_that_fit():
            counts = [PEOPLE - g[0], g[0] - g[1], g[1] - g[2], g[2] - g[3], g[3]]
            chance = NORMAL.pdf(amount) * multinomial(counts, chances)
            total += chance
            square += chance * sum(g) ** 2
            first = [have + chance * count for have, count in zip(first, g, strict=True)]
    return [value / total for value in first], square / total


def test_the_variance_of_a_score_is_put_together_from_its_questions() -> None:
    exact = {2: (5, 5), 3: (4, 4), 4: (2, 2), 5: (1, 1)}  # answers 1 1 2 3 3 4 5
    groups = 5

    told = scores_of([[exact] * groups] * 3, [[7] * groups] * 3)

    answers = [1, 1, 2, 3, 3, 4, 5]
    mean = sum(answers) / 7
    variance = sum((answer - mean) ** 2 for answer in answers) / 6
    of_score = (3 * variance + 6 * INTER_ITEM * variance) / 9
    assert float(told.within) == pytest.approx(of_score * (7 - 1) * groups)
    assert told.mean == pytest.approx([mean] * groups)
