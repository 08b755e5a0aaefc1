import dataclasses
from typing import Any

import pytest

from bothways.pure.disclosure import Cell, Group, Question, Released, audit, release
from bothways.pure.disclosure.released import TOKEN
from tests.pure.disclosure.rounds import TRUST, Ballots, agreeing, block, blocks, pulse

# cells: 0 firm, 1 Ops, 2 Sales, 3 4 5 the three groups; each of ten, two of them clamped
GOOD = pulse(
    ("Ops", agreeing(9, 10)), ("Ops", agreeing(8, 10)), ("Sales", agreeing(5, 10, skipped=1))
)


def forged(released: Released, **changes: Any) -> Released:
    """A release that somebody with the token, so with this package's source, made up."""
    return dataclasses.replace(released, token=TOKEN, **changes)


def with_cell(number: int, **changes: Any) -> Released:
    cells = list(GOOD.cells)
    cells[number] = dataclasses.replace(cells[number], **changes)
    return forged(GOOD, cells=tuple(cells))


def with_figure(number: int, low: int, high: int) -> Released:
    return with_cell(number, ge={4: (low, high)})


def test_a_release_as_it_should_be_breaks_no_rule() -> None:
    assert audit(GOOD) == []
    assert [cell.ge[4] for cell in GOOD.cells] == [
        (22, 25), (17, 20), (5, 5), (7, 10), (7, 10), (5, 5),
    ]  # fmt: skip


@pytest.mark.parametrize("figure", [(9, 9), (8, 10), (7, 9), (3, 3), (0, 10), (0, 2)])
def test_an_unclamped_group_is_found(figure: tuple[int, int]) -> None:
    assert audit(with_figure(3, *figure)) == ["q1: a group's figure is not clamped"]


@pytest.mark.parametrize("figure", [(17, 17), (14, 20), (17, 19), (13, 20), (18, 20)])
def test_a_department_that_says_too_much_is_found(figure: tuple[int, int]) -> None:
    assert audit(with_figure(1, *figure)) == [
        "q1: a department's figure says more than the union rule allows"
    ]


@pytest.mark.parametrize("figure", [(22, 22), (23, 25), (19, 25), (22, 24)])
def test_an_unclamped_total_beside_clamped_parts_is_found(figure: tuple[int, int]) -> None:
    assert audit(with_figure(0, *figure)) == [
        "q1: the firm's figure says more than the union rule allows"
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"format": "exact"}, "neither focus nor full"),
        ({"k": 0}, "too small to mean anything"),
        ({"c": -1}, "too small to mean anything"),
        ({"questions": (TRUST, TRUST)}, "two questions have the same name"),
        ({"blocks": (GOOD.blocks[0],) * 3}, "two blocks have the same name"),
        ({"n_eligible": 1}, "not that of the blocks"),
        ({"n_answered": None}, "too few ballots"),
        ({"n_answered": 30}, "not that of the groups"),
        ({"groups": (Group(("b1", "b2"), 198, 31),)}, "not a partition"),
        ({"groups": (*GOOD.groups[1:], GOOD.groups[1])}, "not a partition"),
        ({"k": 11}, "a group has fewer than k ballots"),
        ({"k": 6, "c": 4}, "fewer answers than max"),
        ({"c": 1}, "not clamped"),
        ({"cells": GOOD.cells[1:]}, "too many or too few"),
        ({"cells": GOOD.cells[:-1]}, "not a partition"),
        ({"cells": (*GOOD.cells, GOOD.cells[0])}, "too many or too few"),
        ({"cells": (GOOD.cells[0], *GOOD.cells[2:])}, "too many or too few"),
        ({"questions": (Question("q9", "TRU"),)}, "not asked"),
    ],
)
def test_a_release_whose_frame_is_wrong_is_found(changes: dict[str, Any], sentence: str) -> None:
    assert sentence in "; ".join(audit(forged(GOOD, **changes)))


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        (with_cell(3, n=9), "not that of its parts"),
        (with_cell(0, n=31), "not that of its parts"),
        (with_cell(3, n=None), "does not say how many"),
        (with_cell(3, n_max=6), "does not say how many"),
        (with_cell(3, name="Somebody"), "with a wrong name"),
        (with_cell(1, blocks=("b1",)), "too many or too few"),
        (with_cell(3, level="department"), "not a partition"),
        (with_cell(3, ge={}), "other thresholds"),
        (with_cell(3, ge={4: (7, 10), 5: (5, 5)}), "other thresholds"),
    ],
)
def test_a_cell_that_is_wrong_is_found(broken: Released, sentence: str) -> None:
    assert sentence in "; ".join(audit(broken))


def test_a_group_with_more_ballots_than_people_is_found() -> None:
    groups = (dataclasses.replace(GOOD.groups[0], answered=100), *GOOD.groups[1:])

    broken = audit(forged(GOOD, groups=groups, n_answered=121))

    assert broken == ["a group has more ballots than eligible people"]


def test_a_group_that_miscounts_its_people_is_found() -> None:
    groups = (dataclasses.replace(GOOD.groups[0], eligible=12), *GOOD.groups[1:])

    assert audit(forged(GOOD, groups=groups)) == [
        "the number of eligible people of a group is not that of its blocks"
    ]


def test_more_answers_than_ballots_are_found() -> None:
    groups = tuple(
        dataclasses.replace(group, answered=n)
        for group, n in zip(GOOD.groups, (9, 11, 11), strict=True)
    )

    assert audit(forged(GOOD, groups=groups)) == ["q1: a part has more answers than ballots"]


def test_a_figure_where_too_few_answered_is_found() -> None:
    thin = pulse(("A", agreeing(2, 3, skipped=6)))
    told = Cell("firm", "", ("b1",), "q1", None, 6, {4: (2, 2)})
    counted = Cell("firm", "", ("b1",), "q1", None, 3, {4: (0, 3)})

    assert audit(thin) == []
    assert audit(forged(thin, cells=(told,))) == ["q1: too few answers, and yet a figure"]
    assert audit(forged(thin, cells=(counted,))) == [
        "q1: a question with too few answers says more than that"
    ]


def two_questions(construct: str) -> Released:
    answers: Ballots = {"b1": [[4, 4]] * 9, "b2": [[4, 4]] * 4 + [[4, None]] * 5}
    return release(
        format="focus",
        k=7,
        c=2,
        questions=[TRUST, Question("q2", construct)],
        blocks=blocks("A", "B"),
        answers=answers,
    )


def test_two_partitions_of_one_construct_are_found() -> None:
    apart = two_questions("SAF")
    questions = (TRUST, Question("q2", "TRU"))

    assert audit(apart) == []
    assert audit(two_questions("TRU")) == []
    assert audit(forged(apart, questions=questions)) == ["a construct has two partitions"]


def test_a_part_that_cuts_a_group_is_found() -> None:
    small = pulse(("A", agreeing(5, 10)), ("A", agreeing(5, 10)), ("A", agreeing(5, 10)))
    groups = (Group(("b1", "b2"), 198, 20), Group(("b3",), 99, 10))

    assert "q1: a part cuts a group" in audit(forged(small, groups=groups))


def test_a_distribution_that_contradicts_itself_is_found() -> None:
    spread: list[list[int | None]] = [[2], [3], [3], [4], [4], [4], [5], [5], [5], [5]]
    full = release(
        format="full",
        k=7,
        c=1,
        questions=[TRUST],
        blocks=(block(1),),
        answers={"b1": spread},
    )
    ge = {2: (8, 10), 3: (4, 4), 4: (7, 7), 5: (4, 4)}
    cells = tuple(dataclasses.replace(cell, ge=ge) for cell in full.cells)

    assert audit(full) == []
    assert audit(forged(full, cells=cells)) == [
        "q1: more people at or above a higher threshold than a lower one"
    ]
