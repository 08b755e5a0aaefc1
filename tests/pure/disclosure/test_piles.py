"""Ballots that no longer tell their block: the same release as if they did, or a coarser one."""

from typing import Any

import pytest
from hypothesis import given

from bothways.pure.disclosure import (
    DisclosureError,
    audit,
    groups_by_ballots,
    release,
    release_piles,
)
from tests.pure.disclosure.rounds import TRUST, agreeing, blocks, whole_rounds


def piled(whole: dict[str, Any], groups: list[tuple[str, ...]]) -> dict[str, Any]:
    """The same round with its ballots in groups."""
    rest = {name: value for name, value in whole.items() if name != "answers"}
    answers = whole["answers"]
    return {**rest, "piles": [(ids, [b for i in ids for b in answers[i]]) for ids in groups]}


@given(whole_rounds())
def test_ballots_by_group_give_the_release_that_ballots_by_block_give(
    whole: dict[str, Any],
) -> None:
    counts = {block: len(ballots) for block, ballots in whole["answers"].items()}
    groups = groups_by_ballots(whole["blocks"], counts, k=whole["k"])
    if not groups:
        return

    assert release_piles(**piled(whole, groups)) == release(**whole)


@given(whole_rounds())
def test_any_piles_at_all_give_a_release_that_obeys_the_rules(whole: dict[str, Any]) -> None:
    ids = [block.id for block in whole["blocks"]]
    halves = [tuple(ids[0::2]), tuple(ids[1::2])]

    released = release_piles(**piled(whole, [half for half in halves if half]))

    assert audit(released) == []
    for group in released.groups:
        assert all(
            set(half) <= set(group.blocks) or not set(half) & set(group.blocks) for half in halves
        )


def test_a_group_that_lost_ballots_is_taken_together_with_its_neighbour() -> None:
    firm = blocks("A", "A", "B")
    asked = {"format": "focus", "k": 7, "c": 2, "questions": [TRUST], "blocks": firm}

    released = release_piles(
        **asked,
        piles=[(("b1",), agreeing(2, 5)), (("b2",), agreeing(4, 9)), (("b3",), agreeing(3, 8))],
    )

    assert [group.blocks for group in released.groups] == [("b1", "b2"), ("b3",)]


def test_groups_are_formed_from_numbers_of_ballots_alone() -> None:
    firm = blocks("A", "A", "B", "B")

    assert groups_by_ballots(firm, {"b1": 9, "b2": 3, "b3": 8, "b4": 7}, k=7) == [
        ("b1", "b2"),
        ("b3",),
        ("b4",),
    ]
    assert groups_by_ballots(firm, {"b1": 3, "b2": 3}, k=7) == []


@pytest.mark.parametrize(
    "piles",
    [
        [(("b1",), []), (("b1",), [])],
        [(("b1", "b1"), [])],
        [(("b9",), [])],
        [((), [])],
        [(("b1", "b2"), [[4]] * 199)],
    ],
    ids=["twice", "twice in one", "unknown", "of nothing", "more than people"],
)
def test_piles_that_are_none_are_refused(piles: Any) -> None:
    with pytest.raises(DisclosureError):
        release_piles(
            format="focus", k=7, c=2, questions=[TRUST], blocks=blocks("A", "A"), piles=piles
        )
