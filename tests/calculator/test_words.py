"""What the page says of a result: plain sentences, one decimal, no rank and no claim too many."""

from dataclasses import replace

import pytest
from django.utils import translation

from bothways.calculator.figures import FirmScores, TeamLine
from bothways.calculator.words import place, score, tell

ASSEMBLY = TeamLine("Assembly", 6, 8, answered=3.72, estimate=3.58, low=3.34, high=3.91)
DISPATCH = TeamLine("Dispatch", 4, None, answered=2.0, estimate=2.44, low=1.86, high=3.0)
FIRM = FirmScores(
    name="",
    teams=(ASSEMBLY, DISPATCH),
    silent=(),
    n=10,
    n_questions=3,
    estimate=3.1,
    low=2.6,
    high=3.56,
    real=0.152,
    alpha=None,
    omega=None,
)


def test_a_team_is_told_as_everywhere_in_the_product() -> None:
    team = tell([FIRM])[0].teams[0]

    assert team.sentence == (
        "3.6 out of 5. With 6 of 8 answering, the true value is probably between 3.3 and 3.9."
    )
    assert (team.heard, team.score, team.answered) == ("6 of 8", "3.6", "3.7")
    assert team.between == "3.3 to 3.9"


def test_a_team_of_unknown_size_is_told_without_one() -> None:
    team = tell([FIRM])[0].teams[1]

    assert team.sentence.startswith("2.4 out of 5. With 4 answering, the true value")
    assert team.heard == "4"


def test_teams_stay_in_the_order_of_the_file_whatever_their_score() -> None:
    there, back = FIRM, replace(FIRM, teams=(DISPATCH, ASSEMBLY))

    assert [team.team for team in tell([there])[0].teams] == ["Assembly", "Dispatch"]
    assert [team.team for team in tell([back])[0].teams] == ["Dispatch", "Assembly"]


def test_the_firm_is_told_with_its_range() -> None:
    assert tell([FIRM])[0].sentence == (
        "Over all teams: 3.1 out of 5. The true value is probably between 2.6 and 3.6."
    )


@pytest.mark.parametrize(
    ("real", "says"),
    [
        (None, "With fewer than four teams nothing can be learnt from how they differ"),
        (0.02, "Hardly any of the differences between people go with their team."),
        (0.152, "About 15 % of the differences between people go with their team."),
        (0.6, "About 60 % of the differences"),
    ],
)
def test_how_much_of_the_differences_is_real(real: float | None, says: str) -> None:
    assert tell([replace(FIRM, real=real)])[0].real.startswith(says)


def test_omega_stands_beside_alpha_where_there_is_one() -> None:
    [both] = tell([replace(FIRM, alpha=0.9022, omega=0.9107)])
    [neither] = tell([replace(FIRM, alpha=None, omega=0.9107)])

    assert both.alpha == "How well the questions go together: alpha 0.90, omega 0.91."
    assert neither.alpha == ""


@pytest.mark.parametrize(("alpha", "says"), [(None, ""), (0.9022, "alpha 0.90."), (0.5, "0.50.")])
def test_alpha_is_said_with_two_decimals_or_not_at_all(alpha: float | None, says: str) -> None:
    assert tell([replace(FIRM, alpha=alpha)])[0].alpha.endswith(says)
    assert bool(tell([replace(FIRM, alpha=alpha)])[0].alpha) == bool(says)


def test_teams_without_an_answer_are_named_and_not_scored() -> None:
    told = tell([replace(FIRM, silent=("Office", "Night shift"))])[0]

    assert told.silent == "Office, Night shift"
    assert [team.team for team in told.teams] == ["Assembly", "Dispatch"]


def test_each_team_of_each_firm_has_a_key_of_its_own_on_the_page() -> None:
    keys = [team.key for firm in tell([FIRM, FIRM]) for team in firm.teams]

    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("value", "there"), [(1, 0), (3, 0.5), (5, 1), (3.4, 0.6), (0.5, 0), (5.2, 1)]
)
def test_a_score_has_its_place_on_the_line_and_never_beyond_it(value: float, there: float) -> None:
    assert place(value) == pytest.approx(there)


def test_the_picture_has_a_band_where_the_value_lies_and_a_ring_where_it_was_answered() -> None:
    team = tell([FIRM])[0].teams[0]

    assert team.probable == pytest.approx((0.585, 0.7275))
    assert team.raw == pytest.approx((0.68, 0.68))


@pytest.mark.parametrize(
    ("language", "number", "says"),
    [
        ("de", "3,6", "Bei 6 von 8 Antwortenden liegt der wahre Wert wahrscheinlich zwischen 3,3"),
        ("es", "3,6", "Con 6 de 8 que respondieron, el valor verdadero está probablemente"),
        ("en", "3.6", "With 6 of 8 answering"),
    ],
)
def test_sentences_and_numbers_follow_the_language(language: str, number: str, says: str) -> None:
    with translation.override(language):
        team = tell([FIRM])[0].teams[0]
        assert score(3.58) == number

    assert number in team.sentence
    assert says in team.sentence


@pytest.mark.parametrize("claim", ["significant", "proves", "causes", "driver", "rank", "best"])
def test_nothing_is_claimed_that_no_survey_shows(claim: str) -> None:
    told = tell([replace(FIRM, alpha=0.9), replace(FIRM, real=None)])
    said = " ".join(
        [*(f"{firm.sentence} {firm.real} {firm.alpha}" for firm in told)]
        + [team.sentence for firm in told for team in firm.teams]
    )

    assert claim not in said.lower()
