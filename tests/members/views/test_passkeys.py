"""Passkeys as a browser meets them: questions, answers, refusals in sentences."""

import json
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from pytest_django import Settings

from bothways.members.challenges import LIVES_SECONDS
from bothways.members.devices import OWN
from bothways.members.models import Passkey, Session
from bothways.members.webauthn import Site
from bothways.people.models import Person
from tests.conftest import ClientOf
from tests.members.authenticator import HERE, Phone

BY_NAME: dict[str, Any] = {"headers": {"host": "localhost:8000"}}


def say(client: Client, address: str, body: object = None, **more: Any) -> Any:
    sent = {**BY_NAME, **more}
    return client.post(address, json.dumps(body or {}), content_type="application/json", **sent)


def own(client: Client) -> Client:
    client.post("/me/device/", {"own": "yes"})
    return client


def with_passkey(client: Client) -> Phone:
    phone = Phone()
    options = say(own(client), "/me/passkeys/options/").json()
    added = say(client, "/me/passkeys/add/", phone.make(options))
    assert added.status_code == 200, added.json()
    return phone


def test_one_adds_a_passkey_and_comes_in_by_it(employee: Person, client_of: ClientOf) -> None:
    phone = with_passkey(client_of(employee))
    visitor = Client()

    options = say(visitor, "/sign-in/passkey/options/").json()
    answer = say(visitor, "/sign-in/passkey/?next=/promises/", phone.enter(options))

    assert answer.json() == {"go": "/me/device/?next=%2Fpromises%2F"}
    assert visitor.get("/me/", **BY_NAME).status_code == 200


def test_on_a_device_marked_as_ones_own_it_leads_straight_on(
    employee: Person, client_of: ClientOf
) -> None:
    client = client_of(employee)
    phone = with_passkey(client)
    client.post("/sign-out/")

    options = say(client, "/sign-in/passkey/options/").json()
    answer = say(client, "/sign-in/passkey/?next=/promises/", phone.enter(options))

    assert answer.json() == {"go": "/promises/"}
    assert int(client.cookies["sessionid"]["max-age"]) > 60 * 60 * 24 * 29


def test_whoever_comes_in_where_somebody_else_was_stays_in(
    employee: Person, colleague: Person, client_of: ClientOf
) -> None:
    phone = with_passkey(client_of(employee))
    browser = client_of(colleague)

    options = say(browser, "/sign-in/passkey/options/").json()
    say(browser, "/sign-in/passkey/", phone.enter(options))

    page = browser.get("/me/", **BY_NAME)
    assert page.status_code == 200
    assert page.wsgi_request.user == employee


def test_on_any_other_device_the_session_is_short(employee: Person, client_of: ClientOf) -> None:
    phone = with_passkey(client_of(employee))
    visitor = Client()

    options = say(visitor, "/sign-in/passkey/options/").json()
    say(visitor, "/sign-in/passkey/", phone.enter(options))

    assert visitor.cookies["sessionid"]["max-age"] == ""


@pytest.mark.parametrize("trap", ["https://evil.example/", "//evil.example/"])
def test_nobody_is_led_to_another_site(employee: Person, client_of: ClientOf, trap: str) -> None:
    client = client_of(employee)
    phone = with_passkey(client)
    client.post("/sign-out/")

    options = say(client, "/sign-in/passkey/options/").json()
    answer = say(client, f"/sign-in/passkey/?next={trap}", phone.enter(options))

    assert answer.json() == {"go": "/"}


def test_an_answer_that_comes_too_late_is_refused(
    employee: Person, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, visitor = with_passkey(client_of(employee)), Client()
    options = say(visitor, "/sign-in/passkey/options/").json()
    later = signing.time.time() + LIVES_SECONDS + 5
    monkeypatch.setattr(signing.time, "time", lambda: later)

    answer = say(visitor, "/sign-in/passkey/", phone.enter(options))

    assert answer.status_code == 409
    assert answer.json() == {"say": "That took too long, or was used already. Try again."}


def test_a_recorded_answer_opens_nothing_in_the_same_browser_or_another(
    employee: Person, client_of: ClientOf
) -> None:
    phone, visitor = with_passkey(client_of(employee)), Client()
    options = say(visitor, "/sign-in/passkey/options/").json()
    question = visitor.cookies["bothways-asked"].value
    said = phone.enter(options)
    assert say(visitor, "/sign-in/passkey/", said).status_code == 200

    for thief in (visitor, Client()):
        thief.cookies["bothways-asked"] = question
        again = say(thief, "/sign-in/passkey/", said)
        assert again.status_code == 409
        assert "used already" in again.json()["say"]


def test_an_answer_without_a_question_is_refused(employee: Person, client_of: ClientOf) -> None:
    phone, visitor = with_passkey(client_of(employee)), Client()
    options = say(Client(), "/sign-in/passkey/options/").json()

    assert say(visitor, "/sign-in/passkey/", phone.enter(options)).status_code == 409
    assert "_auth_user_id" not in visitor.session


def test_an_answer_from_another_origin_is_refused(employee: Person, client_of: ClientOf) -> None:
    phone, visitor = with_passkey(client_of(employee)), Client()
    options = say(visitor, "/sign-in/passkey/options/").json()
    false = Site(name="localhost", origin="http://localhost:8000.evil.example")

    answer = say(visitor, "/sign-in/passkey/", phone.enter(options, site=false))

    assert answer.status_code == 409
    assert "does not fit here" in answer.json()["say"]


def test_a_question_to_one_person_makes_no_passkey_for_another(
    employee: Person, colleague: Person, client_of: ClientOf
) -> None:
    client, other = own(client_of(employee)), own(client_of(colleague))
    options = say(client, "/me/passkeys/options/").json()
    other.cookies["bothways-asked"] = client.cookies["bothways-asked"].value

    assert say(other, "/me/passkeys/add/", Phone().make(options)).status_code == 409
    assert not Passkey.objects.exists()


def test_a_question_of_the_door_makes_no_passkey(employee: Person, client_of: ClientOf) -> None:
    client = own(client_of(employee))
    phone = Phone()
    making = say(client, "/me/passkeys/options/").json()
    making["challenge"] = say(client, "/sign-in/passkey/options/").json()["challenge"]

    assert say(client, "/me/passkeys/add/", phone.make(making)).status_code == 409


def test_on_a_device_of_many_no_passkey_is_made(employee: Person, client_of: ClientOf) -> None:
    client = client_of(employee)

    for address in ("/me/passkeys/options/", "/me/passkeys/add/"):
        assert say(client, address).status_code == 409
    assert "yours alone" in say(client, "/me/passkeys/options/").json()["say"]
    page = client.get("/me/", **BY_NAME).content.decode()
    assert 'data-passkey="add"' not in page
    assert "say above that this one is yours alone" in page


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "testserver"])
def test_where_browsers_keep_no_passkeys_none_are_offered(
    employee: Person, client_of: ClientOf, host: str
) -> None:
    there: Any = {"headers": {"host": host}}
    client = own(client_of(employee))

    assert 'data-passkey="enter"' not in Client().get("/sign-in/", **there).content.decode()
    assert "need an address with a name" in client.get("/me/", **there).content.decode()
    assert say(client, "/me/passkeys/options/", **there).status_code == 409
    assert say(Client(), "/sign-in/passkey/options/", **there).status_code == 409


def test_behind_a_proxy_with_tls_the_origin_is_the_one_the_browser_sees(
    employee: Person, client_of: ClientOf, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["trust.example.org", "testserver"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    there: Any = {"headers": {"host": "trust.example.org", "x-forwarded-proto": "https"}}
    site = Site(name="trust.example.org", origin="https://trust.example.org")
    client, phone = own(client_of(employee)), Phone()

    options = say(client, "/me/passkeys/options/", **there).json()
    added = say(client, "/me/passkeys/add/", phone.make(options, site=site), **there)

    assert options["rp"]["id"] == "trust.example.org"
    assert added.status_code == 200


def test_where_any_name_would_do_only_the_one_of_the_links_does(
    firm: object, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.BASE_URL = "http://localhost:8000"

    assert say(Client(), "/sign-in/passkey/options/").status_code == 200
    other: Any = {"headers": {"host": "evil.localhost:8000"}}
    assert say(Client(), "/sign-in/passkey/options/", **other).status_code == 409


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"[" * 5000, b"x" * 30_000])
def test_a_body_that_is_no_answer_is_refused_in_a_sentence(firm: object, body: bytes) -> None:
    visitor = Client()
    say(visitor, "/sign-in/passkey/options/")

    answer = visitor.post("/sign-in/passkey/", body, content_type="application/json", **BY_NAME)

    assert answer.status_code == 409
    assert answer.json()["say"]


def test_looking_at_the_door_fills_nothing(firm: object) -> None:
    for _time in range(3):
        say(Client(), "/sign-in/passkey/options/")

    assert not Session.objects.exists()


def test_a_form_of_another_site_signs_nobody_in(employee: Person) -> None:
    strict = Client(enforce_csrf_checks=True)

    for address in ("/sign-in/passkey/options/", "/sign-in/passkey/"):
        assert say(strict, address).status_code == 403


def test_one_renames_and_removes_ones_own_and_no_other(
    employee: Person, colleague: Person, client_of: ClientOf
) -> None:
    client, other = client_of(employee), client_of(colleague)
    with_passkey(client)
    pk = Passkey.objects.get().pk

    other.post(f"/me/passkeys/{pk}/rename/", {"name": "Taken"})
    other.post(f"/me/passkeys/{pk}/remove/")
    client.post(f"/me/passkeys/{pk}/rename/", {"name": "<b>My phone"})
    assert "&lt;b&gt;My phone" in client.get("/me/").content.decode()
    answer = client.post(f"/me/passkeys/{pk}/remove/")

    assert answer.url == "/me/#passkeys"
    assert not Passkey.objects.exists()


def test_the_offer_is_made_once_on_a_device(employee: Person, client_of: ClientOf) -> None:
    client = own(client_of(employee))

    page = client.get("/me/passkeys/offer/?next=/promises/", **BY_NAME).content.decode()

    assert 'href="/promises/">Not now' in page
    assert client.cookies["bothways-passkey-offered"].value == "1"
    assert client.cookies[OWN].value


def test_whoever_is_not_signed_in_adds_nothing(firm: object) -> None:
    for address in ("/me/passkeys/options/", "/me/passkeys/add/", "/me/passkeys/offer/"):
        assert Client().get(address).status_code in {302, 405}
        assert say(Client(), address).status_code in {302, 405}


def test_the_site_of_a_test_is_the_site_of_the_phone() -> None:
    assert HERE.origin.endswith(BY_NAME["headers"]["host"])
