"""The page that asks whose the device is."""

import pytest

from bothways.members.devices import OWN
from bothways.people.models import Person
from tests.conftest import ClientOf


def test_it_says_what_follows_from_each_answer(employee: Person, client_of: ClientOf) -> None:
    page = client_of(employee).get("/me/device/?next=/promises/").content.decode()

    assert "signed in for 30 days" in page
    assert "four hours at the latest" in page
    assert 'value="/promises/"' in page


def test_one_comes_back_to_where_one_was(employee: Person, client_of: ClientOf) -> None:
    answer = client_of(employee).post("/me/device/", {"own": "yes", "next": "/promises/"})

    assert answer.url == "/promises/"


@pytest.mark.parametrize("trap", ["https://evil.example/", "//evil.example/", ""])
def test_nobody_is_led_to_another_site(employee: Person, client_of: ClientOf, trap: str) -> None:
    answer = client_of(employee).post("/me/device/", {"own": "yes", "next": trap})

    assert answer.url == "/me/"


def test_the_ballot_client_is_answered_without_a_page(
    employee: Person, client_of: ClientOf
) -> None:
    client = client_of(employee)

    answer = client.post("/me/device/", {"own": "yes"})

    assert answer.status_code == 204
    assert answer.cookies[OWN].value


def test_no_answer_is_no_answer(employee: Person, client_of: ClientOf) -> None:
    answer = client_of(employee).post("/me/device/", {"next": "/me/"})

    assert answer.status_code == 422
    assert "Choose one." in answer.content.decode()


def test_whoever_is_not_signed_in_is_led_to_the_door(firm: object, client: object) -> None:
    answer = client.post("/me/device/", {"own": "yes"})  # type: ignore[attr-defined]

    assert answer.url.startswith("/sign-in/")
    assert OWN not in answer.cookies
