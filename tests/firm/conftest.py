"""The browsers of the first hour: an owner among people, and one who is alone yet."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from bothways.people.models import Role
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import give, make_organisation, make_person


@pytest.fixture
def owner_at(firm: Cast, client_of: ClientOf) -> Client:
    """The owner's browser."""
    return client_of(firm.owner)


@pytest.fixture
def alone(db: None, client_of: ClientOf) -> Client:
    """The browser of an owner in whose firm nobody else is yet."""
    make_organisation()
    return client_of(give(make_person("Sanne Weir"), Role.Kind.OWNER))


def said(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


def choose_trust(client: Client) -> Round:
    client.post("/welcome/round/", {"ready": "trust", **days()})
    return Round.objects.get()


def days() -> dict[str, str]:
    opens = now() + timedelta(days=3)
    closes = opens + timedelta(days=7)
    return {"opens_at": f"{opens:%Y-%m-%dT%H:%M}", "closes_at": f"{closes:%Y-%m-%dT%H:%M}"}
