"""A ballot meets no session, no cookie, no sign-in on its way in."""

import json
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast

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
