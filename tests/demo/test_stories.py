"""The stories hold together before they are told."""

import pytest

from bothways.demo.doors import DOORS
from bothways.demo.firm import VALUES
from bothways.demo.stories import DATA, Decided, Story, decisions, everybody, promises
from bothways.surveys.bank import by_code

PEOPLE = {who.number: who for who in everybody()}
STORIES = promises()
DECISIONS = decisions()
OF_EACH = pytest.mark.parametrize("story", DECISIONS, ids=lambda story: story.name)


def test_a_hundred_people_are_there_today() -> None:
    assert sum(who.left_days_ago is None for who in PEOPLE.values()) == 100
    assert len(PEOPLE) == len(everybody())


def test_one_team_is_of_three() -> None:
    here = [who.unit for who in PEOPLE.values() if who.left_days_ago is None]

    assert here.count("Millrace/Operations/Dispatch") == 3


def test_the_representative_leads_nobody() -> None:
    assert "M039" not in {who.manager for who in PEOPLE.values()}


def test_every_manager_is_there() -> None:
    for who in PEOPLE.values():
        assert who.manager in PEOPLE or who.number == "M001"


def test_addresses_are_plain_and_some_have_none() -> None:
    assert PEOPLE["M011"].email == "jo.marsh@millrace.example"
    assert PEOPLE["M061"].email == "abel.tesfaye-holt@millrace.example"
    assert sum(not who.email for who in PEOPLE.values()) == 6


def test_everybody_behind_a_door_is_there_today() -> None:
    assert all(PEOPLE[door.number].left_days_ago is None for door in DOORS)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.text[:40])
def test_a_promise_is_given_by_somebody_who_is_there(story: Story) -> None:
    by = PEOPLE[story.by]
    joined = by.joined_days_ago
    last_act = story.ago - max((then.after for then in story.then if not then.by), default=0)

    assert joined is None or story.ago < joined
    assert by.left_days_ago is None or last_act > by.left_days_ago
    assert "/" in story.to or story.to in {"", *PEOPLE}
    assert {then.by for then in story.then} <= {"", *PEOPLE}
    assert len(story.text) <= 280


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.text[:40])
def test_what_follows_a_promise_follows_in_order_and_before_today(story: Story) -> None:
    days = [then.after for then in story.then]
    due = story.due

    assert days == sorted(days)
    assert story.ago - max(days, default=0) > 0
    for then in story.then:
        assert (then.verb == "moved") == bool(then.due)
        if then.verb == "moved":
            assert then.after <= due < then.due
            due = then.due


@pytest.mark.parametrize("story", [story for story in STORIES if story.answers])
def test_what_a_promise_answers_was_asked_and_counted_before(story: Story) -> None:
    assert story.answers is not None
    number, code = story.answers

    assert by_code([code])
    assert story.ago < 548 - (number - 1) * 91 - 8


def test_there_is_every_kind_of_end() -> None:
    ends = {story.then[-1].verb if story.then else "" for story in STORIES}

    assert {"kept", "broken", "moved", "word", ""} <= ends
    assert any(then.verb == "taken_back" for story in STORIES for then in story.then)


def test_a_promise_points_to_a_value_that_the_firm_holds() -> None:
    held = {name for name, _sentence in VALUES}

    assert {story.value for story in STORIES} == {"", *held}


def test_whoever_comes_by_card_has_no_address() -> None:
    assert [PEOPLE[door.number].email for door in DOORS if door.by_card] == [""]


@OF_EACH
def test_a_decision_is_taken_and_talked_of_by_people_who_are_there(story: Decided) -> None:
    days = [(story.by, 0), *((number, 0) for number in story.deciders)]
    days += [(later.by, later.after) for later in story.then]

    for number, after in days:
        who, ago = PEOPLE[number], story.ago - after
        assert who.joined_days_ago is None or ago < who.joined_days_ago, number
        assert who.left_days_ago is None or ago > who.left_days_ago, number


@OF_EACH
def test_what_follows_a_decision_follows_in_order_and_before_today(story: Decided) -> None:
    days = [later.after for later in story.then]

    assert days == sorted(days)
    assert story.ago - max(days, default=0) > 0
    assert story.again > 0


@OF_EACH
def test_a_question_is_asked_before_it_is_answered_and_by_another(story: Decided) -> None:
    waiting: list[str] = []
    for later in story.then:
        if later.verb == "asked":
            assert later.by not in {story.by, *story.deciders}
            waiting.append(later.by)
        elif later.verb == "answered":
            assert later.by in {story.by, *story.deciders}
            waiting.pop(0)


@OF_EACH
def test_who_changes_or_corrects_a_decision_took_it_and_says_why(story: Decided) -> None:
    for later in story.then:
        if later.verb in {"changed", "stands"}:
            assert later.by in {story.by, *story.deciders}
            assert later.words or later.why
            assert later.again > later.after
        if later.verb == "corrected":
            assert later.was
            assert later.now
            assert later.thanks in PEOPLE


def test_a_no_has_a_reason_of_some_length() -> None:
    noes = [story for story in DECISIONS if story.outcome == "no"]

    assert len(noes) >= 3
    assert all(len(story.reasons.split()) > 20 for story in noes)


def test_there_is_every_kind_of_thing_that_can_come_of_a_decision() -> None:
    verbs = {later.verb for story in DECISIONS for later in story.then}

    assert verbs == {"asked", "answered", "changed", "stands", "corrected"}
    assert {story.outcome for story in DECISIONS} == {"yes", "no", "other"}
    assert len({story.name for story in DECISIONS}) == len(DECISIONS)


@pytest.mark.parametrize("story", [story for story in DECISIONS if story.answers])
def test_what_a_decision_answers_was_asked_and_counted_before(story: Decided) -> None:
    assert story.answers is not None
    number, code = story.answers

    assert by_code([code])
    assert story.ago < 548 - (number - 1) * 91 - 8


def test_a_decision_points_to_a_value_that_the_firm_holds() -> None:
    assert {story.value for story in DECISIONS} <= {"", *(name for name, _sentence in VALUES)}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.text[:40])
def test_what_prompted_a_promise_was_there_before_it(story: Story) -> None:
    kind, _colon, name = story.because.partition(":")
    decided = {one.name: one.ago for one in DECISIONS}
    promised = {one.name: one.ago for one in STORIES if one.name}
    before = {"decision": decided, "promise": promised}

    assert kind in {"", "meeting", *before}
    if kind in before:
        assert before[kind][name] > story.ago + 3  # a weekend may lie between


def test_there_is_every_kind_of_promise_and_of_what_is_said_of_its_end() -> None:
    said = {then.verb for story in STORIES for then in story.then}

    assert {"", "action", "amends"} <= {story.kind for story in STORIES}
    assert {"not", "by_name", "secretly"} == {story.confirm for story in STORIES}
    assert {"confirmed", "contested", "replied"} <= said


def test_only_an_end_is_confirmed_or_contested_and_a_contest_answered() -> None:
    for story in STORIES:
        verbs = [then.verb for then in story.then]
        for place, then in enumerate(story.then):
            if then.verb in {"confirmed", "contested"}:
                assert "kept" in verbs[:place]
                assert then.by not in {"", story.by}
            if then.verb == "replied":
                assert "contested" in verbs[:place]
                assert then.by in {"", story.by}


def test_a_picture_that_is_shown_is_there_and_has_words_for_who_does_not_see_it() -> None:
    shown = [then for story in STORIES for then in story.then if then.verb == "shown"]

    assert shown
    for then in shown:
        assert (DATA / then.picture).read_bytes().startswith(b"\xff\xd8\xff")
        assert len(then.words) > 30


def test_what_is_handed_over_is_taken_on_by_somebody_who_is_there_and_goes_on_in_their_name() -> (
    None
):
    handed = [story for story in STORIES if any(then.verb == "handed" for then in story.then)]

    assert handed
    for story in handed:
        verbs = [then.verb for then in story.then]
        place = verbs.index("handed")
        assert PEOPLE[story.then[place].to].left_days_ago is None
        assert {then.by for then in story.then[place + 1 :]} == {story.then[place].to}
