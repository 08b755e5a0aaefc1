"""What could anyone find out about you: each sentence from the configuration as it is."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from bothways.people.models import Organisation, Person
from bothways.trust.find_out import about, limits, read_setup
from tests.cast import Cast


def said(person: Person) -> str:
    page = about(person)
    lines = [line for viewer in page.viewers for line in (viewer.who, *viewer.can, *viewer.cannot)]
    rows = [cell for row in page.stored for cell in row]
    return " ".join([*lines, *rows, *(" ".join(limit) for limit in page.limits)])


def test_the_numbers_are_the_firms_own(firm: Cast) -> None:
    assert "where 7 or more answered" in said(firm.employee)
    Organisation.objects.update(k=9, c=3)

    assert "where 9 or more answered" in said(firm.employee)
    assert "3 of them can't be sure of yours" in said(firm.employee)


def test_the_floor_is_never_below_what_the_coalition_needs(firm: Cast) -> None:
    Organisation.objects.update(k=5, c=2)

    assert read_setup().floor == 7


def test_one_key_is_called_one_key_and_what_that_loses(firm: Cast) -> None:
    names = [name for name, _ in limits(read_setup())]
    text = said(firm.employee)

    assert "One key." in names
    assert "The company alone holds it" in text
    assert "open ballots as they come in and read them" in text
    assert "could add ballots of their own" in text
    assert "A second key on the same server would change nothing" in text


@pytest.mark.parametrize(
    "limit",
    [
        "sends you the script",  # the employer's server delivers the script
        "watches the line",  # network timing
        "use it before its owner does",  # cards
        "put the two together",  # a shared device
        "can record what you press",  # managed work computers
        "A copy of the machine",  # snapshots during a round
        "Rules shown to you alone",  # a manifest shown differently to one person
        "sound like you",  # writing style
        "makes you show your screen",  # coercion
        "copy a group's ballots",  # copying during the count
        "sign in as people who take no part",  # beyond c
        "put their answers together",  # more than c colluders
        "comes back often",  # the same answer again and again
        "Whether you answered a question",  # not covered by the guarantee
        "whose page is open",  # a letter, live
        "A shared one draws them",  # stamps on a shared device
    ],
)
def test_every_honest_limit_is_on_the_page(firm: Cast, limit: str) -> None:
    assert limit in said(firm.employee)


@pytest.mark.sqlite
def test_a_file_says_that_the_disk_may_keep_old_blocks(firm: Cast) -> None:
    assert "A disk that keeps old blocks" in said(firm.employee)


@pytest.mark.postgresql
def test_postgresql_says_that_its_log_keeps_sealed_ballots_for_a_while(firm: Cast) -> None:
    assert "the database's own log keeps sealed ballots, the order" in said(firm.employee)


@pytest.mark.parametrize("promise", ["fully anonymous", "100 %", "nobody can ever", "military"])
def test_the_page_promises_no_more_than_the_design_keeps(firm: Cast, promise: str) -> None:
    assert promise not in said(firm.employee).lower()


def test_the_wait_before_a_ballot_leaves_is_the_one_that_is_set(
    firm: Cast, settings: Settings
) -> None:
    settings.BALLOT_DELAY_SECONDS = 45
    assert "135 seconds at most" in said(firm.employee)

    settings.BALLOT_DELAY_SECONDS = 0
    assert "leaves at once" in said(firm.employee)


def test_ones_own_leader_and_representative_are_named(firm: Cast) -> None:
    text = said(firm.employee)

    assert "Ruben Dahl, who leads you" in text
    assert "Edda Falk, employee representative" in text


def test_whom_nobody_leads_reads_of_no_leader(firm: Cast) -> None:
    assert "who leads you" not in " ".join(viewer.who for viewer in about(firm.owner).viewers)


def test_the_page_stands_before_the_firm_has_a_name(
    employee: Person, client_of: Callable[..., Client]
) -> None:
    Organisation.objects.all().delete()

    assert client_of(employee).get("/anonymity/").status_code == 200
