"""The first hour as one path: what stands, what was left out, what comes next."""

import pytest
from django.urls import reverse

from bothways.firm.actions import end_first_hour, say_of_step
from bothways.firm.models import Mark
from bothways.firm.outlook import Outlook, outlook
from bothways.firm.path import STEPS, after, before, path_for, what_is_left
from bothways.people.models import Person, Role
from tests.cast import Cast
from tests.factories import NOW, give, make_organisation, make_people, make_person
from tests.rounds import counted, draft, opened


def states(person: Person) -> dict[str, str]:
    return {stage.step.key: stage.state for stage in path_for(person)}


@pytest.fixture
def founder(db: None) -> Person:
    """The owner of a firm in which nobody else is yet."""
    make_organisation()
    return give(make_person("Sanne Weir"), Role.Kind.OWNER)


def test_at_the_beginning_only_the_firm_stands(founder: Person) -> None:
    found = states(founder)

    assert found.pop("begin") == "done"
    assert set(found.values()) == {"open"}


def test_what_is_there_counts_whoever_made_it(firm: Cast) -> None:
    draft(firm.people_lead)

    found = states(firm.owner)

    done = {key for key, state in found.items() if state == "done"}
    assert done == {"begin", "people", "representative", "round"}


def test_what_was_left_out_is_done_once_it_is_there(founder: Person) -> None:
    say_of_step("people", Mark.Said.LEFT)
    assert states(founder)["people"] == "left"

    make_people(3)

    assert states(founder)["people"] == "done"


def test_every_step_has_an_address_and_says_what_it_costs_to_leave_it_out() -> None:
    for step in STEPS:
        assert reverse(step.address)
        assert step.cost or step.key == "begin"


def test_a_people_lead_goes_past_what_is_the_owners(firm: Cast) -> None:
    assert after("people", firm.owner) == "firm:group"
    assert after("people", firm.people_lead) == "firm:mail"
    assert before("mail", firm.owner) == "firm:values"
    assert before("mail", firm.people_lead) == "firm:people"
    assert after("announce", firm.owner) == "firm:done"
    assert before("people", firm.owner) == ""


def test_what_is_left_names_the_next_open_step(firm: Cast) -> None:
    left = what_is_left(firm.owner)

    assert left is not None
    assert (left.next.key, left.n_open, left.n_steps) == ("group", 6, 9)


def test_nothing_is_left_once_somebody_ended_it(firm: Cast) -> None:
    end_first_hour()

    assert what_is_left(firm.owner) is None


def test_nothing_is_left_once_a_round_was_counted(firm: Cast) -> None:
    counted(firm.owner, {firm.employee: [3, 3, 3]})

    assert what_is_left(firm.owner) is None


def test_an_announced_round_leaves_the_rest_in_sight(firm: Cast) -> None:
    opened(firm.owner)

    left = what_is_left(firm.owner)

    assert left is not None
    assert left.next.key == "group"


# What a firm of this size could see.


def test_a_firm_of_nobody_can_ask_nothing(founder: Person) -> None:
    look = outlook(k=7, c=2, at=NOW)

    assert (look.n_people, look.can_ask) == (1, False)


@pytest.mark.parametrize(("k", "c", "can"), [(9, 3, False), (7, 2, False), (5, 1, True)])
def test_six_people_have_the_smallest_size_alone(
    founder: Person, k: int, c: int, *, can: bool
) -> None:
    make_people(5)

    look = outlook(k=k, c=c, at=NOW)

    assert look.can_ask is can
    assert look.is_whole


def test_twelve_people_are_one_group(founder: Person) -> None:
    make_people(11, unit="Millrace/Assembly")

    look = outlook(k=7, c=2, at=NOW)

    assert (look.n_people, look.is_whole, look.can_ask, look.is_tight) == (12, True, True, False)
    assert outlook(k=9, c=3, at=NOW).is_tight


def test_the_groups_are_those_that_a_round_gets(firm: Cast) -> None:
    look = outlook(k=7, c=2, at=NOW)

    round_ = opened(firm.owner)

    assert look.groups == tuple((b["name"], b["eligible"]) for b in round_.rules["blocks"])
    assert not look.is_whole


def test_five_hundred_people_have_a_group_for_each_team(founder: Person) -> None:
    for number in range(25):
        make_people(20, unit=f"Millrace/Team {number}")

    look = outlook(k=9, c=3, at=NOW)

    assert look.n_people == 501
    assert len(look.groups) == 25


def test_a_c_that_asks_for_more_than_k_is_heeded() -> None:
    assert Outlook(5, 2, ()).smallest == 7
