"""The door as a browser meets it."""

import re
import socket
from collections.abc import Iterator
from email.message import Message as Letter

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as CaughtMail
from django.core import mail
from django.test import Client
from pytest_django import Settings

from bothways.members.actions.signing_in import CODES_AN_HOUR
from bothways.members.models import Session
from bothways.people.models import Person
from tests.conftest import ClientOf

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def ask(client: Client, person: Person | str, **fields: str) -> object:
    address = person if isinstance(person, str) else person.email
    return client.post("/sign-in/", {"address": address, **fields})


def code_in(text: str) -> str:
    found = re.search(r"\b\d{6}\b", text)
    assert found
    return found[0]


def test_an_address_a_code_and_one_is_in(employee: Person) -> None:
    client = Client()

    assert client.get("/sign-in/").status_code == 200
    assert ask(client, employee).url == "/sign-in/code/"
    assert str(employee.email) in client.get("/sign-in/code/").content.decode()
    answer = client.post("/sign-in/code/", {"code": code_in(mail.outbox[0].body)})

    assert answer.url == "/"
    assert client.get("/me/").status_code == 200


def test_one_lands_where_one_wanted_to_go(employee: Person) -> None:
    client = Client()
    door = client.get("/me/").url
    assert door == "/sign-in/?next=/me/"
    assert 'value="/me/"' in client.get(door).content.decode()

    ask(client, employee, next="/me/")
    answer = client.post("/sign-in/code/", {"code": code_in(mail.outbox[0].body)})

    assert answer.url == "/me/"


@pytest.mark.parametrize(
    "trap", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "no-page"]
)
def test_nobody_is_led_to_another_site(employee: Person, trap: str) -> None:
    client = Client()
    ask(client, employee, next=trap)

    assert client.post("/sign-in/code/", {"code": code_in(mail.outbox[0].body)}).url == "/"


def test_spaces_in_the_code_do_no_harm(employee: Person) -> None:
    client = Client()
    ask(client, employee)
    code = code_in(mail.outbox[0].body)

    answer = client.post("/sign-in/code/", {"code": f" {code[:3]} {code[3:]} "})

    assert answer.status_code == 302


def test_a_known_and_an_unknown_address_see_the_same_pages(employee: Person) -> None:
    known, unknown = Client(), Client()
    answers = []
    for client, address in ((known, str(employee.email)), (unknown, "zz.marsh@millrace.example")):
        first = ask(client, address)
        page = client.get("/sign-in/code/").content.decode()
        wrong = client.post("/sign-in/code/", {"code": "1"})
        texts = [
            re.sub(r'(csrfmiddlewaretoken" value)="[^"]+"', "", text).replace(address, "ADDRESS")
            for text in (page, wrong.content.decode())
        ]
        answers.append((first.status_code, first.url, wrong.status_code, texts))

    assert answers[0] == answers[1]


def test_a_wrong_code_says_so_at_the_field(employee: Person) -> None:
    client = Client()
    ask(client, employee)

    answer = client.post("/sign-in/code/", {"code": "12"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "does not open the door" in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_code_error"' in page


def test_no_address_and_half_an_address_are_told_what_is_missing(firm: object) -> None:
    empty = ask(Client(), "")
    half = ask(Client(), "jo.marsh")

    assert (empty.status_code, half.status_code) == (422, 422)
    assert "Type your e-mail address." in empty.content.decode()
    assert "needs a name, @ and a place" in half.content.decode()
    assert 'value="jo.marsh"' in half.content.decode()


def test_too_many_codes_are_refused_with_a_way_on(employee: Person) -> None:
    client = Client()
    for _ in range(CODES_AN_HOUR):
        ask(client, employee)

    answer = ask(client, employee)

    assert answer.status_code == 429
    assert "Wait an hour" in answer.content.decode()


def test_the_code_page_without_an_address_leads_to_the_door(firm: object) -> None:
    assert Client().get("/sign-in/code/").url == "/sign-in/"


def test_a_forged_waiting_cookie_leads_to_the_door(employee: Person) -> None:
    client = Client()
    client.cookies["bothways-waiting"] = f"{employee.email}\n:1abc:forged"

    assert client.get("/sign-in/code/").url == "/sign-in/"


def test_whoever_is_in_does_not_meet_the_door(employee: Person, client_of: ClientOf) -> None:
    assert client_of(employee).get("/sign-in/").url == "/"


def test_signing_out_ends_the_session_and_takes_a_post(
    employee: Person, client_of: ClientOf
) -> None:
    client = client_of(employee)

    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").url == "/sign-in/"
    assert not Session.objects.exists()
    assert client.get("/me/").status_code == 302


def test_a_new_session_key_is_given_at_the_door(employee: Person, colleague: Person) -> None:
    client = Client()
    client.force_login(colleague)
    before = client.session.session_key
    client.post("/sign-out/")
    ask(client, employee)
    client.post("/sign-in/code/", {"code": code_in(mail.outbox[-1].body)})

    assert client.session.session_key != before


def test_a_mail_server_that_does_not_answer_is_said_for_known_and_unknown_alike(
    employee: Person, settings: Settings
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, and nobody listens there
        settings.EMAIL_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT = taken.getsockname()
        answers = [ask(Client(), str(employee.email)), ask(Client(), "nobody@millrace.example")]

    for answer in answers:
        assert answer.status_code == 503
        page = answer.content.decode()
        assert "We could not send your code" in page
        assert "The mail server did not answer. Try again." in page


class KeptMail(CaughtMail):
    """What a real mail server took."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Letter] = []

    def handle_message(self, message: Letter) -> None:
        self.letters.append(message)


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[KeptMail]:
    """A mail server on a free port, used by Django."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = KeptMail()
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", port
    yield kept
    server.stop()


def test_the_code_travels_through_a_real_mail_server(
    employee: Person, mail_server: KeptMail
) -> None:
    client = Client()
    ask(client, employee)
    ask(Client(), "nobody@millrace.example")

    [letter] = mail_server.letters
    assert letter["To"] == employee.email
    code = code_in(letter.get_payload(decode=True).decode())
    assert code in letter["Subject"]
    assert client.post("/sign-in/code/", {"code": code}).url == "/"
