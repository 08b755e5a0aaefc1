"""The demo's doors: who stands behind each, and that what it says of them is so."""

from collections import Counter

import pytest
from django.utils import translation

from bothways.demo.doors import DOORS, Door
from bothways.demo.firm import ROLES
from bothways.demo.stories import everybody, promises
from bothways.people.models import Role
from bothways.pure.wording import HIGHEST_GRADE, reading_grade

BEHIND = {who.number: who for who in everybody()}
LEADS = {who.manager for who in BEHIND.values() if who.left_days_ago is None}
EACH_DOOR = pytest.mark.parametrize("door", DOORS, ids=[door.number for door in DOORS])


def door_of(role: str) -> Door:
    [found] = [door for door in DOORS if str(door.role) == role]
    return found


def test_nobody_has_two_doors_and_no_two_doors_say_the_same() -> None:
    assert len({door.number for door in DOORS}) == len(DOORS)
    assert len({str(door.role) for door in DOORS}) == len(DOORS)
    assert len({str(door.to_try) for door in DOORS}) == len(DOORS)


@EACH_DOOR
def test_what_to_try_is_whole_sentences_that_read_easily(door: Door) -> None:
    words = str(door.to_try)

    assert words.endswith(".")
    for sentence in words.replace(":", ".").split("."):
        assert not sentence or reading_grade(sentence) <= HIGHEST_GRADE, sentence


@EACH_DOOR
@pytest.mark.parametrize("language", ["de", "es"])
def test_a_door_speaks_the_visitors_language(door: Door, language: str) -> None:
    english = str(door.role), str(door.to_try)
    with translation.override(language):
        told = str(door.role), str(door.to_try)

    assert told[1] != english[1]
    assert all(told)


@EACH_DOOR
def test_who_has_an_address_comes_in_at_once_and_who_has_none_with_a_card(door: Door) -> None:
    assert door.by_card == (BEHIND[door.number].email == "")


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        ("Owner", Role.Kind.OWNER),
        ("People lead", Role.Kind.PEOPLE_LEAD),
        ("Employee representative", Role.Kind.REPRESENTATIVE),
    ],
)
def test_a_door_with_a_role_leads_to_whoever_is_given_it(role: str, kind: Role.Kind) -> None:
    assert ROLES[door_of(role).number] == kind


@pytest.mark.parametrize(
    "role", ["Employee on the shop floor", "Employee without e-mail", "Newcomer in a team of three"]
)
def test_behind_the_doors_of_employees_stands_nobody_who_leads_or_has_a_role(role: str) -> None:
    number = door_of(role).number

    assert number not in ROLES
    assert number not in LEADS


def test_the_team_lead_leads_a_team_and_was_given_no_role() -> None:
    number = door_of("Team lead").number

    assert number in LEADS
    assert number not in ROLES


def test_the_newcomer_came_later_into_a_team_of_three() -> None:
    newcomer = BEHIND[door_of("Newcomer in a team of three").number]
    sizes = Counter(who.unit for who in BEHIND.values() if who.left_days_ago is None)

    assert newcomer.joined_days_ago is not None
    assert sizes[newcomer.unit] == 3


def test_the_team_lead_has_a_word_past_its_day_that_nobody_ended() -> None:
    number = door_of("Team lead").number
    ends = {"kept", "broken", "moved"}

    silent = [
        story
        for story in promises()
        if story.by == number
        and story.ago > story.due
        and not any(then.verb in ends for then in story.then)
    ]

    assert silent


def test_the_newcomer_was_promised_something() -> None:
    newcomer = BEHIND[door_of("Newcomer in a team of three").number]

    to_them = [
        story
        for story in promises()
        if story.to == newcomer.number or (story.to and newcomer.unit.startswith(story.to))
    ]

    assert to_them
