"""The table of who may do what, played through by the cast."""

import pytest

from bothways.access.guard import may
from bothways.access.policy import POLICY
from tests.cast import Cast

EVERYONE = {"owner", "people_lead", "manager", "employee", "representative"}
KEEPERS = {"owner", "people_lead"}


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        ("me.see", EVERYONE),
        ("members.see", EVERYONE),
        ("members.keep", KEEPERS),
        ("record.see", EVERYONE),
        ("trust.see", EVERYONE),
        ("rounds.see", EVERYONE),
        ("rounds.keep", KEEPERS),
    ],
)
def test_a_right_without_a_thing_is_for_exactly_these(firm: Cast, rule: str, who: set[str]) -> None:
    assert {name for name in EVERYONE if may(getattr(firm, name), rule)} == who


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        ("person.see", EVERYONE),
        ("person.keep", KEEPERS),
        ("person.give_roles", {"owner"}),
    ],
)
def test_a_right_about_a_colleague_is_for_exactly_these(
    firm: Cast, rule: str, who: set[str]
) -> None:
    assert {name for name in EVERYONE if may(getattr(firm, name), rule, firm.colleague)} == who


def test_a_leavers_page_is_for_whoever_keeps_people(firm: Cast) -> None:
    seen_by = {name for name in EVERYONE if may(getattr(firm, name), "person.see", firm.leaver)}

    assert seen_by == KEEPERS


def test_nothing_is_for_a_leaver(firm: Cast) -> None:
    for rule in ("me.see", "members.see", "members.keep", "trust.see", "record.see"):
        assert not may(firm.leaver, rule)


def test_each_noun_says_who_sees_it_so_that_404_and_403_are_told_apart() -> None:
    nouns = {rule.partition(".")[0] for rule in POLICY}

    assert {noun for noun in nouns if f"{noun}.see" not in POLICY} == set()
