"""A page asks the database as often for 300 rows as for 3."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bothways.commitments.actions import make_commitment
from bothways.config.addresses import Address, addresses
from bothways.notifications.actions import tell
from bothways.record.actions import note
from tests.cast import ASSEMBLY, Cast
from tests.factories import make_people

MOST_QUERIES = 20
FOUND = 200

pytestmark = [pytest.mark.django_db(databases=["default", "ballots"]), pytest.mark.slow]


def pages() -> list[Address]:
    """Addresses that a person opens without naming a thing."""
    return [a for a in addresses() if not a.reason and "<" not in a.path]


def add_rows(firm: Cast, how_many: int, now: datetime) -> None:
    """Give every list so many rows more."""
    make_people(how_many, unit=ASSEMBLY, manager=firm.manager)
    for number in range(how_many):
        make_commitment(
            by=firm.owner if number % 2 else firm.employee,
            text=f"Promise {number} of {how_many}",
            to=firm.colleague,
            due_on=(now + timedelta(days=number % 40 - 20)).date(),
            at=now - timedelta(days=60),
        )
        note("unit.renamed", by=firm.owner, about=firm.owner.unit, at=now, before="a", after="b")
    fields = {"title": "Pulse", "n_answered": 9, "n_eligible": 12, "link": "/trust/"}
    tell("round.released", to=[firm.owner] * how_many, at=now, **fields)


def queries_of(client: Client) -> dict[str, int]:
    """Return how often each page that opens asks the database."""
    found = {}
    for page in pages():
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(page.path)
        if answer.status_code == FOUND:
            found[page.path] = len(asked)
    return found


def test_every_page_asks_as_often_for_300_rows_as_for_3(firm: Cast, now: datetime) -> None:
    client = Client()
    client.force_login(firm.owner)
    add_rows(firm, 3, now)
    queries_of(client)  # what is asked once a process does not count
    with_few = queries_of(client)
    add_rows(firm, 300, now)

    with_many = queries_of(client)

    assert len(with_few) > 5
    assert with_many == with_few
    assert {path: n for path, n in with_many.items() if n > MOST_QUERIES} == {}
