"""Each role at each address of the list of people: what it meets there."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils.html import escape

from bothways.people.models import Person
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import make_person

EVERYBODY = ("owner", "people_lead", "manager", "employee", "representative")
KEEPERS = {"owner", "people_lead"}
FOR_ALL = ["/me/", "/me/device/", "/people/"]
FOR_KEEPERS = [
    "/people/add/",
    "/people/import/",
    "/people/import/sample.csv",
    "/people/invite/",
]
UNSEEN_BY_OTHERS = ["/people/cards/", "/people/kiosks/"]  # not even that there are any
POSTS_OF_KEEPERS = ["roles/", "also/", "line/", "leaves/", "left/", "card/revoke/"]
ONLY_POSTED = [
    "/sign-out/",
    "/me/sessions/end/",
    "/me/sessions/end-others/",
    "/me/push/on/",
    "/me/push/off/",
    "/me/push/test/",
    "/me/passkeys/add/",
    "/me/card/revoke/",
    "/people/import/confirm/",
    "/people/import/drop/",
    "/people/cards/print/",
]


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_role_sees_its_own_pages_and_no_other(
    firm: Cast, who: str, client_of: ClientOf
) -> None:
    client = client_of(getattr(firm, who))

    for path in FOR_ALL:
        assert client.get(path).status_code == 200, path
    for path in FOR_KEEPERS:
        assert client.get(path).status_code == (200 if who in KEEPERS else 403), path
    for path in UNSEEN_BY_OTHERS:
        assert client.get(path).status_code == (200 if who in KEEPERS else 404), path


@pytest.mark.parametrize("who", ["manager", "employee", "representative"])
def test_nobody_else_changes_what_stands_of_a_colleague(
    firm: Cast, who: str, client_of: ClientOf
) -> None:
    client, before = client_of(getattr(firm, who)), Person.objects.values().get(name="Tariq Bell")

    for path in POSTS_OF_KEEPERS:
        answer = client.post(f"/people/{firm.colleague.pk}/{path}", {"on": "2026-11-02"})
        assert answer.status_code == 403, path
    assert Person.objects.values().get(name="Tariq Bell") == before


@pytest.mark.parametrize("path", [*FOR_ALL, *FOR_KEEPERS, *UNSEEN_BY_OTHERS])
def test_whoever_is_not_signed_in_is_led_to_the_door_and_back(
    firm: Cast, client: Client, path: str
) -> None:
    answer = client.get(path)

    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/?next=")  # type: ignore[attr-defined]


def test_a_leaver_s_browser_is_led_to_the_door(firm: Cast, client_of: ClientOf) -> None:
    assert client_of(firm.leaver).get("/me/").status_code == 302


def test_what_changes_something_is_not_done_by_looking_at_it(
    owner: Person, client_of: ClientOf
) -> None:
    client = client_of(owner)

    for path in ONLY_POSTED:
        assert client.get(path).status_code == 405, path


@pytest.mark.parametrize("who", EVERYBODY)
def test_somebody_who_is_not_there_is_not_found_by_anybody(
    firm: Cast, who: str, client_of: ClientOf
) -> None:
    client, nobody = client_of(getattr(firm, who)), uuid4()

    assert client.get(f"/people/{nobody}/").status_code == 404
    assert client.post(f"/people/{nobody}/left/").status_code == 404


@pytest.mark.parametrize(
    "name",
    ["x" * 120, "Ñandú-Größe " * 10, "<b>Jo</b> & 'Sons'", "سارة الأندلسي"],
    ids=["without a space", "of many parts", "with signs of a page", "from right to left"],
)
def test_whatever_somebody_is_called_stands_there_whole_and_as_words(
    firm: Cast, name: str, client_of: ClientOf
) -> None:
    person = make_person(name.strip(), unit="Millrace/Office", email="odd@millrace.example")
    client = client_of(firm.employee)

    page = client.get(f"/people/{person.pk}/")

    assert page.status_code == 200
    assert escape(name.strip()) in page.content.decode()
    assert "<b>Jo</b>" not in page.content.decode()
    assert person in client.get("/people/", {"q": name[:6]}).context["page"].object_list


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_the_pages_are_in_the_language_that_somebody_chose(
    firm: Cast, language: str, client_of: ClientOf
) -> None:
    firm.owner.language = language
    firm.owner.save()
    client = client_of(firm.owner)

    for path in (*FOR_ALL, "/people/import/", "/people/invite/"):
        assert f'<html lang="{language}"' in client.get(path).content.decode(), path
