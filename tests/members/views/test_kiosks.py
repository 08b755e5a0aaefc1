"""A shared device is registered by whoever stands before it, and revoked from anywhere."""

from bothways.members.models import Kiosk
from bothways.members.sittings import KIOSK
from bothways.record.models import Entry
from tests.cast import Cast
from tests.conftest import ClientOf

NAME = "Tablet in the canteen"


def text_of(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def test_registering_makes_this_browser_a_kiosk_and_signs_out(
    firm: Cast, client_of: ClientOf
) -> None:
    client = client_of(firm.people_lead)
    assert "None so far." in text_of(client.get("/people/kiosks/"))

    answer = client.post("/people/kiosks/", {"name": NAME})

    assert answer.url == "/kiosk/#"
    cookie = answer.cookies[KIOSK]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert NAME in text_of(client.get("/kiosk/"))
    assert client.get("/people/kiosks/").url == "/kiosk/#"


def test_the_token_does_not_stand_in_the_tables(firm: Cast, client_of: ClientOf) -> None:
    client = client_of(firm.people_lead)
    client.post("/people/kiosks/", {"name": NAME})

    assert client.cookies[KIOSK].value not in str(Kiosk.objects.values().get())


def test_two_devices_have_two_names(firm: Cast, client_of: ClientOf) -> None:
    client_of(firm.people_lead).post("/people/kiosks/", {"name": NAME})

    answer = client_of(firm.owner).post("/people/kiosks/", {"name": NAME})

    assert answer.status_code == 422
    assert "Another shared device has this name." in text_of(answer)


def test_a_device_needs_a_name(firm: Cast, client_of: ClientOf) -> None:
    answer = client_of(firm.people_lead).post("/people/kiosks/", {"name": " "})

    assert answer.status_code == 422
    assert "Give it a name." in text_of(answer)


def test_it_is_revoked_from_anywhere_and_both_are_on_the_record(
    firm: Cast, client_of: ClientOf
) -> None:
    tablet = client_of(firm.people_lead)
    tablet.post("/people/kiosks/", {"name": NAME})
    desk = client_of(firm.owner)
    assert "by Lena Oduya" in text_of(desk.get("/people/kiosks/"))

    desk.post(f"/people/kiosks/{Kiosk.objects.get().pk}/revoke/")

    assert not Kiosk.objects.exists()
    assert tablet.get("/").url == "/sign-in/?next=/"
    said = text_of(desk.get("/record/"))
    assert f"made a device shared: “{NAME}”" in said
    assert f"ended the shared device “{NAME}”" in said
    assert Entry.objects.get(verb="kiosk.revoked").by == firm.owner


def test_for_everybody_else_there_is_nothing_here(firm: Cast, client_of: ClientOf) -> None:
    assert client_of(firm.manager).get("/people/kiosks/").status_code == 404
