"""The sums behind page and command: who counts, who does not, and what is refused."""

from dataclasses import asdict

import numpy as np
import pytest

from bothways.calculator.errors import BadFileError
from bothways.calculator.figures import FirmScores, from_plain
from bothways.calculator.sheets import FirmAnswers, read_firms
from bothways.calculator.working import work_out
from bothways.pure.measurement.reliability import alpha, omega
from bothways.pure.measurement.scores import climate, now, team_scores, variance_between_items
from tests.pure.measurement.small_firms import lq2002

ANSWERS = np.array([[1 + (row * row + column) % 5 for column in range(3)] for row in range(24)])
TEAMS = [f"T{row % 4}" for row in range(24)]


def firm(
    answers: np.ndarray, teams: list[str] = TEAMS, sizes: dict[str, int] | None = None
) -> list[FirmAnswers]:
    """Read what somebody would have written into two files."""
    names = ",".join(f"q{number}" for number in range(answers.shape[1]))
    rows = [
        f"{team},{','.join('' if np.isnan(value) else str(value) for value in row)}"
        for team, row in zip(teams, answers, strict=True)
    ]
    told = sizes or dict.fromkeys(sorted(set(teams)), 9)
    lines = "".join(f"{team},{size}\n" for team, size in told.items())
    text = f"team,{names}\n" + "\n".join(rows)
    return read_firms(text.encode(), f"team,team_size\n{lines}".encode())


def figures(scores: FirmScores) -> np.ndarray:
    return np.array([[line.estimate, line.low, line.high] for line in scores.teams])


def test_climate_is_the_engines() -> None:
    (scores,) = work_out(firm(ANSWERS * 1.0), "climate")
    told = climate(team_scores(ANSWERS, TEAMS))

    assert figures(scores) == pytest.approx(np.stack([told.estimate, told.low, told.high], 1))
    assert (scores.n, scores.n_questions) == (24, 3)
    assert scores.real == pytest.approx(float(told.real))


def test_now_is_the_engines_with_what_was_asked_on_average() -> None:
    answers = ANSWERS * 1.0
    answers[::3, 1] = np.nan

    (scores,) = work_out(firm(answers), "now")

    asked = (~np.isnan(answers)).sum(1).mean()
    told = now(team_scores(answers, TEAMS), [9] * 4, asked, 3, variance_between_items(answers))
    assert figures(scores) == pytest.approx(np.stack([told.estimate, told.low, told.high], 1))


def test_somebody_who_answered_nothing_is_nobody() -> None:
    blank = np.vstack([ANSWERS * 1.0, np.full((3, 3), np.nan)])

    with_blank = work_out(firm(blank, [*TEAMS, "T0", "T1", "T1"]), "now")

    assert with_blank == work_out(firm(ANSWERS * 1.0), "now")


def test_a_question_never_asked_is_none() -> None:
    empty = np.hstack([ANSWERS * 1.0, np.full((24, 2), np.nan)])

    assert work_out(firm(empty), "now") == work_out(firm(ANSWERS * 1.0), "now")


def test_a_team_of_which_nobody_answered_is_named_apart() -> None:
    sizes = {"T0": 9, "Quiet": 4, "T1": 9, "T2": 9, "T3": 9}

    (scores,) = work_out(firm(ANSWERS * 1.0, sizes=sizes), "now")

    assert scores.silent == ("Quiet",)
    assert [line.team for line in scores.teams] == ["T0", "T1", "T2", "T3"]


def test_a_team_all_of_whom_answered_everything_is_known_to_a_printed_digit() -> None:
    (scores,) = work_out(firm(ANSWERS * 1.0, sizes=dict.fromkeys(sorted(set(TEAMS)), 6)), "now")

    for line in scores.teams:
        assert line.estimate == pytest.approx(line.answered)
        assert line.high - line.low == pytest.approx(0.1)


def test_everybody_giving_one_answer_is_told_with_a_range() -> None:
    (scores,) = work_out(firm(np.full((24, 2), 5.0)), "climate")

    for line in scores.teams:
        assert line.estimate == 5
        assert line.low < 4.95


def test_fewer_than_four_teams_say_nothing_of_what_is_real() -> None:
    (scores,) = work_out(firm(ANSWERS[:10] * 1.0, ["A"] * 5 + ["B"] * 5), "climate")

    assert scores.real is None
    assert [line.estimate for line in scores.teams] == [line.answered for line in scores.teams]


def test_alpha_is_told_from_fifty_who_answered_all_and_not_from_forty_nine() -> None:
    army = lq2002().answers
    fifty, fewer = army[:50], army[:50].copy()
    fewer[0, 0] = np.nan
    teams = [f"T{row % 5}" for row in range(50)]
    sizes = dict.fromkeys(sorted(set(teams)), 20)

    (enough,), (too_few,) = (work_out(firm(a, teams, sizes), "now") for a in (fifty, fewer))

    assert enough.alpha == pytest.approx(alpha(fifty).alpha)
    assert enough.omega == pytest.approx(omega(fifty).omega)
    assert too_few.alpha is None
    assert too_few.omega is None


@pytest.mark.parametrize(
    ("answers", "teams", "key"),
    [
        (np.full((4, 2), np.nan), ["A", "A", "B", "B"], "nobody_answered"),
        (np.array([[4.0], [3.0]]), ["A", "B"], "one_in_each"),
    ],
)
def test_what_says_nothing_is_refused_by_its_name(
    answers: np.ndarray, teams: list[str], key: str
) -> None:
    with pytest.raises(BadFileError) as refusal:
        work_out(firm(answers, teams), "climate")

    assert refusal.value.key == key
    assert not str(refusal.value).startswith(":")


def test_now_without_sizes_is_refused() -> None:
    firms = read_firms(b"team,q1\nA,4\nA,3\nB,2\nB,3\n", None)

    with pytest.raises(BadFileError, match="sizes of the teams"):
        work_out(firms, "now")


def test_scores_come_back_whole_from_plain_values() -> None:
    (scores,) = work_out(firm(ANSWERS * 1.0), "now")

    assert from_plain(asdict(scores)) == scores
