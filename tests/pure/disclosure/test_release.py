import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.pure.disclosure import (
    THRESHOLDS,
    Cell,
    DisclosureError,
    Question,
    audit,
    read_release,
    release,
)
from tests.pure.disclosure.rounds import (
    TRUST,
    agreeing,
    block,
    blocks,
    pulse,
    shares,
    whole_rounds,
)


def test_groups_departments_and_the_firm_each_have_their_figure() -> None:
    released = pulse(
        ("Ops", agreeing(5, 10)), ("Ops", agreeing(6, 10)), ("Sales", agreeing(10, 10))
    )

    assert shares(released) == {
        ("firm", ""): (18, 21),
        ("department", "Ops"): (11, 11),
        ("department", "Sales"): (7, 10),
        ("group", "Team 1"): (5, 5),
        ("group", "Team 2"): (6, 6),
        ("group", "Team 3"): (7, 10),
    }
    assert [cell.n for cell in released.cells] == [30, 20, 10, 10, 10, 10]


def test_the_firm_of_fewer_than_k_ballots_has_no_figures_at_all() -> None:
    released = pulse(("Ops", agreeing(3, 3)), ("Sales", agreeing(1, 3)))

    assert released.n_answered is None
    assert released.groups == ()
    assert released.cells == ()
    assert released.n_eligible == 198


def test_blocks_with_too_few_ballots_are_counted_together_within_their_department() -> None:
    released = pulse(
        ("Ops", agreeing(4, 8)),
        ("Sales", agreeing(4, 7)),
        ("Ops", agreeing(2, 4)),
        ("Ops", agreeing(5, 9)),
    )

    assert [(g.blocks, g.answered) for g in released.groups] == [
        (("b1", "b3"), 12),
        (("b2",), 7),
        (("b4",), 9),
    ]
    assert released.groups[0].eligible == 198


def test_groups_never_depend_on_what_was_answered() -> None:
    sizes = [3, 9, 7, 12]
    departments = ["A", "A", "B", "B"]

    one = pulse(*((d, agreeing(0, n)) for d, n in zip(departments, sizes, strict=True)))
    other = pulse(*((d, agreeing(n, n)) for d, n in zip(departments, sizes, strict=True)))

    assert one.groups == other.groups


def test_a_department_cut_by_a_merge_has_no_figure_and_its_parts_stand_in() -> None:
    released = pulse(("Ops", agreeing(5, 10)), ("Ops", agreeing(4, 8)), ("Sales", agreeing(2, 5)))

    assert shares(released) == {
        ("firm", ""): (11, 11),
        ("group", "Team 1"): (5, 5),
        ("group", "Team 2 + Team 3"): (6, 6),
    }


def test_a_block_that_crosses_departments_leaves_both_without_a_figure() -> None:
    round_blocks = (block(1, department="Ops"), block(2, department="Ops/Sales"))
    answers = {"b1": agreeing(5, 10), "b2": agreeing(5, 10)}

    released = release(
        format="focus", k=7, c=2, questions=[TRUST], blocks=round_blocks, answers=answers
    )

    assert [cell.level for cell in released.cells] == ["firm", "group", "group"]


def test_people_at_the_root_of_the_firm_are_no_department() -> None:
    released = pulse(("", agreeing(5, 10)), ("", agreeing(5, 10)))

    assert [cell.level for cell in released.cells] == ["firm", "group", "group"]


def test_n_is_that_of_the_question_and_not_of_the_ballots() -> None:
    released = pulse(("A", agreeing(5, 9, skipped=4)), ("A", agreeing(5, 8)))

    assert released.n_answered == 21
    assert [cell.n for cell in released.cells] == [17, 17, 9, 8]


def test_parts_merge_until_every_item_of_the_construct_has_enough_answers() -> None:
    questions = [Question("q1", "TRU"), Question("q2", "TRU"), Question("q3", "SAF")]
    skipping_the_second: list[list[int | None]] = [[4, None, 4]] * 3 + [[4, 4, 2]] * 6
    full: list[list[int | None]] = [[2, 4, 5]] * 9

    released = release(
        format="focus",
        k=7,
        c=2,
        questions=questions,
        blocks=blocks("A", "A", "A"),
        answers={"b1": skipping_the_second, "b2": full, "b3": full},
    )

    parts = {
        question.id: [
            c.blocks for c in released.cells if (c.level, c.question) == ("group", question.id)
        ]
        for question in questions
    }
    assert parts == {
        "q1": [("b1", "b2"), ("b3",)],
        "q2": [("b1", "b2"), ("b3",)],
        "q3": [("b1",), ("b2",), ("b3",)],
    }


def test_a_part_needs_two_c_plus_three_answers_even_where_k_is_less() -> None:
    released = pulse(("A", agreeing(3, 6)), ("A", agreeing(4, 8)), k=5, c=2)

    assert [(c.level, c.n) for c in released.cells] == [
        ("firm", 14),
        ("department", 14),
        ("group", 14),
    ]
    assert [group.answered for group in released.groups] == [6, 8]


def test_a_question_that_too_few_answered_says_only_that() -> None:
    released = pulse(("A", agreeing(2, 3, skipped=6)), ("B", agreeing(2, 3, skipped=6)))

    assert released.cells == (
        Cell("firm", "", ("b1", "b2"), "q1", n=None, n_max=6, ge={4: (0, 6)}),
    )


def test_a_question_without_a_figure_does_not_merge_the_rest_of_its_construct() -> None:
    ballots: list[list[int | None]] = [[4, None], [2, None]] * 5
    released = release(
        format="focus",
        k=7,
        c=2,
        questions=[Question("q1", "TRU"), Question("q2", "TRU")],
        blocks=blocks("A", "A"),
        answers={"b1": ballots, "b2": ballots},
    )

    assert [(c.level, c.question, c.n, c.n_max) for c in released.cells] == [
        ("firm", "q1", 20, None),
        ("department", "q1", 20, None),
        ("group", "q1", 10, None),
        ("group", "q1", 10, None),
        ("firm", "q2", None, 6),
    ]


def test_the_full_format_gives_distributions_to_groups_and_the_firm_and_sums_between() -> None:
    spread: list[list[int | None]] = [[1], [2], [2], [3], [3], [4], [4], [4], [5], [5]]
    released = release(
        format="full",
        k=7,
        c=1,
        questions=[TRUST],
        blocks=blocks("A", "A", "B"),
        answers={"b1": spread, "b2": spread, "b3": spread},
    )

    group = {2: (8, 10), 3: (7, 7), 4: (5, 5), 5: (0, 2)}
    assert [(c.level, dict(c.ge)) for c in released.cells] == [
        ("firm", {2: (27, 27), 3: (21, 21), 4: (15, 15), 5: (6, 6)}),
        ("department", {2: (16, 20), 3: (14, 14), 4: (10, 10), 5: (0, 4)}),
        ("department", group),
        ("group", group),
        ("group", group),
        ("group", group),
    ]


def test_what_is_said_can_be_asked_for_by_firm_and_by_block() -> None:
    released = pulse(("A", agreeing(5, 10)), ("A", agreeing(4, 5)), ("B", agreeing(4, 9)))

    firm, own = released.of_firm("q1"), released.of_block("b2", "q1")

    assert firm is not None
    assert firm.n == 24
    assert own is not None
    assert own.blocks == ("b1", "b2")
    assert released.of_block("b9", "q1") is None
    assert released.of_firm("q9") is None


def test_nobody_can_change_a_figure_afterwards() -> None:
    released = pulse(("A", agreeing(5, 10)))

    with pytest.raises(TypeError):
        released.cells[0].ge[4] = (9, 9)  # type: ignore[index]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"format": "exact"}, "no format"),
        ({"k": 0}, "k is at least 1"),
        ({"c": -1}, "c at least 0"),
        ({"questions": [TRUST, TRUST]}, "two questions"),
        ({"answers": {"b9": []}}, "not in the round"),
        ({"answers": {"b1": [[4, 4]]}}, "one answer for each question"),
        ({"answers": {"b1": [[6]] * 9}}, "outside the scale"),
        ({"answers": {"b1": [[0]] * 9}}, "outside the scale"),
        ({"answers": {"b1": [[4]] * 21}}, "more ballots than eligible"),
        ({"blocks": (block(1), block(1))}, "two blocks"),
    ],
)
def test_what_is_no_round_is_refused(change: dict[str, Any], reason: str) -> None:
    good: dict[str, Any] = {
        "format": "focus",
        "k": 7,
        "c": 2,
        "questions": [TRUST],
        "blocks": (block(1, eligible=20),),
        "answers": {"b1": agreeing(5, 10)},
    }

    with pytest.raises(DisclosureError, match=reason):
        release(**{**good, **change})


@given(whole_rounds())
def test_every_release_passes_its_audit_and_is_read_back(given_round: dict[str, Any]) -> None:
    released = release(**given_round)

    assert audit(released) == []
    assert read_release(released.to_json()) == released


@given(whole_rounds())
def test_every_range_holds_the_truth(given_round: dict[str, Any]) -> None:
    released = release(**given_round)

    order = [question.id for question in released.questions]
    for cell in released.cells:
        column = order.index(cell.question)
        said = [
            ballot[column]
            for block_id in cell.blocks
            for ballot in given_round["answers"][block_id]
            if ballot[column] is not None
        ]
        assert len(said) == cell.n or len(said) <= (cell.n_max or 0)
        assert tuple(cell.ge) == THRESHOLDS[released.format]
        for threshold, (low, high) in cell.ge.items():
            assert low <= sum(answer >= threshold for answer in said) <= high


@given(whole_rounds(), st.randoms())
def test_the_order_of_ballots_changes_nothing(given_round: dict[str, Any], chance) -> None:
    shuffled = {name: list(ballots) for name, ballots in given_round["answers"].items()}
    for ballots in shuffled.values():
        chance.shuffle(ballots)

    assert release(**{**given_round, "answers": shuffled}) == release(**given_round)


@given(whole_rounds())
def test_focus_hears_of_an_answer_only_whether_it_is_favourable(
    given_round: dict[str, Any],
) -> None:
    given_round["format"] = "focus"
    coarse = {
        name: [[a and (4 if a >= 4 else 2) for a in ballot] for ballot in ballots]
        for name, ballots in given_round["answers"].items()
    }

    assert release(**{**given_round, "answers": coarse}) == release(**given_round)


@given(whole_rounds())
def test_partitions_depend_on_who_skipped_and_never_on_answers(given_round: dict[str, Any]) -> None:
    alike = {
        name: [[a and 5 for a in ballot] for ballot in ballots]
        for name, ballots in given_round["answers"].items()
    }

    one, other = release(**{**given_round, "answers": alike}), release(**given_round)

    assert one.groups == other.groups
    assert [(c.level, c.blocks, c.n, c.n_max) for c in one.cells] == [
        (c.level, c.blocks, c.n, c.n_max) for c in other.cells
    ]


def test_two_thousand_people_and_nineteen_questions_take_less_than_three_seconds() -> None:
    questions = [Question(f"q{n}", f"C{n % 6}") for n in range(19)]
    round_blocks = tuple(block(n, department=f"D{n % 7}") for n in range(49))
    answers = {
        b.id: [[(n * 7 + person * 3 + q) % 5 + 1 for q in range(19)] for person in range(42)]
        for n, b in enumerate(round_blocks)
    }

    start = time.process_time()
    released = release(
        format="full", k=7, c=2, questions=questions, blocks=round_blocks, answers=answers
    )

    assert time.process_time() - start < 3
    assert released.n_answered == 49 * 42
