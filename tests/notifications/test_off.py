"""The link in a mail that turns its kind off: one button, signed out, good for nothing else."""

from uuid import uuid4

import pytest
from django.core import signing
from django.test import Client

from bothways.notifications.tokens import OFF, off_link, off_token, read_off
from bothways.notifications.wishes import choices_of
from bothways.people.models import Person


def is_on(person: Person, about: str = "weekly") -> bool:
    return next(one.at_once for one in choices_of(person) if one.about == about)


def path(person: Person, about: str = "weekly") -> str:
    return off_link(person.pk, about).removeprefix("http://127.0.0.1:8000")


def test_opening_the_link_shows_one_button_and_turns_nothing_off(
    employee: Person, client: Client
) -> None:
    page = client.get(path(employee)).content.decode()

    assert page.count("Turn it off</button>") == 1
    assert employee.name not in page
    assert str(employee.email) not in page
    assert is_on(employee)


def test_the_button_turns_it_off_and_on_again(employee: Person, client: Client) -> None:
    off = client.post(path(employee))
    assert "It is off. No weekly mail comes any more." in off.content.decode()
    assert not is_on(employee)

    client.post(path(employee), {"on": "1"})
    assert is_on(employee)


def test_a_mail_program_presses_it_by_itself_without_a_cookie(employee: Person) -> None:
    program = Client(enforce_csrf_checks=True)

    answer = program.post(path(employee), {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert not is_on(employee)
    assert "sessionid" not in answer.cookies


def test_it_opens_nothing_else(employee: Person, client: Client) -> None:
    client.post(path(employee))

    for address in ("/", "/me/", "/me/mails/", "/trust/"):
        assert client.get(address).status_code == 302


@pytest.mark.parametrize("about", ["account", "rounds", "keys", "no such"])
def test_a_token_for_what_keeps_somebody_safe_turns_off_nothing(
    employee: Person, client: Client, about: str
) -> None:
    assert client.post(path(employee, about)).status_code == 404


@pytest.mark.parametrize("wrong", ["cut", "forged", "of another use", "of nobody"])
def test_a_token_that_was_not_made_here_for_this_turns_off_nothing(
    employee: Person, client: Client, wrong: str
) -> None:
    token = off_token(employee.pk, "weekly")
    tokens = {
        "cut": token[:-3],
        "forged": token[:-3] + "abc",
        "of another use": signing.dumps([employee.pk.hex, "weekly"], salt="another"),
        "of nobody": off_token(uuid4(), "weekly"),
    }

    assert client.post(f"/mails/off/{tokens[wrong]}/").status_code == 404
    assert is_on(employee)


def test_who_has_left_has_nothing_to_turn_off(leaver: Person, client: Client) -> None:
    assert client.get(path(leaver)).status_code == 404


@pytest.mark.parametrize("inside", [[], ["x"], ["no id", "weekly"], "weekly", {"a": 1}])
def test_a_signed_token_of_another_shape_is_read_as_none(inside: object) -> None:
    assert read_off(signing.dumps(inside, salt=OFF)) is None
