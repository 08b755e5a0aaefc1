"""Every address of letters, ideas and questions, tried by each role: who gets past the door."""

import re
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from bothways.config.addresses import Address, addresses
from bothways.people.models import Person
from bothways.voices.models import Keeper, Voice
from tests.cast import Cast
from tests.factories import TODAY, make_voice
from tests.mailbox.desk import a_desk

ROOMS = ("/mailbox/", "/ideas/", "/questions/")
HERE = [address for address in addresses() if address.path.startswith(ROOMS)]
WHO = ("owner", "people_lead", "manager", "employee", "colleague", "representative")
KEEPS = {"owner", "people_lead"}
# manager: is asked, and reads at the desk; employee: asked; colleague: keeps the paper box
LETS_IN = {
    "mailbox.see": set(WHO),
    "mailbox.write": set(WHO),
    "desks.see": set(WHO),
    "desks.keep": KEEPS,
    "desks.end": KEEPS | {"manager"},
    "desks.read": {"manager"},
    "voices.see": set(WHO),
    "voices.say": set(WHO),
    "voices.support": set(WHO),
    "voices.vote": KEEPS | {"manager", "employee"},
    "voices.answer": {"manager"},
    "voices.hand_over": KEEPS | {"manager"},
    "voices.merge": KEEPS,
    "voices.hide": {"people_lead"},
    "voices.take_back": {"employee"},
    "slips.type_in": KEEPS | {"colleague"},
    "slips.name_keepers": KEEPS,
}
ACTS = {"answer": "say", "order": "merge", "hiding": "hide", "own": "add"}


@pytest.fixture
def things(firm: Cast) -> dict[str, Any]:
    """A desk with a reader, a question that is owed, and a keeper of the paper box."""
    desk, (browser,) = a_desk(firm.people_lead, firm.manager)
    asked = make_voice(
        firm.employee, "Why so late?", kind=Voice.Kind.QUESTION, asked_of=firm.manager
    )
    Keeper.objects.create(person=firm.colleague, named_on=TODAY)
    return {"desk": desk.pk, "voice": asked.pk, "reader": browser.reader.pk}


def path_of(address: Address, things: dict[str, Any], keeper: Person) -> str:
    """The address with something that is really there."""
    kind = "desk" if address.path.startswith("/mailbox/") else "voice"
    pk = keeper.pk if "keepers" in address.path else things[kind]
    act = ACTS.get(address.path.split("/")[3], "") if "<slug:" in address.path else ""
    return address.path.replace("<uuid:pk>", str(pk)).replace("<slug:act>", act)


def asked(client: Client, path: str, told: dict[str, Any]) -> HttpResponse:
    """Post there, or look where nothing can be posted; whatever it did is undone."""
    with transaction.atomic():
        answer = client.post(path, told)
        transaction.set_rollback(True)
    return client.get(path) if answer.status_code == 405 else answer


def is_let_in(answer: HttpResponse) -> bool:
    """The door refuses with a page; what a desk refuses by itself is told to a script."""
    is_told = answer.get("Content-Type", "") == "application/json"
    return is_told or answer.status_code not in {403, 404}


@pytest.mark.parametrize("room", ROOMS)
def test_exactly_those_get_in_whom_the_table_of_rights_names(
    room: str, firm: Cast, things: dict[str, Any]
) -> None:
    clients = {who: Client() for who in WHO}
    for who, client in clients.items():
        client.force_login(getattr(firm, who))
    for address in HERE:
        if not address.path.startswith(room):
            continue
        path, may = path_of(address, things, firm.colleague), LETS_IN[address.rule]
        assert not re.search("[<>]", path)
        tried = WHO if may < set(WHO) else ("representative",)  # where all may, one is enough
        told = {"reader": things["reader"]}

        let_in = {who for who in tried if is_let_in(asked(clients[who], path, told))}

        assert let_in == may & set(tried), address.path


def test_every_right_of_these_rooms_is_named_here() -> None:
    assert {address.rule for address in HERE} == set(LETS_IN)
