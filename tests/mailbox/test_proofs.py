"""What browsers check of keys before they believe them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bothways.letterbox.queries import MonthKey, signing_month
from bothways.mailbox.actions import keep_the_months, open_board, open_desk
from bothways.mailbox.proofs import proofs
from bothways.mailbox.queries import public_state
from bothways.people.models import Organisation
from bothways.pure import ledger
from bothways.pure.ballots import to_bytes
from tests.cast import Cast
from tests.factories import make_people
from tests.mailbox.desk import ON, an_open_desk
from tests.rounds import opened

NOVEMBER = datetime(2026, 11, 23, 12, tzinfo=UTC)


def holds(place: dict[str, Any], head: dict[str, str]) -> bool:
    """What a browser does with one place."""
    signed = ledger.read_head(head["text"])
    entry = place["entry"]
    commitment = ledger.entry_commitment(
        to_bytes(entry["salt"], ledger.SALT_LENGTH, "salt"), entry["text"]
    )
    path = [to_bytes(part, 32, "path") for part in place["path"]]
    leaf = ledger.leaf_hash(commitment)
    return ledger.includes(leaf, place["position"], signed.size, path, signed.root)


def test_before_anything_was_done_there_is_nothing_to_prove(db: None) -> None:
    assert proofs() == {"head": None, "places": []}


def test_every_key_that_is_shown_stands_on_the_record_with_its_proof(
    firm: Cast, month: MonthKey
) -> None:
    keep_the_months(at=NOVEMBER)
    open_board(on=ON)
    an_open_desk(firm.people_lead, firm.manager)

    told = proofs()

    assert all(holds(place, told["head"]) for place in told["places"])
    said = "".join(place["entry"]["text"] for place in told["places"])
    state = public_state()
    for shown in [
        *(key["id"] for key in state["months"]),
        *(desk["epochs"][-1]["seal"] for desk in state["desks"]),
        *(desk["id"] for desk in state["desks"]),
    ]:
        assert shown in said
    assert len(told["places"]) == 3


def test_all_keys_of_a_desk_stand_there_the_earlier_ones_too(firm: Cast, month: MonthKey) -> None:
    keep_the_months(at=NOVEMBER)
    _desk, (browser,), _keys = an_open_desk(firm.people_lead, firm.manager)
    browser.begin()

    said = [place["entry"]["text"] for place in proofs()["places"]]

    assert [text.count('"number":1') for text in said] == [0, 1, 0]
    assert [text.count('"number":2') for text in said] == [0, 0, 1]


def test_the_announcement_of_a_round_stands_there_while_letters_go_beside_it(firm: Cast) -> None:
    make_people(8)
    Organisation.objects.update(k=5)
    round_ = opened(firm.people_lead)
    open_desk("Ideas", by=firm.people_lead)

    (said,) = [place["entry"]["text"] for place in proofs()["places"]]

    assert str(round_.pk) in said
    (place,) = public_state()["places"]
    assert (place["key"], place["open"]) == (str(round_.pk), True)


def test_it_costs_the_same_however_many_keys_there_are(
    firm: Cast, month: MonthKey, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    keep_the_months(at=NOVEMBER)
    open_board(on=ON)
    for name in ("One", "Two", "Three"):
        an_open_desk(firm.people_lead, firm.manager, name=name)

    with django_assert_max_num_queries(5):
        assert len(proofs()["places"]) == 5


def test_whoever_is_here_gets_all_of_it_alike(firm: Cast, month: MonthKey) -> None:
    keep_the_months(at=NOVEMBER)
    answers = []
    for person in (firm.employee, firm.owner):
        client = Client()
        client.force_login(person)
        answers.append(client.get("/mailbox/proofs/"))

    assert answers[0].json() == answers[1].json() == proofs()
    assert public_state()["head"] == proofs()["head"]
    assert "no-store" in answers[0]["Cache-Control"]
    assert signing_month("2026-11") == month
    assert Client().get("/mailbox/proofs/").status_code == 302


@pytest.mark.parametrize("path", ["mailbox.html", "_reader.html"])
def test_both_pages_that_use_keys_know_where_their_proofs_are(path: str) -> None:
    from django.template.loader import get_template

    assert "mailbox:proofs" in get_template(f"mailbox/{path}").template.source
