"""From two releases to the groups that can be compared and their figures."""

from datetime import timedelta

import pytest

from bothways.people.models import Person
from bothways.programmes import judging
from bothways.programmes.judging import joined, outcome_of, sides_of, value_of
from bothways.programmes.models import Design, Programme
from bothways.programmes.queries import newest_groups
from bothways.pure.disclosure import Released
from bothways.results.queries import release_of
from bothways.surveys.models import Round
from tests.factories import TODAY
from tests.programmes.many_groups import (
    AFTER,
    agreeing,
    counted_round,
    declared,
    drawn,
    path_of,
)

pytestmark = pytest.mark.django_db
Leaders = dict[str, Person]


def read(round_: Round) -> Released:
    released = release_of(round_)
    assert released is not None
    return released


def sets(*names: str) -> list[frozenset[str]]:
    return [frozenset(name) for name in names]


def test_sets_that_touch_become_one() -> None:
    assert sorted(map(sorted, joined(sets("ab", "c", "bd", "e")))) == [
        ["a", "b", "d"],
        ["c"],
        ["e"],
    ]
    assert joined([]) == []


def test_a_share_is_the_middle_of_its_range_with_the_variance_of_its_width(
    leaders: Leaders,
) -> None:
    agree = dict.fromkeys(leaders, 5) | {"Team 01": 9, "Team 02": 0}
    released = read(counted_round(leaders, agree, closed=TODAY))

    exact = value_of(released, frozenset([path_of("Team 03")]), ["U-PSY1"], "share")
    high = value_of(released, frozenset([path_of("Team 01")]), ["U-PSY1"], "share")
    low = value_of(released, frozenset([path_of("Team 02")]), ["U-PSY1"], "share")

    assert (exact.at, exact.noise) == (0.5, 0.0)
    assert (high.at, high.noise) == (pytest.approx(0.85), pytest.approx(0.3**2 / 12))
    assert (low.at, low.noise) == (pytest.approx(0.15), pytest.approx(0.3**2 / 12))


def test_two_questions_are_taken_as_their_mean_and_two_groups_as_one(leaders: Leaders) -> None:
    agree = dict.fromkeys(leaders, 5) | {"Team 01": 4, "Team 02": 6}
    released = read(counted_round(leaders, agree, closed=TODAY))
    both = frozenset([path_of("Team 01"), path_of("Team 02")])

    value = value_of(released, both, ["U-PSY1", "U-TRU1"], "share")

    assert (value.at, value.noise) == (pytest.approx(0.5), 0.0)


def test_a_score_is_read_from_all_thresholds(leaders: Leaders) -> None:
    released = read(counted_round(leaders, dict.fromkeys(leaders, 5), closed=TODAY, format="full"))

    value = value_of(released, frozenset([path_of("Team 01")]), ["U-PSY1"], "score")

    assert 2.5 < value.at < 3.5  # five times 4 and five times 2, ends held back
    assert value.noise > 0


def test_the_groups_are_those_that_both_rounds_counted_by_themselves(
    people_lead: Person, before: Round, leaders: Leaders
) -> None:
    programme = drawn(people_lead)
    after = counted_round(leaders, agreeing(programme, first=6, rest=5), closed=AFTER)

    sides = sides_of(programme.design, read(before), read(after))

    assert (len(sides.had), len(sides.waited), sides.n_left_out) == (6, 6, 0)
    assert all(len(group) == 1 for group in (*sides.had, *sides.waited))


def test_groups_that_were_merged_later_count_as_one_and_mixed_ones_not_at_all(
    people_lead: Person, before: Round, leaders: Leaders
) -> None:
    programme = drawn(people_lead)
    name = {group["key"]: group["name"] for group in programme.design.groups}
    begins = [name[key] for key in programme.design.begins_first]
    waits = [one for one in name.values() if one not in begins]
    together = [(begins[0], begins[1]), (begins[2], waits[0])]
    agree = agreeing(programme, first=6, rest=5)
    after = counted_round(leaders, agree, closed=AFTER, together=together)

    sides = sides_of(programme.design, read(before), read(after))

    assert (len(sides.had), len(sides.waited), sides.n_left_out) == (4, 5, 1)
    assert frozenset(path_of(one) for one in begins[:2]) in sides.had


def test_a_group_with_units_that_were_never_declared_is_left_out(
    people_lead: Person, before: Round, leaders: Leaders
) -> None:
    groups = tuple(one for one in newest_groups() if one.name != "Team 12")
    programme = drawn(people_lead, groups=groups)
    agree = dict.fromkeys(leaders, 5)
    after = counted_round(leaders, agree, closed=AFTER, together=[("Team 11", "Team 12")])

    sides = sides_of(programme.design, read(before), read(after))

    assert sides.n_left_out == 1
    assert len(sides.had) + len(sides.waited) == 10


def test_a_team_that_is_gone_is_left_out(
    people_lead: Person, before: Round, leaders: Leaders
) -> None:
    programme = drawn(people_lead)
    fewer = {name: lead for name, lead in leaders.items() if name != "Team 05"}
    after = counted_round(fewer, dict.fromkeys(fewer, 5), closed=AFTER)

    sides = sides_of(programme.design, read(before), read(after))

    assert sides.n_left_out == 1


def test_one_scale_for_both_rounds(leaders: Leaders) -> None:
    agree = dict.fromkeys(leaders, 5)
    pulse = read(counted_round(leaders, agree, closed=TODAY))
    survey = read(counted_round(leaders, agree, closed=TODAY + timedelta(days=1), format="full"))

    assert judging.scale_of(survey, survey) == "score"
    assert judging.scale_of(pulse, survey) == judging.scale_of(survey, pulse) == "share"


def test_no_figure_is_kept_finer_than_one_in_a_hundred(
    people_lead: Person, before: Round, leaders: Leaders
) -> None:
    programme = drawn(people_lead)
    after = counted_round(leaders, agreeing(programme, first=7, rest=5), closed=AFTER)
    sides = sides_of(programme.design, read(before), read(after))

    outcome = outcome_of(programme.design, sides, read(before), read(after))

    for number in (outcome.estimate, outcome.low, outcome.high):
        assert number is not None
        assert number == round(number, 2)


def test_where_everybody_says_the_same_there_is_no_false_certainty(
    people_lead: Person, leaders: Leaders
) -> None:
    before = counted_round(leaders, dict.fromkeys(leaders, 5), closed=TODAY - timedelta(days=9))
    programme = drawn(people_lead)
    after = counted_round(leaders, dict.fromkeys(leaders, 5), closed=AFTER)
    sides = sides_of(programme.design, read(before), read(after))

    outcome = outcome_of(programme.design, sides, read(before), read(after))

    assert (outcome.says, outcome.reason) == ("too few to tell", "no_differences")
    assert outcome.low is None


def test_what_cannot_be_looked_at_keeps_its_rung() -> None:
    for chosen, rung in (("lot", 3), ("unrelated", 2), ("low", 2), ("all", 1)):
        outcome = judging.nothing(Design(chosen=chosen, scale="share"), "no_round")

        assert (outcome.rung, outcome.reason, outcome.estimate) == (rung, "no_round", None)


def test_the_cut_is_the_same_whichever_side_is_named_first(
    people_lead: Person, before: Round, leaders: Leaders
) -> None:
    programme: Programme = declared(people_lead, chosen="all", rest_on=None)
    sides = sides_of(programme.design, read(before), read(before))
    turned = judging.Sides(sides.waited, sides.had, 0)

    assert sides.cut == turned.cut
