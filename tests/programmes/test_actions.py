"""Declaring, drawing, ending, judging."""

from datetime import timedelta
from typing import Any

import pytest

from bothways.people.models import Person
from bothways.programmes import errors
from bothways.programmes.actions import declare, draw_lot, judge, say, stop, withdraw
from bothways.programmes.models import Design, Draw, Programme
from bothways.programmes.queries import newest_groups
from bothways.pure.measurement.impact import draw
from bothways.record.actions import append_entries
from bothways.record.models import Entry, Head
from bothways.surveys.models import Round
from tests.factories import TODAY, at_nine
from tests.programmes.many_groups import (
    AFTER,
    STARTS,
    agreeing,
    counted_round,
    declared,
    drawn,
    wish,
)

NOW = at_nine(TODAY)
pytestmark = pytest.mark.django_db
Leaders = dict[str, Person]


def verdict_of(programme: Programme, *, on: Any = AFTER) -> dict[str, Any]:
    judge(Programme.objects.get(pk=programme.pk), at=at_nine(on))
    return dict(Programme.objects.get(pk=programme.pk).verdict.document)


def test_a_declaration_stands_on_the_record_with_all_that_was_said_and_chosen(
    people_lead: Person, before: Round
) -> None:
    programme = declare(wish(), by=people_lead, at=NOW)

    entry = Entry.objects.get(verb="programme.declared")
    assert entry.about_id == str(programme.pk)
    assert entry.details["expected"] == programme.expected
    assert entry.details["otherwise"] == programme.otherwise
    assert entry.details["chosen"] == "lot"
    assert entry.details["starts_on"] == STARTS.isoformat()
    assert len(entry.details["groups"]) == 12
    assert entry.details["items"][0][0] == "U-PSY1"


@pytest.mark.parametrize("days", [0, -1, -30])
def test_what_has_begun_can_not_be_declared(people_lead: Person, before: Round, days: int) -> None:
    with pytest.raises(errors.StartsTooSoonError, match="before it starts"):
        declare(wish(starts_on=TODAY + timedelta(days=days)), by=people_lead, at=NOW)


def test_the_rest_waits_until_a_round_could_see_the_first(
    people_lead: Person, before: Round
) -> None:
    for rest_on in (None, STARTS + timedelta(weeks=7)):
        with pytest.raises(errors.RestTooSoonError, match="before a round could look"):
            declare(wish(rest_on=rest_on), by=people_lead, at=NOW)


def test_somebody_begins_and_somebody_waits(people_lead: Person, before: Round) -> None:
    groups = tuple(newest_groups())
    keys = tuple(group.key for group in groups)
    for fields in ({"groups": groups[:1]}, {"chosen": "low", "first": keys, "why": "Low."}):
        with pytest.raises(errors.NoGroupError, match="some have to wait"):
            declare(wish(**fields), by=people_lead, at=NOW)


def test_who_chooses_by_hand_says_why(people_lead: Person, before: Round) -> None:
    first = (newest_groups()[0].key,)

    with pytest.raises(errors.NoReasonError, match="Say why"):
        declare(wish(chosen="unrelated", first=first), by=people_lead, at=NOW)


def test_two_clicks_are_one_declaration(people_lead: Person, before: Round) -> None:
    first = declare(wish(), by=people_lead, at=NOW)

    with pytest.raises(errors.AlreadyDeclaredError) as refused:
        declare(wish(), by=people_lead, at=NOW)

    assert refused.value.first == first.pk
    assert Programme.objects.count() == 1


def test_before_the_declaration_is_under_a_signed_head_nothing_is_drawn(
    people_lead: Person, before: Round
) -> None:
    programme = declare(wish(), by=people_lead, at=NOW)

    assert draw_lot(programme, at=NOW) is None
    assert programme.design.begins_first == []


def test_the_lot_comes_from_the_first_head_over_the_declaration(
    people_lead: Person, before: Round
) -> None:
    append_entries(at=NOW)
    earlier = Head.objects.first()
    programme = declared(people_lead)
    over = Head.objects.first()
    say(programme, by=people_lead, words="The leads were told.", at=NOW)
    append_entries(at=NOW)

    lot = draw_lot(programme, at=NOW)

    assert lot is not None
    assert over is not None
    assert lot.seed == over.root_hex
    assert earlier is None or lot.seed != earlier.root_hex
    keys = [group["key"] for group in programme.design.groups]
    assert lot.first == draw(over.root_hex, keys, 6)
    assert Entry.objects.get(verb="programme.drawn").details["seed"] == lot.seed


def test_a_lot_is_drawn_once(people_lead: Person, before: Round) -> None:
    programme = drawn(people_lead)

    assert draw_lot(programme, at=NOW) is None
    assert Draw.objects.count() == 1


def test_what_was_chosen_by_hand_and_what_was_taken_back_is_not_drawn(
    people_lead: Person, before: Round
) -> None:
    first = (newest_groups()[0].key,)
    by_hand = declared(people_lead, chosen="low", first=first, why="They scored low.")
    taken_back = declared(people_lead, title="Another")
    withdraw(taken_back, by=people_lead, words="No money.", at=NOW)

    assert draw_lot(by_hand, at=NOW) is None
    assert draw_lot(Programme.objects.get(pk=taken_back.pk), at=NOW) is None


def test_before_the_start_it_is_taken_back_and_stays_in_sight(
    people_lead: Person, before: Round
) -> None:
    programme = declared(people_lead)

    withdraw(programme, by=people_lead, words=" Two orders came in. ", at=NOW)

    programme.refresh_from_db()
    assert (programme.state, programme.ended_words) == ("withdrawn", "Two orders came in.")
    assert Entry.objects.filter(verb="programme.withdrawn").count() == 1
    with pytest.raises(errors.IsOverError):
        withdraw(programme, by=people_lead, words="Again.", at=NOW)
    with pytest.raises(errors.IsOverError):
        say(programme, by=people_lead, words="More.", at=NOW)


def test_after_the_start_it_is_ended_early_and_not_taken_back(
    people_lead: Person, before: Round
) -> None:
    programme, later = declared(people_lead), at_nine(STARTS)

    with pytest.raises(errors.HasNotStartedError):
        stop(programme, by=people_lead, words="It hurts.", at=NOW)
    with pytest.raises(errors.HasStartedError):
        withdraw(programme, by=people_lead, words="It hurts.", at=later)
    stop(programme, by=people_lead, words="It hurts.", at=later)

    programme.refresh_from_db()
    assert programme.state == Programme.State.STOPPED
    assert judge(programme, at=at_nine(AFTER)) is None


def test_an_end_needs_a_reason(people_lead: Person, before: Round) -> None:
    with pytest.raises(errors.NoWordsError):
        withdraw(declared(people_lead), by=people_lead, words="  ", at=NOW)


def test_a_word_on_the_way_is_added_and_said_once(people_lead: Person, before: Round) -> None:
    programme = declared(people_lead)

    for _ in range(2):
        say(programme, by=people_lead, words="Stores began a week late.", at=NOW)

    assert [one.words for one in programme.said.all()] == ["Stores began a week late."]
    assert Entry.objects.filter(verb="programme.spoken_of").count() == 1


def test_where_those_that_began_rose_by_lot_it_says_so_on_the_highest_rung(
    people_lead: Person, before: Round, leaders: Leaders
) -> None:
    programme = drawn(people_lead)
    counted_round(leaders, agreeing(programme, first=8, rest=3, wiggle=0), closed=AFTER)

    said = verdict_of(programme)

    assert (said["rung"], said["says"], said["scale"]) == (3, "clearly up", "share")
    assert (said["n_with"], said["n_without"], said["n_left_out"]) == (6, 6, 0)
    assert 0 < said["low"] < said["estimate"] < said["high"] < 1
    assert Entry.objects.get(verb="programme.judged").details["says"] == "clearly up"


def test_where_all_rose_alike_there_is_no_clear_effect(
    people_lead: Person, before: Round, leaders: Leaders
) -> None:
    keys = [group.key for group in newest_groups()]
    first = tuple(keys[place] for place in (1, 3, 4, 5, 6, 8))
    programme = declared(people_lead, chosen="unrelated", first=first, why="The early shift.")
    after = {name: 5 + place // 2 % 2 for place, name in enumerate(leaders)}
    counted_round(leaders, after, closed=AFTER)

    said = verdict_of(programme)

    assert (said["rung"], said["says"]) == (2, "no clear effect")
    assert said["low"] < 0 < said["high"]


def test_a_survey_before_and_a_survey_after_are_compared_by_score(
    people_lead: Person, leaders: Leaders
) -> None:
    agree = {name: 4 + place % 3 for place, name in enumerate(leaders)}
    counted_round(leaders, agree, closed=TODAY - timedelta(days=20), format="full")
    programme = drawn(people_lead)
    after = agreeing(programme, first=7, rest=5, wiggle=0)
    counted_round(leaders, after, closed=AFTER, format="full")

    said = verdict_of(programme)

    assert said["scale"] == "score"
    assert said["estimate"] == round(said["estimate"], 1)


def test_while_its_round_is_missing_nothing_is_judged(people_lead: Person, before: Round) -> None:
    programme = drawn(people_lead)

    assert judge(programme, at=at_nine(AFTER)) is None
    assert Programme.objects.get(pk=programme.pk).is_on


def test_once_the_rest_has_begun_without_a_round_nothing_can_be_said(
    people_lead: Person, before: Round
) -> None:
    programme = drawn(people_lead)

    said = verdict_of(programme, on=STARTS + timedelta(weeks=20))

    assert (said["says"], said["reason"]) == ("too few to tell", "no_round")


def test_a_round_that_asks_in_other_words_is_not_the_one(
    people_lead: Person, before: Round, leaders: Leaders
) -> None:
    programme = drawn(people_lead)
    agree = agreeing(programme, first=7, rest=4)
    counted_round(leaders, agree, closed=AFTER, version=2)

    assert judge(programme, at=at_nine(AFTER)) is None


def test_a_lot_that_was_never_drawn_says_nothing(
    people_lead: Person, before: Round, leaders: Leaders
) -> None:
    programme = declared(people_lead)
    agree = dict.fromkeys(leaders, 5)
    counted_round(leaders, agree, closed=AFTER)

    assert verdict_of(programme)["reason"] == "not_drawn"


def test_where_the_low_ones_were_chosen_they_are_not_told_to_have_risen_by_themselves(
    people_lead: Person, leaders: Leaders
) -> None:
    names = list(leaders)
    low, high = names[:6], names[6:]
    wiggle = {name: place % 3 for place, name in enumerate(names)}
    start = {n: 3 + wiggle[n] for n in low} | {n: 6 + wiggle[n] - (wiggle[n] == 2) for n in high}
    counted_round(leaders, start, closed=TODAY - timedelta(days=20))
    first = tuple(group.key for group in newest_groups() if group.name in low)
    programme = declared(people_lead, chosen="low", first=first, why="They scored low.")
    middle = {n: round(5 + 0.4 * (start[n] - 5)) for n in names}
    counted_round(leaders, middle, closed=AFTER)

    said = verdict_of(programme)

    assert said["rung"] == 2
    assert said["says"] in {"no clear effect", "leaning up", "leaning down", "too few to tell"}


def test_everybody_at_once_is_before_and_after_and_its_rung_says_so(
    people_lead: Person, before: Round, leaders: Leaders
) -> None:
    programme = declared(people_lead, chosen="all", rest_on=None)
    counted_round(leaders, agreeing(programme, first=8, rest=8, wiggle=0), closed=AFTER)

    said = verdict_of(programme)

    assert (said["rung"], said["n_with"], said["n_without"]) == (1, 12, 0)
    assert said["says"] == "clearly up"


def test_three_groups_a_side_are_too_few_to_tell(
    people_lead: Person, before: Round, leaders: Leaders
) -> None:
    programme = drawn(people_lead, groups=tuple(newest_groups()[:6]))
    after = dict.fromkeys(leaders, 5) | agreeing(programme, first=7, rest=4)
    counted_round(leaders, after, closed=AFTER)

    said = verdict_of(programme)

    assert (said["says"], said["reason"]) == ("too few to tell", "too_few_teams")
    assert said["estimate"] is None


def test_a_programme_with_one_team_has_its_sentence(
    people_lead: Person, before: Round, leaders: Leaders
) -> None:
    one = tuple(newest_groups()[:1])
    programme = declared(people_lead, chosen="all", rest_on=None, groups=one)
    counted_round(leaders, dict.fromkeys(leaders, 6), closed=AFTER)

    said = verdict_of(programme)

    assert (said["says"], said["reason"]) == ("too few to tell", "one_team")


def test_a_question_about_ones_leader_needs_k_leaders_on_each_side(
    people_lead: Person, before: Round, leaders: Leaders
) -> None:
    programme = drawn(people_lead, target="U-TRU1")
    counted_round(leaders, agreeing(programme, first=8, rest=3, wiggle=0), closed=AFTER)

    said = verdict_of(programme)

    assert (said["says"], said["reason"]) == ("too few to tell", "few_leaders")
    assert said["estimate"] is None


def test_two_judges_at_once_judge_once(
    people_lead: Person, before: Round, leaders: Leaders
) -> None:
    programme = drawn(people_lead)
    counted_round(leaders, agreeing(programme, first=7, rest=4), closed=AFTER)

    assert judge(programme, at=at_nine(AFTER)) is not None
    assert judge(programme, at=at_nine(AFTER)) is None
    assert Design.objects.count() == 1
