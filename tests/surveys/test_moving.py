"""The two pages between which an envelope travels: the server lends them, and sees nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bothways.people.models import Person
from bothways.results.actions import close_due_rounds
from bothways.surveys.models import Round
from tests.conftest import ClientOf
from tests.factories import make_person
from tests.rounds import draft, opened


@pytest.fixture
def round_(owner: Person) -> Round:
    return opened(owner, opens_at=timezone.now() - timedelta(hours=1))


def test_the_page_that_shows_it_warns_before_anything_is_shown(
    employee: Person, round_: Round, client_of: ClientOf
) -> None:
    page = client_of(employee).get(f"/rounds/{round_.pk}/move/").content.decode()

    assert "can change your answer until the box closes" in page
    assert 'data-take-url="/rounds/take/"' in page
    assert round_.pk.hex in page


def test_both_pages_are_the_same_whether_or_not_an_envelope_was_drawn(
    employee: Person, colleague: Person, round_: Round, client_of: ClientOf
) -> None:
    shows = client_of(employee).get(f"/rounds/{round_.pk}/move/").content.decode()
    shows_other = client_of(colleague).get(f"/rounds/{round_.pk}/move/").content.decode()

    assert len(shows) == len(shows_other)


def test_a_draft_has_no_envelopes_to_move(owner: Person, client_of: ClientOf) -> None:
    assert client_of(owner).get(f"/rounds/{draft(owner).pk}/move/").status_code == 404


def test_whoever_is_not_asked_has_none_to_move(round_: Round, client_of: ClientOf) -> None:
    newcomer = make_person("Nell Ashby")

    page = client_of(newcomer).get(f"/rounds/{round_.pk}/move/").content.decode()

    assert "You are not asked this time" in page
    assert 'data-state="over"' in client_of(newcomer).get("/rounds/take/").content.decode()


def test_after_closing_there_is_nothing_to_move(
    employee: Person, round_: Round, client_of: ClientOf
) -> None:
    close_due_rounds(round_.closes_at)
    client = client_of(employee)

    assert "The box is closed" in client.get(f"/rounds/{round_.pk}/move/").content.decode()
    assert 'data-state="over"' in client.get("/rounds/take/").content.decode()


def test_an_announced_round_has_envelopes_before_its_box_opens(
    owner: Person, employee: Person, client_of: ClientOf
) -> None:
    round_ = opened(owner, opens_at=timezone.now() + timedelta(days=2))
    client = client_of(employee)

    assert "data-showing" in client.get(f"/rounds/{round_.pk}/move/").content.decode()
    assert 'data-state="ready"' in client.get("/rounds/take/").content.decode()


def test_the_page_that_takes_it_says_who_one_is_signed_in_as(
    employee: Person, round_: Round, client_of: ClientOf
) -> None:
    page = client_of(employee).get("/rounds/take/").content.decode()

    assert f"You are signed in as {employee.name}" in page
    assert round_.manifest_hash in page


def test_whoever_is_not_signed_in_is_led_to_the_door_and_back(round_: Round) -> None:
    page = Client().get("/rounds/take/").content.decode()

    assert 'data-state="signin"' in page
    assert 'href="/sign-in/?next=%2Frounds%2Ftake%2F"' in page
    assert round_.manifest_hash not in page


def test_neither_page_is_kept_by_the_browser(
    employee: Person, round_: Round, client_of: ClientOf
) -> None:
    client = client_of(employee)

    for address in (f"/rounds/{round_.pk}/move/", "/rounds/take/"):
        assert "no-store" in client.get(address)["Cache-Control"]
