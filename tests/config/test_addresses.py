"""Every address is found with its rule, as the guard and the papers need it."""

from django.http import HttpResponse
from django.test import Client

from bothways.config.addresses import Address, addresses
from tests.cast import Cast

NOT_THIS_WAY = 405


def guarded() -> list[Address]:
    """Addresses without a name to fill in that ask for a rule."""
    return [a for a in addresses() if not a.reason and "<" not in a.path]


def test_an_address_is_known_by_room_and_verb() -> None:
    found = {address.name: address for address in addresses()}

    assert found["commitments:new"].path == "/promises/new/"
    assert found["commitments:new"].rule == "commitments.make"
    assert found["commitments:new"].reason == ""


def test_an_open_address_has_a_reason() -> None:
    found = {address.path: address for address in addresses()}

    assert "watcher" in found["/healthz"].reason


def visit(client: Client, address: Address) -> HttpResponse:
    """Go there, or post there if one can only post."""
    answer = client.get(address.path)
    return client.post(address.path) if answer.status_code == NOT_THIS_WAY else answer


def test_who_is_not_signed_in_is_sent_to_the_door_from_everywhere(
    firm: Cast, client: Client
) -> None:
    assert len(guarded()) > 5
    for address in guarded():
        answer = visit(client, address)
        assert answer.status_code == 302, address.path
        assert answer["Location"].startswith("/sign-in/"), address.path


def test_a_leaver_is_sent_to_the_door_from_everywhere(firm: Cast, client: Client) -> None:
    client.force_login(firm.leaver)

    for address in guarded():
        assert visit(client, address).status_code in {302, 403, 404}, address.path
