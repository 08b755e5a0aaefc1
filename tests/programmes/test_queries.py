"""What a programme can be held against: questions, groups, rounds, heads of the ledger."""

from datetime import date, timedelta

import pytest

from bothways.people.models import Person
from bothways.programmes.actions import declare
from bothways.programmes.models import Design, Programme
from bothways.programmes.queries import (
    askable,
    asks_the_same,
    declaration,
    groups_of,
    head_over,
    is_as_declared,
    is_past_its_look,
    item_of,
    listed,
    newest_groups,
    on_now,
    round_after,
    round_before,
)
from bothways.record.actions import append_entries, erase_entries
from bothways.record.models import Head
from bothways.results.queries import release_of
from bothways.surveys.models import Round
from tests.factories import TODAY, at_nine
from tests.programmes.many_groups import (
    AFTER,
    BEFORE,
    STARTS,
    counted_round,
    declared,
    path_of,
    wish,
)

pytestmark = pytest.mark.django_db
Leaders = dict[str, Person]
LOOK = STARTS + timedelta(weeks=4)
REST = STARTS + timedelta(weeks=20)


def five_of_ten(leaders: Leaders, closed: date, **fields: object) -> Round:
    return counted_round(leaders, dict.fromkeys(leaders, 5), closed=closed, **fields)  # type: ignore[arg-type]


def test_what_was_asked_lately_can_be_wished_for_with_its_scale(
    before: Round, leaders: Leaders
) -> None:
    found = askable()

    assert set(found) == {"U-PSY1", "U-TRU1"}
    assert found["U-PSY1"].round == before
    assert found["U-PSY1"].scale == Design.Scale.SHARE

    five_of_ten(leaders, TODAY, format="full")
    assert askable()["U-PSY1"].scale == Design.Scale.SCORE


def test_without_a_counted_round_nothing_can_be_wished_for(firm: object) -> None:
    assert askable() == {}
    assert newest_groups() == []


def test_groups_that_were_counted_together_are_one(leaders: Leaders) -> None:
    round_ = five_of_ten(leaders, TODAY, together=[("Team 03", "Team 07")])
    released = release_of(round_)
    assert released is not None

    groups = groups_of(released)

    joint = next(group for group in groups if " + " in group.key)
    assert joint.key == f"{path_of('Team 03')} + {path_of('Team 07')}"
    assert joint.n == 20
    assert len(groups) == 11
    assert [group.name for group in groups] == sorted(group.name for group in groups)


def test_the_round_before_is_the_last_one_that_closed_before_the_start(
    people_lead: Person, before: Round, leaders: Leaders
) -> None:
    design = declared(people_lead).design
    assert round_before(design) == before

    later = five_of_ten(leaders, STARTS - timedelta(days=1))
    five_of_ten(leaders, STARTS + timedelta(days=3))
    five_of_ten(leaders, STARTS - timedelta(hours=0), version=2)

    assert round_before(design) == later


def test_where_the_low_were_chosen_it_is_the_round_by_which_they_were(
    people_lead: Person, before: Round, leaders: Leaders
) -> None:
    first = (newest_groups()[0].key,)
    design = declared(people_lead, chosen="low", first=first, why="They scored low.").design
    five_of_ten(leaders, STARTS - timedelta(days=1))

    assert round_before(design) == before


@pytest.mark.parametrize(
    ("opens", "is_taken"),
    [
        (LOOK - timedelta(days=1), False),
        (LOOK, True),
        (REST - timedelta(days=1), True),
        (REST, False),
    ],
)
def test_the_round_after_opens_between_the_look_and_the_rest(
    people_lead: Person, before: Round, leaders: Leaders, opens: date, is_taken: bool
) -> None:
    design = declared(people_lead).design

    round_ = five_of_ten(leaders, opens + timedelta(days=7))

    assert round_after(design) == (round_ if is_taken else None)


def test_the_first_round_after_is_taken_and_not_a_nicer_one(
    people_lead: Person, before: Round, leaders: Leaders
) -> None:
    design = declared(people_lead).design
    second = five_of_ten(leaders, AFTER + timedelta(weeks=4))
    first = five_of_ten(leaders, AFTER)

    assert round_after(design) == first
    assert second.opens_at > first.opens_at


def test_a_void_round_is_passed_over(people_lead: Person, before: Round, leaders: Leaders) -> None:
    design = declared(people_lead).design
    five_of_ten(leaders, AFTER, version=2)
    good = five_of_ten(leaders, AFTER + timedelta(weeks=2))

    assert round_after(design) == good


def test_once_the_rest_begins_it_is_too_late_to_look(people_lead: Person, before: Round) -> None:
    design = declared(people_lead).design

    assert not is_past_its_look(design, REST - timedelta(days=1))
    assert is_past_its_look(design, REST)


def test_for_everybody_at_once_a_year_is_waited(people_lead: Person, before: Round) -> None:
    design = declared(people_lead, chosen="all", rest_on=None).design

    assert not is_past_its_look(design, LOOK + timedelta(days=364))
    assert is_past_its_look(design, LOOK + timedelta(days=365))


def test_the_same_words_are_the_same_in_every_language_that_both_have(before: Round) -> None:
    asked = before.rules["questions"][0]
    item = item_of({**asked, "texts": {"de": "In diesem Team ..."}})

    assert asks_the_same(before, [item])
    assert not asks_the_same(before, [{**item, "version": 2}])
    assert not asks_the_same(before, [{**item, "text": "Another."}])
    assert not asks_the_same(before, [{**item, "code": "U-COM1"}])

    before.rules["questions"][0]["texts"] = {"de": "Andere Worte."}
    assert not asks_the_same(before, [item])


def test_the_head_is_the_first_one_over_the_declaration(people_lead: Person, before: Round) -> None:
    programme = declare(wish(), by=people_lead, at=at_nine(TODAY))
    assert head_over(programme) is None

    append_entries(at=at_nine(TODAY))
    first = Head.objects.first()
    declared(people_lead, title="Another")

    assert head_over(programme) == first


def test_an_entry_that_the_law_had_emptied_is_no_false_alarm(
    people_lead: Person, before: Round
) -> None:
    programme = declared(people_lead)
    entry = declaration(programme)
    assert entry is not None

    erase_entries([entry], on=TODAY, at=at_nine(TODAY))

    assert is_as_declared(programme) is not False


def test_those_that_are_on_are_neither_over_nor_judged(people_lead: Person, before: Round) -> None:
    on, over = declared(people_lead), declared(people_lead, title="Another")
    Programme.objects.filter(pk=over.pk).update(
        state="stopped", ended_on=BEFORE, ended_words="It hurt."
    )

    assert list(on_now()) == [on]
    assert set(listed()) == {on, over}
