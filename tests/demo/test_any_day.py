"""Millrace's story holds together on whatever day the demo is made; no database is needed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bothways.demo import confirming, deciding, leading
from bothways.demo.clock import OPEN_FOR, ROUNDS, Clock
from bothways.demo.stories import Decided, Story, decisions, promises, voices
from bothways.pure.voices import answer_due_on

FIRST = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
# Each day of a week, and days around the ends of months, of a year and of a leap February.
DAYS = [FIRST + timedelta(days=n) for n in range(7)]
DAYS += [
    datetime(2026, 12, 31, 10, 0, tzinfo=UTC),
    datetime(2027, 1, 1, 10, 0, tzinfo=UTC),
    datetime(2027, 2, 28, 10, 0, tzinfo=UTC),
    datetime(2028, 2, 29, 10, 0, tzinfo=UTC),
    datetime(2028, 3, 1, 10, 0, tzinfo=UTC),
]
AT_NIGHT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture(params=DAYS, ids=lambda now: now.strftime("%a-%d-%b-%Y"))
def clock(request: pytest.FixtureRequest) -> Clock:
    return Clock(request.param)


def given_on(clock: Clock, story: Story) -> datetime:
    """When a word is given: at its earliest, for the hour follows its place in the file."""
    return clock.at(clock.workday(story.ago), 9)


def recorded_on(clock: Clock, story: Decided) -> datetime:
    """When a decision is written down: at its latest."""
    return clock.at(clock.workday(story.ago), max(deciding.HOURS))


def boxes(clock: Clock) -> Iterator[tuple[datetime, datetime]]:
    """From when to when each box is announced, open and counted, but for the newest."""
    for number in range(1, ROUNDS):
        opens = clock.opens(number)
        yield opens - timedelta(days=3), opens + OPEN_FOR
    for events in (leading.events(clock), confirming.events(clock)):
        moments = [at for at, _do in events][:4]
        yield moments[0], moments[3]


def test_no_two_boxes_are_there_at_once(clock: Clock) -> None:
    in_order = sorted(boxes(clock))

    assert len(in_order) == ROUNDS + 1
    for (_opens, closes), (opens_next, _closes) in pairwise(in_order):
        assert closes < opens_next


def test_the_box_of_promises_is_counted_before_the_newest_round_is_announced(clock: Clock) -> None:
    *_others, counted = [at for at, _do in confirming.events(clock)]

    assert counted < clock.opens(ROUNDS) - timedelta(days=3)


def test_a_month_s_promises_are_gathered_on_a_working_day_and_counted_a_week_later(
    clock: Clock,
) -> None:
    gathered, opened, answered, counted = [at for at, _do in confirming.events(clock)]

    assert gathered.weekday() < 5
    assert gathered < opened < answered < counted
    assert counted - opened > timedelta(days=8)


def test_what_prompted_a_promise_happened_before_it(clock: Clock) -> None:
    decided = {story.name: story for story in decisions()}
    stories = {story.name: story for story in promises() if story.name}
    for story in promises():
        kind, _colon, name = story.because.partition(":")
        if kind == "decision":
            assert recorded_on(clock, decided[name]) < given_on(clock, story)
        if kind == "promise":
            ends = max(then.after for then in stories[name].then)
            ended = clock.workday(stories[name].ago - ends)
            assert ended < clock.workday(story.ago)


def test_each_decision_comes_before_all_that_came_of_it(clock: Clock) -> None:
    moments = [at for at, _do in deciding.events(clock)]
    place = 0
    for story in decisions():
        first, *later = moments[place : place + 1 + len(story.then)]
        place += 1 + len(story.then)
        assert all(first < at for at in later)
        assert later == sorted(later)
    assert place == len(moments)


def test_a_day_to_look_again_is_later_than_the_day_it_was_decided(clock: Clock) -> None:
    for story in decisions():
        decided = clock.workday(story.ago)
        assert clock.workday(story.ago - story.again) > decided
        for later in story.then:
            if later.again:
                said = clock.workday(story.ago - later.after)
                assert clock.workday(story.ago - later.again) > said


def test_no_day_of_a_promise_is_before_the_day_it_was_given(clock: Clock) -> None:
    for story in promises():
        given, due = clock.workday(story.ago), clock.workday(story.ago - story.due)
        assert given <= due
        for then in story.then:
            assert given <= clock.workday(story.ago - then.after) <= clock.today


def test_what_is_moved_is_moved_before_its_day_and_to_a_later_one(clock: Clock) -> None:
    for story in promises():
        due = clock.workday(story.ago - story.due)
        for then in story.then:
            if then.verb == "moved":
                said, now_due = (clock.workday(story.ago - n) for n in (then.after, then.due))
                assert said <= due < now_due
                due = now_due


def test_made_at_night_nothing_happens_in_the_future() -> None:
    clock = Clock(AT_NIGHT)
    moments = [at for at, _do in deciding.events(clock)]
    moments += [at for at, _do in confirming.events(clock)]

    assert max(moments) <= AT_NIGHT


def test_three_words_at_least_have_passed_their_day_in_silence_today(clock: Clock) -> None:
    silent = []
    for story in promises():
        verbs = {then.verb for then in story.then}
        if verbs & {"kept", "broken"}:
            continue
        due = max([story.due, *(then.due for then in story.then)])
        said = max([then.after for then in story.then if then.verb != "moved"], default=0)
        if story.ago > due and said < due:
            silent.append(story.by)

    assert "M004" in silent  # the team lead's door says so
    assert "M059" in silent  # who has left
    assert len(silent) >= 3


def test_what_was_said_is_answered_in_time_or_late_as_its_story_says(clock: Clock) -> None:
    ends = {"will", "wont", "answered", "hidden", "merged"}
    late, silent = set(), set()
    for story in voices():
        due_on = answer_due_on(clock.workday(story.ago))
        answered = [clock.workday(story.ago - c.after) for c in story.then if c.verb in ends]
        if answered and answered[0] > due_on:
            late.add(story.name)
        elif not answered and clock.today > due_on:
            silent.add(story.name)

    assert late == {"copies", "gloves"}
    assert silent == {"orders"}


def test_the_idea_that_is_voted_on_waits_when_the_month_is_gathered(clock: Clock) -> None:
    gathered = clock.workday(confirming.ASKED_AGO)
    [swap] = [story for story in voices() if story.name == "swap"]
    asked, *_looked, answered = [clock.workday(swap.ago - came.after) for came in swap.then]

    assert asked < gathered < answered
