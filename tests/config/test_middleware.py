"""A ballot meets no session, no cookie, no sign-in on its way in."""

import json
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.cast import Cast

BOX = f"/box/{uuid4().hex}"

BOX = f"/box/{uuid4().hex}"


def drop(client: Client, address: str = BOX, body: object = None) -> object:
    return client.post(address, json.dumps(body or {}), content_type="application/json")


def test_the_box_asks_the_database_of_people_nothing(
    firm: Cast, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        answer = drop(client)

    assert answer.status_code in {400, 404}  # type: ignore[attr-defined]


def test_the_box_hands_out_no_cookie(firm: Cast, client: Client) -> None:
    answer = drop(client)

    assert dict(answer.cookies) == {}  # type: ignore[attr-defined]
    assert "Vary" not in answer  # type: ignore[operator]


def test_what_the_box_says_is_kept_by_no_cache(firm: Cast, client: Client) -> None:
    assert drop(client)["Cache-Control"] == "no-store"  # type: ignore[index]


def test_the_box_refuses_whoever_shows_a_cookie(firm: Cast, client: Client) -> None:
    client.force_login(firm.employee)

    answer = drop(client)

    assert answer.status_code == 400  # type: ignore[attr-defined]
    assert answer.json()["error"] == "cookie"  # type: ignore[attr-defined]


def test_the_box_needs_no_form_token(firm: Cast) -> None:
    answer = drop(Client(enforce_csrf_checks=True))

    assert answer.status_code != 403  # type: ignore[attr-defined]


@pytest.mark.parametrize("address", ["/", "/boxes/", "/box"])
def test_every_other_address_takes_the_usual_way(address: str, firm: Cast, client: Client) -> None:
    assert "Content-Security-Policy" in client.get(address)


def test_what_somebody_saw_while_signed_in_is_kept_by_no_browser_and_no_proxy(
    firm: Cast, client: Client
) -> None:
    client.force_login(firm.employee)

    for path in ("/", "/trust/", "/people/", "/me/", "/promises/", "/record/", "/nothing-here/"):
        assert "no-store" in client.get(path)["Cache-Control"], path


@pytest.fixture
def apart(settings: Settings) -> dict[str, str]:
    """A box that has a name of its own, and how a request comes to it."""
    settings.BASE_URL, settings.BOX_URL = "https://Trust.example", "https://box.example:8443"
    return {"host": "box.example:8443"}


@pytest.mark.parametrize("path", ["/", "/sign-in/", "/healthz", "/sw.js", "/static/x.css", "/box"])
def test_under_the_name_of_the_box_there_is_nothing_else(
    path: str, firm: Cast, apart: dict[str, str], client: Client
) -> None:
    client.force_login(firm.employee)

    answer = client.get(path, headers=apart)

    assert (answer.status_code, answer.content) == (404, b"")
    assert not answer.cookies


def test_the_box_is_there_under_its_name_and_goes_on_under_the_old_one(
    db: None, apart: dict[str, str]
) -> None:
    """A page that was loaded, or a ballot sealed, before the box moved still finds it."""
    for headers in (apart, {}):
        answer = Client().post(BOX, b"{}", content_type="text/plain", headers=headers)
        assert answer.json()["error"] == "unknown"


def test_only_our_own_pages_may_read_a_receipt(db: None, apart: dict[str, str]) -> None:
    answer = Client().post(
        BOX, b"{}", content_type="text/plain", headers=apart | {"origin": "https://evil.example"}
    )

    assert answer["Access-Control-Allow-Origin"] == "https://trust.example"
    for name in ("Access-Control-Allow-Credentials", "Timing-Allow-Origin", "Vary"):
        assert name not in answer.headers


def test_a_box_at_the_pages_own_address_lets_no_other_page_read(db: None) -> None:
    answer = Client().post(BOX, b"{}", content_type="text/plain")

    assert "Access-Control-Allow-Origin" not in answer.headers
