"""The demo's lists are sound, row by row: people, words and figures, before any of it is told."""

import csv
import re
from collections import Counter
from datetime import date

import pytest

from bothways.demo.answers import LEADS, OF_UNIT
from bothways.demo.doors import DOORS
from bothways.demo.firm import ROLES, VALUES
from bothways.demo.stories import DATA, Decided, decisions, everybody, promises, voices
from bothways.guides.plain import BANNED

PEOPLE = everybody()
HERE = [who for who in PEOPLE if who.left_days_ago is None]
PROMISES, DECISIONS, VOICES = promises(), decisions(), voices()
WORDS = [
    *(story.text for story in PROMISES),
    *(then.words for story in PROMISES for then in story.then if then.words),
    *(
        words
        for story in DECISIONS
        for words in (
            story.reasons,
            story.decided,
            story.context,
            story.who_was_heard,
            story.uncertain,
            story.would_change_our_mind,
            *(option["text"] for option in story.options),
        )
        if words
    ),
    *(
        words
        for story in DECISIONS
        for later in story.then
        for words in (later.words, later.reasons, later.decided, later.why, later.was, later.now)
        if words
    ),
    *(story.question for story in DECISIONS),
    *(words for story in VOICES for words in (story.title, story.text) if words),
    *(came.words for story in VOICES for came in story.then if came.words),
]
MONTHS = re.compile(
    r"\b(January|February|March|April|June|July|August|September|October|November|December)\b"
)


def test_staff_numbers_count_up_without_a_gap() -> None:
    assert [who.number for who in PEOPLE] == [f"M{n:03}" for n in range(1, len(PEOPLE) + 1)]


def test_no_two_people_have_one_name_or_one_address() -> None:
    names = Counter(who.name for who in PEOPLE)
    addresses = Counter(who.email for who in PEOPLE if who.email)

    assert [name for name, n in names.items() if n > 1] == []
    assert [address for address, n in addresses.items() if n > 1] == []


def test_an_address_is_plain_letters_at_a_place_that_leads_nowhere() -> None:
    plain = re.compile(r"[a-z][a-z.-]*@millrace\.example")

    assert [who.email for who in PEOPLE if who.email and not plain.fullmatch(who.email)] == []


def test_everybody_has_a_title_a_site_and_a_day_on_which_they_began() -> None:
    for who in PEOPLE:
        assert who.title, who.name
        assert who.site in {"Mill Lane", "Quay Road"}, who.name
        assert bool(who.started) != (who.joined_days_ago is not None), who.name
        if who.started:
            assert date(2000, 1, 1) < date.fromisoformat(who.started) < date(2026, 1, 1)


def test_lines_of_reporting_lead_to_the_owner_and_never_round() -> None:
    leads = {who.number: who.manager for who in PEOPLE}
    for number, manager in leads.items():
        way, at = [number], manager
        while at:
            assert at not in way, way
            way.append(at)
            at = leads[at]
        assert way[-1] == "M001"


def test_whoever_leads_is_there_today_and_works_in_or_above_that_unit() -> None:
    by_number = {who.number: who for who in PEOPLE}
    for who in HERE:
        if who.manager:
            lead = by_number[who.manager]
            assert lead.left_days_ago is None, who.name
            assert who.unit.startswith(lead.unit) or lead.number in {"M001", "M002"}, who.name


def test_enough_people_lead_for_a_box_of_their_own() -> None:
    assert len({who.manager for who in HERE if who.manager}) >= 12


def test_every_unit_is_large_enough_for_figures_but_the_one_that_shows_what_is_too_small() -> None:
    sizes = Counter(who.unit for who in HERE)
    small = {unit for unit, n in sizes.items() if n < 5 and unit.count("/") == 2}

    assert small == {"Millrace/Operations/Dispatch"}


def test_what_is_said_of_a_unit_is_said_of_one_that_is_there() -> None:
    assert set(OF_UNIT) - {who.unit.rsplit("/", 1)[-1] for who in PEOPLE} <= {LEADS}


def test_roles_and_doors_are_of_people_who_are_there() -> None:
    here = {who.number for who in HERE}

    assert set(ROLES) <= here
    assert {door.number for door in DOORS} <= here
    assert set(ROLES) <= {door.number for door in DOORS}


def test_a_value_is_a_name_and_a_sentence() -> None:
    assert all(name and sentence.endswith(".") for name, sentence in VALUES)


def test_words_of_people_are_plain_and_whole() -> None:
    assert len(WORDS) > 150
    for words in WORDS:
        assert words == words.strip()
        assert "  " not in words
        assert words[-1] in ".?" or len(words) < 80, words  # a name of an option needs no stop
        assert words[0].isupper() or words[0].isdigit(), words
        assert BANNED["en"].search(words) is None, words


def test_no_word_names_a_month_for_the_demo_is_made_on_any_day() -> None:
    named = {found.group() for words in WORDS for found in MONTHS.finditer(words)}

    assert named <= {"January", "February"}  # a plan for after the winter, in one decision


def test_no_two_promises_are_of_the_same_words() -> None:
    assert len({story.text for story in PROMISES}) == len(PROMISES)


def test_promises_are_made_to_everyone_to_units_and_to_one_person_each_way() -> None:
    leads = {who.manager for who in PEOPLE}
    to_one = [story for story in PROMISES if story.to.startswith("M0")]

    assert any(not story.to for story in PROMISES)
    assert any("/" in story.to for story in PROMISES)
    assert any(story.by in leads for story in to_one)
    assert any(story.by not in leads and story.to in leads for story in to_one)


def test_those_who_lead_nobody_give_their_word_too() -> None:
    leads = {who.manager for who in PEOPLE}

    assert len({story.by for story in PROMISES} - leads) >= 6


def test_words_are_given_all_through_the_last_year() -> None:
    quarters = Counter(story.ago // 91 for story in PROMISES if story.ago < 364)

    assert set(quarters) == {0, 1, 2, 3}
    assert min(quarters.values()) >= 3


def test_only_a_unit_that_is_large_enough_is_asked_in_a_box() -> None:
    sizes = Counter(who.unit for who in HERE)
    for story in PROMISES:
        if story.confirm == "secretly" and story.to:
            below = sum(n for unit, n in sizes.items() if unit.startswith(story.to))
            assert below - 1 >= 9, story.text


def test_what_is_promised_to_one_person_is_not_asked_in_a_box() -> None:
    assert {story.confirm for story in PROMISES if story.to.startswith("M0")} == {"not"}


@pytest.mark.parametrize("story", DECISIONS, ids=lambda story: story.name)
def test_options_say_what_speaks_for_and_against_each(story: Decided) -> None:
    for option in story.options:
        assert set(option) == {"text", "for", "against"}
        assert all(option.values())


def test_bad_news_says_who_decided_what_was_looked_at_and_what_is_not_known() -> None:
    [bonus] = [story for story in DECISIONS if story.name == "bonus"]

    assert bonus.by == "M001"
    assert len(bonus.options) >= 2
    assert bonus.uncertain
    assert bonus.would_change_our_mind
    assert {"asked", "answered", "corrected"} <= {later.verb for later in bonus.then}


def test_two_years_of_figures_stand_there_month_by_month() -> None:
    with (DATA / "outcomes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert [int(row["ago"]) for row in rows] == list(range(24, 0, -1))
    for row in rows:
        assert int(row["leavers_before"]) in range(4)
        assert 0 < float(row["days_lost"]) < 400
        assert 50 < float(row["on_time"]) <= 100
        assert not row["days_to_decide"] or 0 < float(row["days_to_decide"]) < 90


def test_everybody_named_in_an_idea_or_a_question_works_here_and_acts_in_order() -> None:
    here, names = {who.number for who in HERE}, [story.name for story in VOICES]
    leads = {who.manager for who in HERE}
    assert len(set(names)) == len(names)
    for story in VOICES:
        by = story.by.removeprefix("paper:")
        acting = {came.by for came in story.then} | set(story.supports)
        named = {by, story.of, *(came.to for came in story.then)} - {""}
        assert acting | named <= here, story.name
        assert not story.of or (story.kind == "question" and story.of in leads), story.name
        assert [came.after for came in story.then] == sorted(came.after for came in story.then)
        assert story.ago >= max((came.after for came in story.then), default=0), story.name
        assert by not in story.supports, story.name
