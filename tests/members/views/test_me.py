"""A person's own page: how they see Bothways, and where they are signed in."""

import re

from django.test import Client

from bothways.members.models import Session
from bothways.people.models import Person
from tests.conftest import ClientOf


def test_the_chosen_theme_is_put_on_the_page(employee: Person, client_of: ClientOf) -> None:
    client = client_of(employee)
    assert "data-theme" not in client.get("/me/").content.decode()

    assert client.post("/me/", {"theme": "dark", "language": ""}).status_code == 302

    assert 'data-theme="dark"' in client.get("/me/").content.decode()


def test_the_chosen_language_is_kept(employee: Person, client_of: ClientOf) -> None:
    client_of(employee).post("/me/", {"theme": "", "language": "en"})

    employee.refresh_from_db()
    assert employee.language == "en"


def test_a_theme_that_does_not_exist_is_refused(employee: Person, client_of: ClientOf) -> None:
    answer = client_of(employee).post("/me/", {"theme": "pink", "language": ""})

    assert answer.status_code == 422
    employee.refresh_from_db()
    assert employee.theme == ""


def test_one_sees_ones_own_sessions_by_day_and_no_key(
    employee: Person, colleague: Person, client_of: ClientOf
) -> None:
    client = client_of(employee)
    other_browser = client_of(employee)
    client_of(colleague)

    page = client.get("/me/").content.decode()

    assert page.count("This browser") == 1
    assert page.count("Another browser") == 1
    for signed_in in (client, other_browser):
        assert str(signed_in.session.session_key) not in page


def test_ending_one_session_ends_that_one(employee: Person, client_of: ClientOf) -> None:
    client, other_browser = client_of(employee), client_of(employee)
    [handle] = re.findall(r'name="handle" value="(\w+)"', client.get("/me/").content.decode())

    assert client.post("/me/sessions/end/", {"handle": handle}).url == "/me/"

    assert client.get("/me/").status_code == 200
    assert other_browser.get("/me/").status_code == 302


def test_nobody_ends_the_session_of_another(
    employee: Person, colleague: Person, client_of: ClientOf
) -> None:
    client, other = client_of(employee), client_of(colleague)
    client_of(employee)
    [handle] = re.findall(r'name="handle" value="(\w+)"', client.get("/me/").content.decode())

    other.post("/me/sessions/end/", {"handle": handle})

    assert Session.objects.filter(person=employee).count() == 2


def test_ending_all_others_leaves_this_one_and_those_of_other_people(
    employee: Person, colleague: Person, client_of: ClientOf
) -> None:
    client, second, third = (client_of(employee) for _ in range(3))
    others = client_of(colleague)

    client.post("/me/sessions/end-others/")

    assert client.get("/me/").status_code == 200
    assert others.get("/me/").status_code == 200
    assert {second.get("/me/").status_code, third.get("/me/").status_code} == {302}


def test_the_page_is_for_those_who_are_signed_in(firm: object) -> None:
    assert Client().get("/me/").url == "/sign-in/?next=/me/"
    for address in ("/me/sessions/end/", "/me/sessions/end-others/"):
        assert Client().post(address).url.startswith("/sign-in/")


def test_an_end_takes_a_post(employee: Person, client_of: ClientOf) -> None:
    client = client_of(employee)

    for address in ("/me/sessions/end/", "/me/sessions/end-others/"):
        assert client.get(address).status_code == 405
