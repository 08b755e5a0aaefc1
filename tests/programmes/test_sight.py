"""Nobody learns a single group's figure from a verdict."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from bothways.people.models import Person
from bothways.programmes.actions import judge
from bothways.programmes.models import Programme
from bothways.programmes.queries import newest_groups
from bothways.programmes.sight import some_one_sees_nearly_all
from bothways.surveys.models import Round
from tests.factories import at_nine
from tests.programmes.many_groups import AFTER, STARTS, agreeing, counted_round, drawn

Leaders = dict[str, Person]
GROUPS = [frozenset([f"Firm/Team {n}"]) for n in range(8)]


def line(n_below: int) -> tuple[dict[str, set[str]], dict[UUID, UUID | None], UUID]:
    """Eight leads, of whom so many stand below one person in between."""
    leads, between, top = [uuid4() for _ in GROUPS], uuid4(), uuid4()
    leaders = {next(iter(g)): {str(lead)} for g, lead in zip(GROUPS, leads, strict=True)}
    above: dict[UUID, UUID | None] = {
        lead: between if place < n_below else top for place, lead in enumerate(leads)
    }
    return leaders, above | {between: top, top: None}, between


@pytest.mark.parametrize(("n_below", "learns"), [(0, False), (5, False), (6, True), (7, True)])
def test_whoever_sees_all_groups_but_one_or_two_could_turn_a_verdict_round(
    n_below: int, learns: bool
) -> None:
    leaders, above, _ = line(n_below)

    assert some_one_sees_nearly_all(GROUPS, leaders, above) is learns


def test_whoever_sees_all_groups_anyway_learns_nothing_new() -> None:
    leaders, above, _ = line(8)

    assert not some_one_sees_nearly_all(GROUPS, leaders, above)


def test_a_circle_in_the_reporting_line_ends() -> None:
    leaders, above, between = line(3)

    assert not some_one_sees_nearly_all(GROUPS, leaders, {**above, between: between})


@pytest.mark.django_db
def test_where_one_person_sees_nearly_all_there_are_words_and_no_figure(
    people_lead: Person, before: Round, leaders: Leaders, owner: Person
) -> None:
    head = leaders["Team 01"]
    for name, lead in leaders.items():
        if name not in {"Team 01", "Team 11", "Team 12"}:
            Person.objects.filter(pk=lead.pk).update(manager=head)
    programme = drawn(people_lead)
    counted_round(leaders, agreeing(programme, first=8, rest=3, wiggle=0), closed=AFTER)

    judge(programme, at=at_nine(AFTER))

    said = Programme.objects.get(pk=programme.pk).verdict.document
    assert (said["says"], said["held_back"]) == ("clearly up", "one_sees_nearly_all")
    assert (said["estimate"], said["low"], said["high"]) == (None, None, None)


@pytest.mark.django_db
def test_a_second_comparison_of_the_same_rounds_by_other_sides_shows_no_figure(
    people_lead: Person, before: Round, leaders: Leaders
) -> None:
    first = drawn(people_lead)
    keys = [group.key for group in newest_groups()]
    begins = first.design.begins_first
    moved = [*begins[:-1]]
    other = drawn(
        people_lead, title="Another", chosen="unrelated", first=tuple(moved), why="A date."
    )
    same = drawn(
        people_lead, title="A third", chosen="unrelated", first=tuple(begins), why="The same."
    )
    counted_round(leaders, agreeing(first, first=8, rest=3, wiggle=0), closed=AFTER)

    for programme in (first, other, same):
        judge(programme, at=at_nine(AFTER))

    said = [Programme.objects.get(pk=one.pk).verdict.document for one in (first, other, same)]
    assert len(keys) == 12
    assert said[0]["estimate"] is not None
    assert (said[1]["estimate"], said[1]["held_back"]) == (None, "cut_twice")
    assert said[2]["estimate"] == said[0]["estimate"], "the same cut tells nothing more"


@pytest.mark.django_db
def test_rounds_one_after_the_other_are_no_second_cut(
    people_lead: Person, before: Round, leaders: Leaders
) -> None:
    first = drawn(people_lead)
    counted_round(leaders, agreeing(first, first=8, rest=3, wiggle=0), closed=AFTER)
    judge(first, at=at_nine(AFTER))
    later = AFTER + timedelta(weeks=12)
    starts = AFTER + timedelta(days=7)
    rest_on = starts + timedelta(weeks=30)
    second = drawn(people_lead, title="Another", starts_on=starts, rest_on=rest_on)
    counted_round(leaders, agreeing(second, first=8, rest=5, wiggle=0), closed=later)

    judge(second, at=at_nine(later))

    assert starts > STARTS
    assert Programme.objects.get(pk=second.pk).verdict.document["held_back"] == ""
