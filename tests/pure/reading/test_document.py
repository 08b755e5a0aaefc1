"""A reading says what its release says, with how uncertain it is, and nothing finer."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.measurement import released_interval
from bothways.pure.reading import ENGINE, Told, read, to_text
from tests.pure.reading.told import NEW_WORDS, SAFETY, TRUST, block, told, votes

EARLIER = {"closed": "2026-07-30"}
LONG_AGO = {"closed": "2026-04-30"}


def two_groups(agree: int = 6, **fields: object) -> Told:
    return told([votes(agree, 11 - agree), votes(agree, 11 - agree)], **fields)  # type: ignore[arg-type]


def item(now: Told, *earlier: Told) -> dict[str, object]:
    return dict(read(now, earlier).firm["items"][0])


def test_every_figure_has_its_interval_and_no_other_has_one() -> None:
    now = two_groups()

    reading = read(now, [])

    below = [cell for cell in now.released.cells if cell.level != "firm"]
    assert len(below) == 3
    assert [(cell["question"], tuple(cell["blocks"])) for cell in reading.groups["cells"]] == [
        (cell.question, cell.blocks) for cell in below
    ]
    for cell, said in zip(below, reading.groups["cells"], strict=True):
        assert cell.n is not None
        assert said["interval"] == list(released_interval(*cell.ge[4], cell.n))


def test_the_firm_s_interval_is_that_of_its_released_range() -> None:
    past = item(two_groups())["past"]

    assert past == [
        {
            "round": "round of 2026-10-30",
            "closed": "2026-10-30",
            "interval": list(released_interval(12, 12, 22)),
        }
    ]


def test_the_same_releases_give_the_same_bytes() -> None:
    first = read(two_groups(), [two_groups(4, **EARLIER)])
    second = read(two_groups(), [two_groups(4, **EARLIER)])

    assert to_text(first.firm) == to_text(second.firm)
    assert to_text(first.groups) == to_text(second.groups)


def test_numbers_are_written_with_four_digits_and_the_engine_is_named() -> None:
    text = to_text(read(two_groups(), []).firm)

    assert json.loads(text)["engine"] == ENGINE
    assert json.loads(text)["items"][0]["past"][0]["interval"] == [0.3426, 0.7372]


def test_the_first_time_there_is_nothing_to_compare_with() -> None:
    said = item(two_groups())

    assert said["change"] is None
    assert said["in_other_words"] is False
    assert said["since_first"] is said["since_last"] is None


def test_a_change_is_told_against_the_last_time_of_the_same_words() -> None:
    said = item(two_groups(8), two_groups(2, **EARLIER), two_groups(8, **LONG_AGO))

    assert said["change"] == {
        "round": "round of 2026-07-30",
        "closed": "2026-07-30",
        "went": "up",
        "how": "clearly",
    }
    assert said["since_last"] == said["change"]
    first = said["since_first"]
    assert isinstance(first, dict)
    assert (first["closed"], first["went"], first["how"]) == ("2026-04-30", "unclear", "")


def test_nothing_is_compared_across_a_change_of_wording() -> None:
    before = two_groups(2, wordings=[NEW_WORDS], **EARLIER)

    said = item(two_groups(8), before)

    assert said["change"] is None
    assert said["in_other_words"] is True
    assert len(said["past"]) == 1  # type: ignore[arg-type]


def test_a_round_that_asked_others_is_left_out() -> None:
    of_leaders = two_groups(2, audience="leaders", **EARLIER)

    assert item(two_groups(8), of_leaders)["change"] is None


def test_too_few_answers_have_no_interval_and_are_never_compared() -> None:
    few = told([votes(4, 4), [(None,)] * 8])
    before = two_groups(6, **EARLIER)
    too_few_now = told([[(4,)] * 3 + [(None,)] * 5, [(None,)] * 8])

    said = item(too_few_now, before)

    assert few.released.n_answered == 16
    assert said["past"][-1]["interval"] is None  # type: ignore[index]
    assert said["change"]["went"] == "few"  # type: ignore[index]
    assert said["since_last"] is None


def test_a_firm_below_k_has_a_reading_without_figures() -> None:
    reading = read(told([votes(3, 1), []]), [])

    assert reading.groups["cells"] == []
    assert reading.firm["items"][0]["past"] == []
    assert reading.firm["items"][0]["statistics"]["times"] == 0


def test_a_group_is_compared_with_the_same_teams_whatever_its_block_was_called() -> None:
    teams = ("Firm/Operations/Team 0",), ("Firm/Operations/Team 1",)
    turned = [block(0, teams=teams[1]), block(1, teams=teams[0])]
    before = told([votes(9, 2), votes(2, 9)], blocks=turned, **EARLIER)  # type: ignore[arg-type]

    cells = read(told([votes(9, 2), votes(2, 9)]), [before]).groups["cells"]

    went = {tuple(cell["blocks"]): cell["change"]["went"] for cell in cells}
    assert went == {("b0", "b1"): "unclear", ("b0",): "up", ("b1",): "down"}


def test_a_group_that_was_another_one_is_not_compared() -> None:
    merged = [block(0, teams=("Firm/A", "Firm/B")), block(1)]
    before = told([votes(9, 2), votes(2, 9)], blocks=merged, **EARLIER)  # type: ignore[arg-type]

    cells = read(told([votes(9, 2), votes(2, 9)]), [before]).groups["cells"]

    compared = {tuple(cell["blocks"]): cell["change"] is not None for cell in cells}
    assert compared == {("b0", "b1"): False, ("b0",): False, ("b1",): True}


def test_statistics_count_over_all_rounds_that_asked_these_words() -> None:
    skipped = told([[(4,)] * 8 + [(None,)] * 2, votes(9, 0)], **EARLIER)  # type: ignore[arg-type]

    statistics = item(two_groups(), skipped)["statistics"]

    assert statistics == {
        "times": 2,
        "too_few": 0,
        "asked": 56,
        "answered": 22 + 17,
        "left_out": 2,
        "near_top": False,
    }


def test_a_question_to_which_nearly_everybody_says_yes_is_near_its_top() -> None:
    def near_top(n_groups: int) -> object:
        return item(told([votes(11, 0)] * n_groups))["statistics"]["near_top"]  # type: ignore[index]

    assert near_top(5) is True  # at least 52 of 55
    assert near_top(2) is False  # at least 19 of 22 is all that was released


ANSWER = st.sampled_from([1, 2, 3, 4, 5, None])
BALLOTS = st.lists(st.tuples(ANSWER, ANSWER), max_size=14)


@settings(max_examples=40, deadline=None)
@given(st.lists(BALLOTS, min_size=1, max_size=5), st.sampled_from(["focus", "full"]))
def test_a_reading_of_any_answers_is_whole_and_its_intervals_have_a_width(
    answers: list[list[tuple[int | None, ...]]], format: str
) -> None:
    wordings = [SAFETY, TRUST]
    now = told(answers, wordings=wordings, format=format)  # type: ignore[arg-type]
    before = told(answers[::-1], wordings=wordings, format=format, **EARLIER)  # type: ignore[arg-type]

    reading = read(now, [before])

    assert "NaN" not in to_text(reading.firm) + to_text(reading.groups)
    assert len(reading.groups["cells"]) == sum(c.level != "firm" for c in now.released.cells)
    for cell in reading.groups["cells"]:
        low, high = cell["interval"]
        assert 0 <= low < high <= 1
