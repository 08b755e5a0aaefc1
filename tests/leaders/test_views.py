"""The pages of those who lead, address by address and role by role, before any round."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bothways.leaders.models import ProfileShare
from bothways.people.models import Person
from tests.cast import Cast
from tests.conftest import ClientOf

OF_LEADERS = ("/leaders/", "/leaders/by-name/", "/leaders/profile/")
SHARED = "/leaders/shared/"
NOT_THERE = uuid.UUID(int=7)


def share(by: Person, with_whom: str) -> ProfileShare:
    today = timezone.localdate()
    return ProfileShare.objects.create(
        leader=by, shown_to=with_whom, from_on=today, until_on=today + timedelta(days=14)
    )


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("owner", 200),
        ("manager", 200),
        ("other_manager", 200),
        ("people_lead", 200),
        ("employee", 404),
        ("representative", 404),
        ("dispatcher", 404),
    ],
)
def test_the_mirror_is_for_whoever_leads_and_for_nobody_else(
    firm: Cast, client_of: ClientOf, who: str, status: int
) -> None:
    browser = client_of(getattr(firm, who))

    assert {browser.get(address).status_code for address in OF_LEADERS} == {status}
    assert browser.get(SHARED).status_code == 200


def test_who_leads_nobody_any_more_has_no_mirror(firm: Cast, client_of: ClientOf) -> None:
    Person.objects.filter(manager=firm.manager).update(manager=firm.other_manager)

    browser = client_of(firm.manager)

    assert {browser.get(address).status_code for address in OF_LEADERS} == {404}


@pytest.mark.parametrize("address", [*OF_LEADERS, SHARED])
def test_who_is_not_signed_in_is_asked_to_sign_in_and_comes_back(
    firm: Cast, client: Client, address: str
) -> None:
    reply = client.get(address)

    assert reply.status_code == 302
    assert reply["Location"].endswith(f"?next={address}")


@pytest.mark.parametrize("address", [*OF_LEADERS, SHARED])
def test_who_has_left_is_not_let_in(firm: Cast, client_of: ClientOf, address: str) -> None:
    assert client_of(firm.leaver).get(address).status_code == 302


@pytest.mark.parametrize("who", ["manager", "employee"])
def test_a_share_that_was_never_there_is_not_there_for_anybody(
    firm: Cast, client_of: ClientOf, who: str
) -> None:
    browser = client_of(getattr(firm, who))

    assert browser.get(f"{SHARED}{NOT_THERE}/").status_code == 404
    assert browser.post(f"/leaders/profile/{NOT_THERE}/stop/").status_code == 404


def test_a_link_alone_stops_no_share(firm: Cast, client_of: ClientOf) -> None:
    one = share(firm.manager, "team")

    reply = client_of(firm.manager).get(f"/leaders/profile/{one.pk}/stop/")

    assert reply.status_code == 405
    one.refresh_from_db()
    assert one.ended_on is None


@pytest.mark.parametrize("who", ["owner", "people_lead", "employee", "representative"])
def test_nobody_but_its_leader_stops_a_share(firm: Cast, client_of: ClientOf, who: str) -> None:
    one = share(firm.manager, "everyone")

    reply = client_of(getattr(firm, who)).post(f"/leaders/profile/{one.pk}/stop/")

    assert reply.status_code == 403
    one.refresh_from_db()
    assert one.ended_on is None


def test_an_empty_list_says_that_it_means_nothing(firm: Cast, client_of: ClientOf) -> None:
    page = client_of(firm.employee).get(SHARED).content.decode()

    assert "Nobody shares a profile with you now. That means nothing, good or bad." in page


def test_a_long_name_stands_in_the_list_whole_and_escaped(firm: Cast, client_of: ClientOf) -> None:
    name = f"Ana <b>{'Maximiliana' * 9}</b>"
    Person.objects.filter(pk=firm.manager.pk).update(name=name)
    share(firm.manager, "everyone")

    page = client_of(firm.employee).get(SHARED).content.decode()

    assert f"Ana &lt;b&gt;{'Maximiliana' * 9}&lt;/b&gt;" in page
    assert name not in page


def test_before_the_first_round_each_page_says_what_it_waits_for(
    firm: Cast, client_of: ClientOf
) -> None:
    browser = client_of(firm.manager)

    refused = browser.post("/leaders/by-name/", {"D-TRU1": "4", "agreed": "yes"})
    shared = browser.post("/leaders/profile/", {"shown_to": "team", "days": "14"})

    assert refused.status_code == 409
    assert "There is no round yet that you could answer the other side of" in (
        refused.content.decode()
    )
    assert shared.status_code == 409
    assert "There is nothing to share yet" in shared.content.decode()
    assert not ProfileShare.objects.exists()


def test_the_mirror_of_a_round_that_was_never_there_is_not_there(
    firm: Cast, client_of: ClientOf
) -> None:
    browser = client_of(firm.manager)

    for wanted in (str(NOT_THERE), "none", "' OR 1=1", "\u0000"):
        assert browser.get("/leaders/", {"round": wanted}).status_code == 404


def test_the_list_of_shares_asks_the_same_however_long_it_is(
    firm: Cast, client_of: ClientOf
) -> None:
    browser = client_of(firm.employee)
    others = list(Person.objects.here().exclude(pk=firm.employee.pk)[:7])
    asked = []

    for some in (others[:1], others[1:]):
        for leader in some:
            share(leader, "everyone")
        with CaptureQueriesContext(connection) as found:
            page = browser.get(SHARED).content.decode()
        asked.append(len(found))

    assert page.count("rowlink") == 7
    assert asked[0] == asked[1]
