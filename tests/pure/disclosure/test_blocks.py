import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.pure.disclosure import Block, DisclosureError, Team, form_blocks, needed


def team(path: str, eligible: int) -> Team:
    parts = path.split("/")
    return Team(path=path, department=parts[1] if len(parts) > 1 else "", eligible=eligible)


def teams_of(blocks: tuple[Block, ...]) -> list[set[str]]:
    return [set(block.teams) for block in blocks]


@pytest.mark.parametrize(("k", "people"), [(7, 10), (9, 13), (5, 8), (10, 15), (1, 2)])
def test_a_block_needs_k_divided_by_seventy_per_cent_rounded_up(k: int, people: int) -> None:
    assert needed(k) == people


def test_a_team_with_enough_people_is_a_block_of_its_own() -> None:
    blocks = form_blocks([team("M/Ops/Assembly", 12), team("M/Ops/Paint", 10)], need=10)

    assert blocks == (
        Block("b1", "Assembly", "Ops", ("M/Ops/Assembly",), 12),
        Block("b2", "Paint", "Ops", ("M/Ops/Paint",), 10),
    )


def test_a_small_team_joins_the_smallest_of_its_department() -> None:
    teams = [team("M/Ops/A", 12), team("M/Ops/B", 10), team("M/Ops/C", 3), team("M/Sales/D", 10)]

    assert teams_of(form_blocks(teams, need=10)) == [
        {"M/Ops/A"},
        {"M/Ops/B", "M/Ops/C"},
        {"M/Sales/D"},
    ]


def test_two_small_teams_that_are_enough_together_leave_the_others_alone() -> None:
    teams = [team("M/Ops/A", 12), team("M/Ops/B", 4), team("M/Ops/C", 6)]

    assert teams_of(form_blocks(teams, need=10)) == [{"M/Ops/A"}, {"M/Ops/B", "M/Ops/C"}]


def test_teams_under_one_parent_join_before_their_cousins_do() -> None:
    teams = [
        team("M/Ops/North/A", 9),
        team("M/Ops/North/B", 9),
        team("M/Ops/South/C", 2),
        team("M/Ops/South/D", 11),
    ]

    blocks = form_blocks(teams, need=10)

    assert teams_of(blocks) == [
        {"M/Ops/North/A", "M/Ops/North/B"},
        {"M/Ops/South/C", "M/Ops/South/D"},
    ]
    assert [block.name for block in blocks] == ["North", "South"]


def test_a_head_of_department_is_counted_with_a_team_below() -> None:
    teams = [team("M/Ops", 1), team("M/Ops/A", 12), team("M/Ops/B", 10)]

    assert teams_of(form_blocks(teams, need=10)) == [{"M/Ops", "M/Ops/B"}, {"M/Ops/A"}]


def test_a_department_too_small_as_a_whole_joins_the_smallest_other_one() -> None:
    teams = [
        team("M/Office/A", 3),
        team("M/Ops/B", 10),
        team("M/Ops/C", 10),
        team("M/Sales/D", 11),
    ]

    blocks = form_blocks(teams, need=10)

    assert teams_of(blocks) == [{"M/Office/A", "M/Sales/D"}, {"M/Ops/B"}, {"M/Ops/C"}]
    assert blocks[0].department == "Office/Sales"
    assert blocks[0].departments == {"Office", "Sales"}
    assert blocks[0].name == "Office + Sales"


def test_a_firm_smaller_than_needed_is_one_block() -> None:
    blocks = form_blocks([team("M/Ops/A", 3), team("M/Sales/B", 4)], need=10)

    assert blocks == (Block("b1", "M", "Ops/Sales", ("M/Ops/A", "M/Sales/B"), 7),)


def test_a_workshop_of_one_unit_is_one_block() -> None:
    assert form_blocks([team("Workshop", 12)], need=10) == (
        Block("b1", "Workshop", "", ("Workshop",), 12),
    )


def test_a_firm_without_teams_has_no_blocks() -> None:
    assert form_blocks([], need=10) == ()


def test_teams_that_shared_a_block_within_the_year_stay_together() -> None:
    teams = [team("M/Ops/A", 12), team("M/Ops/B", 10), team("M/Ops/C", 10)]

    blocks = form_blocks(teams, need=10, before=[("M/Ops/A", "M/Ops/C", "M/Ops/Closed")])

    assert teams_of(blocks) == [{"M/Ops/A", "M/Ops/C"}, {"M/Ops/B"}]


def test_what_was_shared_in_two_rounds_is_joined_into_one() -> None:
    teams = [team("M/Ops/A", 12), team("M/Ops/B", 10), team("M/Sales/C", 10)]

    blocks = form_blocks(teams, need=10, before=[("M/Ops/A", "M/Ops/B"), ("M/Ops/B", "M/Sales/C")])

    assert teams_of(blocks) == [{"M/Ops/A", "M/Ops/B", "M/Sales/C"}]


@pytest.mark.parametrize(
    "teams",
    [
        [team("M/Ops/A", 3), team("M/Ops/A", 4)],
        [Team("M/Ops/A", "Ops", -1)],
        [Team("M/R/D/A", "R/D", 5)],
    ],
)
def test_a_roster_that_makes_no_sense_is_refused(teams: list[Team]) -> None:
    with pytest.raises(DisclosureError):
        form_blocks(teams, need=10)


def test_a_block_for_nobody_is_refused() -> None:
    with pytest.raises(DisclosureError, match="at least one person"):
        form_blocks([], need=0)


def test_blocks_are_formed_for_two_thousand_people_in_no_time() -> None:
    teams = [team(f"M/D{n % 12}/S{n % 5}/T{n}", 1 + n * 7 % 40) for n in range(300)]

    blocks = form_blocks(teams, need=10)

    assert sum(block.eligible for block in blocks) == sum(t.eligible for t in teams)


paths = st.lists(st.sampled_from("ABCD"), min_size=0, max_size=3).map(
    lambda names: "/".join(["M", *names])
)
rosters = st.dictionaries(paths, st.integers(0, 14), max_size=20).map(
    lambda sizes: [team(path, eligible) for path, eligible in sizes.items()]
)


@given(teams=rosters, need=st.integers(1, 15))
def test_blocks_are_a_partition_and_each_has_enough_or_is_the_firm(
    teams: list[Team], need: int
) -> None:
    blocks = form_blocks(teams, need=need)

    assert sorted(path for block in blocks for path in block.teams) == sorted(t.path for t in teams)
    assert len(blocks) <= 1 or all(block.eligible >= need for block in blocks)
    assert [block.id for block in blocks] == [f"b{n}" for n in range(1, len(blocks) + 1)]


@given(teams=rosters, need=st.integers(1, 15), shuffle=st.randoms())
def test_the_order_of_the_roster_changes_nothing(teams: list[Team], need: int, shuffle) -> None:
    other = list(teams)
    shuffle.shuffle(other)

    assert form_blocks(other, need=need) == form_blocks(teams, need=need)


@given(before=rosters, after=rosters, need=st.integers(1, 15))
def test_blocks_only_get_coarser(before: list[Team], after: list[Team], need: int) -> None:
    old = [block.teams for block in form_blocks(before, need=need)]

    new = form_blocks(after, need=need, before=old)

    here = {t.path for t in after}
    for together in old:
        holding = [block.id for block in new if set(block.teams) & set(together)]
        assert len(holding) == (1 if here & set(together) else 0)
