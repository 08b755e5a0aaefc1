"""The people of Millrace answer like people, and the same each time."""

from statistics import mean

from bothways.demo.answers import Answerer
from bothways.surveys.bank import askable, by_code

ITEMS = list(askable("survey"))
HUNDRED = [f"P{n}" for n in range(100)]


def share_that_agrees(code: str, *, unit: str = "Design", round_number: int = 1) -> float:
    """Return how many of a hundred people would agree."""
    answerer, items = Answerer(), by_code([code])
    given = [answerer.answers(number, unit, items, round_number)[0] for number in HUNDRED]
    return mean(answer is not None and answer >= 4 for answer in given)


def test_the_same_seed_gives_the_same_answers() -> None:
    assert Answerer().answers("M1", "Design", ITEMS, 1) == Answerer().answers(
        "M1", "Design", ITEMS, 1
    )


def test_answers_are_on_the_scale_or_left_out() -> None:
    answerer = Answerer()
    given = [a for number in HUNDRED for a in answerer.answers(number, "Office", ITEMS, 2)]

    assert {1, 2, 3, 4, 5, None} == set(given)
    assert 0.01 < mean(answer is None for answer in given) < 0.06


def test_who_trusts_disagrees_with_what_is_turned_round() -> None:
    assert share_that_agrees("U-TRU1") > 0.5
    assert share_that_agrees("U-TRU4") < 0.3


def test_promises_kept_move_the_answers() -> None:
    before = share_that_agrees("U-FOL1", round_number=1)

    assert share_that_agrees("U-FOL1", round_number=6) > before + 0.15


def test_teams_differ_by_their_lead() -> None:
    line = share_that_agrees("U-TRU1", unit="Assembly line 1")

    assert share_that_agrees("U-TRU1", unit="Machining") < line - 0.15


def test_most_take_part_and_some_hardly_ever_do() -> None:
    answerer = Answerer()

    shares = [mean(answerer.takes_part(number) for _round in range(40)) for number in HUNDRED]

    assert 0.7 < mean(shares) < 0.9
    assert min(shares) < 0.5


def test_fewer_have_answered_while_the_box_is_open() -> None:
    answerer = Answerer()

    assert 0.3 < mean(answerer.takes_part(number, 0.45) for number in HUNDRED) < 0.6
