"""Whom to invite now, and undoing the last file, as whoever keeps the list meets them."""

import re

import pytest
from django.test import Client

from bothways.members.models import TakenIn
from bothways.notifications.models import Message
from bothways.people.models import Person, Unit
from tests.cast import STORES, Cast
from tests.conftest import ClientOf
from tests.factories import make_person
from tests.members.views.test_importing import NEW, confirm, preview, put_in


@pytest.fixture
def keeper(firm: Cast, client_of: ClientOf) -> Client:
    """The people lead's browser."""
    return client_of(firm.people_lead)


def test_those_who_were_never_invited_are_listed_and_invited_unit_by_unit(keeper: Client) -> None:
    stores = Unit.objects.get(path=STORES)
    assert "31 people were never invited" in keeper.get("/people/invite/").content.decode()
    page = keeper.get(f"/people/invite/?unit={stores.pk}").content.decode()
    assert "Invite 11 people" in page
    assert "Jo Marsh" not in page

    answer = keeper.post("/people/invite/", {"unit": stores.pk, "site": ""}, follow=True)

    page = answer.content.decode()
    assert "11 invitations are on their way." in page
    assert "20 people were never invited" in page
    assert Message.objects.count() == 11


def test_when_all_are_invited_there_is_nothing_to_press(keeper: Client) -> None:
    keeper.post("/people/invite/")

    page = keeper.get("/people/invite/?mailed=31x").content.decode()
    assert "Everybody of these who has an address was invited." in page
    assert "on their way" not in page


def test_those_without_an_address_get_a_way_to_a_card(keeper: Client) -> None:
    make_person("Floor One", email=None, number="77")

    page = keeper.get("/people/invite/").content.decode()
    assert "1 person has no e-mail address. A printed card lets them in." in page


def test_a_unit_or_a_site_that_there_is_not_is_refused(keeper: Client) -> None:
    answer = keeper.post("/people/invite/", {"unit": "99999", "site": "Moon"})

    assert answer.status_code == 422
    assert not Message.objects.exists()


def test_a_long_list_is_shown_in_part(keeper: Client) -> None:
    for number in range(90):
        make_person(f"Extra {number}")

    assert "And 21 more." in keeper.get("/people/invite/").content.decode()


@pytest.mark.parametrize(("chosen", "n_mails"), [({}, 0), ({"invite": "1"}, 1)])
def test_a_file_mails_the_new_ones_only_if_that_is_chosen(
    keeper: Client, chosen: dict[str, str], n_mails: int
) -> None:
    put_in(keeper, NEW)
    digest = re.search(r'name="plan" value="(\w+)"', preview(keeper))
    assert digest

    keeper.post("/people/import/confirm/", {"plan": digest[1], **chosen})

    assert Message.objects.count() == n_mails
    assert {message.to.name for message in Message.objects.all()} <= {"New One"}


def test_the_last_file_is_undone_after_a_look(keeper: Client) -> None:
    put_in(keeper, NEW)
    confirm(keeper, preview(keeper))
    assert "Undo this file" in keeper.get("/people/import/done/").content.decode()
    assert "Undo the last file, people.csv" in keeper.get("/people/import/").content.decode()
    page = keeper.get("/people/import/undo/").content.decode()
    assert "1 new person is removed:" in page
    digest = re.search(r'name="plan" value="(\w+)"', page)
    assert digest

    assert keeper.post("/people/import/undo/", {"plan": digest[1]}).url == "/people/"

    assert not Person.objects.filter(name="New One").exists()
    assert keeper.get("/people/import/undo/").url == "/people/import/"


def test_what_can_not_be_undone_is_said_and_nothing_can_be_pressed(keeper: Client) -> None:
    put_in(keeper, NEW)
    confirm(keeper, preview(keeper))
    Person.objects.filter(name="New One").update(title="Weaver")

    page = keeper.get("/people/import/undo/").content.decode()

    assert "New One was changed since." in page
    assert "Nothing of this file can be undone any more." in page
    assert "Undo it" not in page
    assert keeper.post("/people/import/undo/", {"plan": "old"}).status_code == 409
    assert TakenIn.objects.exists()


@pytest.mark.parametrize("address", ["import/undo/", "invite/"])
def test_inviting_and_undoing_are_for_whoever_keeps_the_list(
    firm: Cast, client_of: ClientOf, address: str
) -> None:
    for person in (firm.employee, firm.manager, firm.representative):
        assert client_of(person).get(f"/people/{address}").status_code == 403
        assert client_of(person).post(f"/people/{address}").status_code == 403
    assert Client().get(f"/people/{address}").url.startswith("/sign-in/")
