"""Everybody reads in their own language, from the door on."""

import polib
import pytest
from django.test import Client

from bothways.people.models import Person
from tests.conftest import ClientOf


def test_the_door_speaks_the_browsers_language(owner: Person, client: Client) -> None:
    page = client.get("/sign-in/", headers={"accept-language": "es-MX,es;q=0.9"})

    assert page.headers["Content-Language"] == "es"
    assert '<html lang="es"' in page.content.decode()


def test_a_language_we_do_not_have_gets_the_firms_own(owner: Person, client: Client) -> None:
    page = client.get("/sign-in/", headers={"accept-language": "fi"})

    assert '<html lang="en"' in page.content.decode()


def test_each_language_is_offered_by_its_own_name(owner: Person, client: Client) -> None:
    text = client.get("/sign-in/").content.decode()

    assert 'lang="de">Deutsch</button>' in text
    assert 'lang="es">Español</button>' in text


def test_a_language_chosen_at_the_door_stays_and_leads_back(owner: Person, client: Client) -> None:
    answer = client.post("/languages/choose/", {"language": "de", "next": "/sign-in/?next=/trust/"})

    assert answer.headers["Location"] == "/sign-in/?next=/trust/"
    page = client.get("/sign-in/", headers={"accept-language": "es"})
    assert '<html lang="de"' in page.content.decode()


@pytest.mark.parametrize(
    "wanted", ["https://elsewhere.example/", "//elsewhere.example", "javascript:x"]
)
def test_choosing_a_language_leads_nowhere_else(owner: Person, client: Client, wanted: str) -> None:
    answer = client.post("/languages/choose/", {"language": "de", "next": wanted})

    assert answer.headers["Location"] == "/"


def test_a_language_that_is_not_offered_is_not_kept(owner: Person, client: Client) -> None:
    answer = client.post("/languages/choose/", {"language": "tlh"})

    assert not answer.cookies


def test_the_persons_own_choice_goes_before_the_doors(
    employee: Person, client_of: ClientOf
) -> None:
    employee.language = "es"
    employee.save()
    browser = client_of(employee)
    browser.post("/languages/choose/", {"language": "de"})

    assert '<html lang="es"' in browser.get("/").content.decode()


def test_a_proxy_is_told_that_pages_differ_by_language(owner: Person, client: Client) -> None:
    assert "Accept-Language" in client.get("/sign-in/").headers["Vary"]


def test_the_page_for_translators_tells_how_far_each_language_is(
    owner: Person, client: Client
) -> None:
    text = client.get("/languages/").content.decode()

    assert "Deutsch" in text
    assert "Draft: not yet reviewed by a native speaker." in text


def test_the_file_for_translators_is_a_catalogue_with_every_text(
    owner: Person, client: Client
) -> None:
    answer = client.get("/languages/es.po")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="bothways-es.po"'
    assert len(polib.pofile(answer.content.decode())) > 900


def test_there_is_no_file_of_a_language_that_is_not_translated(
    owner: Person, client: Client
) -> None:
    assert client.get("/languages/en.po").status_code == 404
