"""The first run in a browser: each step stands alone and can be loaded again."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from bothways.members.actions import first_run_token
from bothways.members.models import Session
from bothways.people.models import Organisation, Person, Role
from bothways.record.models import Entry
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import make_person

WHO = {"firm": "Millrace", "name": "Sanne Weir", "email": "sanne@millrace.example"}


def said_by(command: str, *words: str) -> str:
    out = StringIO()
    call_command(command, *words, stdout=out)
    return out.getvalue().strip()


@pytest.fixture
def founder(data: Path) -> Client:
    """The browser of somebody who has just named the firm."""
    client = Client()
    answer = client.post("/welcome/", {**WHO, "token": first_run_token(data)})
    assert answer.url == "/welcome/people/"
    return client


@pytest.mark.parametrize("address", ["/", "/trust/", "/sign-in/", "/people/", "/nowhere/"])
def test_every_address_of_a_new_installation_leads_to_the_first_run(address: str) -> None:
    assert Client().get(address).url == "/welcome/"


def test_a_sign_of_life_needs_no_firm() -> None:
    assert Client().get("/healthz").status_code == 200


def test_without_the_token_the_page_is_closed_and_says_where_the_token_is(data: Path) -> None:
    first_run_token(data)

    for address in ("/welcome/", "/welcome/?token=guessed"):
        answer = Client().get(address)
        assert answer.status_code == 403
        assert "in the terminal" in answer.content.decode()
    assert "This is not the token" in Client().get("/welcome/?token=x").content.decode()
    assert Client().post("/welcome/", {**WHO, "token": "guessed"}).status_code == 403
    assert not Organisation.objects.exists()


def test_the_printed_address_opens_the_first_step(data: Path, settings: Settings) -> None:
    settings.BASE_URL = "http://127.0.0.1:8123"
    address = said_by("first_run_address").split()[-1]
    assert address.startswith("http://127.0.0.1:8123/welcome/?token=")

    page = Client().get(address.removeprefix("http://127.0.0.1:8123")).content.decode()

    assert "Who are you?" in page
    assert first_run_token(data) in page


def test_the_founder_is_signed_in_on_that_browser_at_once(founder: Client) -> None:
    assert "So far only you." in founder.get("/welcome/people/").content.decode()
    assert Session.objects.get().person == Person.objects.get()


def test_what_is_missing_is_said_and_nothing_is_half_done(data: Path) -> None:
    token = first_run_token(data)

    answer = Client().post("/welcome/", {"firm": "Millrace", "email": "nope", "token": token})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Everyone needs a name." in page
    assert "This is not an e-mail address." in page
    assert 'value="Millrace"' in page
    assert not Organisation.objects.exists()


def test_loading_the_first_step_again_leads_on(founder: Client, data: Path) -> None:
    again = founder.post("/welcome/", {**WHO, "token": "whatever"})

    assert founder.get("/welcome/").url == "/welcome/people/"
    assert again.url == "/welcome/people/"
    assert Client().get("/welcome/").url == "/"
    assert Organisation.objects.count() == 1


def test_people_added_in_the_first_run_lead_back_to_it(founder: Client) -> None:
    answer = founder.post(
        "/people/add/?welcome=1",
        {"name": "Jo Marsh", "email": "jo@millrace.example", "unit": "Assembly"},
    )

    assert answer.url == "/welcome/people/"
    assert "So far 2 people." in founder.get("/welcome/people/").content.decode()


def test_a_representative_is_chosen_among_those_who_lead_nobody(founder: Client) -> None:
    owner = Person.objects.get()
    lead = make_person("Ruben Dahl", manager=owner)
    jo = make_person("Jo Marsh", manager=lead)

    page = founder.get("/welcome/representative/").content.decode()
    assert "Jo Marsh" in page
    assert "Ruben Dahl" not in page
    answer = founder.post("/welcome/representative/", {"person": str(jo.pk)})

    assert answer.url == "/welcome/values/"
    assert Role.objects.get(kind="representative").person == jo


def test_whoever_can_not_represent_is_refused_at_the_field(founder: Client) -> None:
    owner = Person.objects.get()

    answer = founder.post("/welcome/representative/", {"person": str(owner.pk)})

    assert answer.status_code == 422
    assert 'id="id_person_error"' in answer.content.decode()


def test_nobody_yet_is_a_choice_whose_price_is_said(founder: Client) -> None:
    page = founder.get("/welcome/representative/").content.decode()
    assert "the company alone can open this box" in page

    assert founder.post("/welcome/representative/", {"person": ""}).url == "/welcome/values/"

    done = founder.get("/welcome/done/").content.decode()
    assert "nobody watches over the rounds for the employees" in done


@pytest.mark.parametrize("step", ["group", "representative", "values"])
def test_what_holds_for_everyone_is_the_owners_to_set(
    firm: Cast, client_of: ClientOf, step: str
) -> None:
    assert client_of(firm.owner).get(f"/welcome/{step}/").status_code == 200
    assert client_of(firm.people_lead).get(f"/welcome/{step}/").status_code == 403
    assert Client().get(f"/welcome/{step}/").url.startswith("/sign-in/")


@pytest.mark.parametrize("step", ["people", "mail", "round", "words", "announce", "done"])
def test_the_other_steps_are_the_people_leads_too(
    firm: Cast, client_of: ClientOf, step: str
) -> None:
    assert client_of(firm.people_lead).get(f"/welcome/{step}/").status_code == 200
    assert client_of(firm.employee).get(f"/welcome/{step}/").status_code == 403


def test_once_founded_no_address_is_printed_and_no_token_made(firm: Cast, data: Path) -> None:
    assert said_by("first_run_address") == ""
    assert list(data.iterdir()) == []


def test_a_printed_code_signs_in_and_is_on_the_record(firm: Cast) -> None:
    code = said_by("sign_in_code", str(firm.owner.email).upper())

    client = Client()
    client.post("/sign-in/", {"address": firm.owner.email})
    assert (
        client.post("/sign-in/code/", {"code": code}).status_code == 422
    )  # a newer one was mailed
    code = said_by("sign_in_code", str(firm.owner.email))
    assert client.post("/sign-in/code/", {"code": code}).url == "/"
    entries = Entry.objects.filter(verb="person.code_printed", about_id=str(firm.owner.pk))
    assert entries.count() == 2
    assert code not in str(list(entries.values()))


def test_no_code_is_printed_for_whoever_is_not_here(firm: Cast) -> None:
    for address in ("nobody@millrace.example", str(firm.leaver.email)):
        with pytest.raises(CommandError, match="Nobody here"):
            said_by("sign_in_code", address)


def test_where_no_mail_can_leave_the_door_says_who_can_help(firm: Cast, settings: Settings) -> None:
    settings.MAIL_LEAVES = False

    client = Client()
    code = said_by("sign_in_code", str(firm.employee.email))

    answer = client.post("/sign-in/", {"address": firm.employee.email})

    assert answer.status_code == 503
    assert "Whoever runs the server can print a code" in answer.content.decode()
    assert client.post("/sign-in/code/", {"code": code}).url == "/"
