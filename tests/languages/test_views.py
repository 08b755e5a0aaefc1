"""Everybody reads in their own language, from the door on."""

from datetime import UTC, datetime

import polib
import pytest
from django.contrib.auth import user_logged_in
from django.http import HttpRequest
from django.test import Client
from pytest_django import Settings

from bothways.notifications.actions import tell
from bothways.notifications.models import Message
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
    "wanted", ["https://elsewhere.example/", "//elsewhere.example", "javascript:x", "no-page"]
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


def test_who_chose_a_language_at_the_door_has_it_for_mails_too(
    employee: Person, client: Client
) -> None:
    client.post("/languages/choose/", {"language": "de"})
    client.get("/sign-in/")
    request = HttpRequest()
    request.COOKIES = {"bothways-language": client.cookies["bothways-language"].value}

    user_logged_in.send(Person, request=request, user=employee)

    employee.refresh_from_db()
    assert employee.language == "de"


@pytest.mark.parametrize(
    ("own", "cookie", "kept"), [("es", "de", "es"), ("", "tlh", ""), ("", "", "")]
)
def test_a_choice_of_ones_own_and_a_language_we_lack_stay_as_they_were(
    employee: Person, own: str, cookie: str, kept: str
) -> None:
    employee.language = own
    employee.save()
    request = HttpRequest()
    request.COOKIES = {"bothways-language": cookie}

    user_logged_in.send(Person, request=request, user=employee)

    employee.refresh_from_db()
    assert employee.language == kept


def test_a_person_without_a_choice_gets_mail_in_the_firms_language(
    employee: Person, settings: Settings
) -> None:
    settings.LANGUAGE_CODE = "de"

    tell("commitment.due", to=[employee], text="Messlehren", link="")

    assert Message.objects.get().subject == "Ihre Zusage ist heute fällig"


def test_one_act_tells_each_in_their_own_language(employee: Person, colleague: Person) -> None:
    employee.language, colleague.language = "de", "es"
    employee.save()
    colleague.save()
    at = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)

    tell("round.reminder", to=[employee, colleague], title="Puls", closes=at, link="")

    subjects = {message.to: message.subject for message in Message.objects.all()}
    assert subjects[employee] == "Puls: Die Urne schließt am 27. November 2026, 18:00"
    assert "27 de noviembre de 2026" in subjects[colleague]
