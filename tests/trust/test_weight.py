"""How much a page weighs on the wire, and how many queries it takes."""

import gzip
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from bothways.people.models import Person
from bothways.readings.actions import keep_readings
from bothways.results import queries as results_queries
from bothways.surveys.bank import askable
from bothways.trust import queries as trust_queries
from tests.cast import Cast
from tests.trust.counted import CLOSED, make_counted, mixed

FIRST_LOAD, AFTER = 100_000, 30_000
HALF_AND_HALF = {"b1": mixed(6, 5), "b2": mixed(6, 5)}
WHOLE_BANK = {i.code: (i.construct, i.text, i.about_leader) for i in askable("survey")}


def on_the_wire(client: Client, address: str) -> bytes:
    answer = client.get(address, headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    return answer.content


def files_of(html: str) -> int:
    """Weight of all that the page asks for: styles as they are compressed, fonts as they are."""
    weight = 0
    for name in set(re.findall(rf'"{settings.STATIC_URL}([^"]+)"', html)):
        found = finders.find(name)
        assert isinstance(found, str)
        raw = Path(found).read_bytes()
        weight += len(raw) if name.endswith(".woff2") else len(gzip.compress(raw))
    return weight


@pytest.fixture
def whole_survey(firm: Cast) -> None:
    """The heaviest page there is: every question of the bank, each with its spread."""
    ballot = (tuple([4] * len(WHOLE_BANK)), tuple([2] * len(WHOLE_BANK)))
    answers = {block: [ballot[0]] * 6 + [ballot[1]] * 5 for block in ("b1", "b2")}
    make_counted(firm, answers, format="full", questions=WHOLE_BANK)


@pytest.mark.parametrize("address", ["/", "/trust/", "/trust/groups/b1/", "/anonymity/"])
def test_every_page_is_light(
    whole_survey: None, manager: Person, client_of: Callable[..., Client], address: str
) -> None:
    body = on_the_wire(client_of(manager), address)

    assert len(body) < AFTER
    assert len(body) + files_of(gzip.decompress(body).decode()) < FIRST_LOAD


def test_a_process_that_knows_nothing_yet_asks_no_oftener_than_twelve_times(
    firm: Cast, client_of: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    make_counted(firm, HALF_AND_HALF, closed=CLOSED - timedelta(days=91))
    make_counted(firm, HALF_AND_HALF)
    keep_readings()
    client = client_of(firm.employee)
    results_queries._READ.clear()
    trust_queries._ASKED.clear()

    with django_assert_max_num_queries(12):
        first = client.get("/trust/").content

    assert client.get("/trust/").content == first


@pytest.mark.parametrize("n_rounds", [0, 1, 3, 12])
def test_the_trust_page_takes_the_same_few_queries_with_any_number_of_rounds(
    firm: Cast,
    employee: Person,
    client_of: Callable[..., Client],
    n_rounds: int,
    django_assert_max_num_queries: Any,
) -> None:
    for quarter in range(n_rounds):
        make_counted(firm, HALF_AND_HALF, closed=CLOSED - timedelta(days=91 * quarter))
    keep_readings()
    client = client_of(employee)

    with django_assert_max_num_queries(14):  # whoever asks first after a round was counted
        client.get("/trust/")
    with django_assert_max_num_queries(12):
        client.get("/trust/")


@pytest.mark.parametrize("address", ["/", "/anonymity/", "/record/", "/trust/groups/b1/"])
def test_other_pages_take_few_queries(
    firm: Cast,
    manager: Person,
    client_of: Callable[..., Client],
    address: str,
    django_assert_max_num_queries: Any,
) -> None:
    make_counted(firm, HALF_AND_HALF)
    keep_readings()
    client = client_of(manager)

    with django_assert_max_num_queries(12):
        client.get(address)
