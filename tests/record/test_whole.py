"""The whole record as one file: complete, in order, and checkable by whoever has it."""

import json
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from bothways.pure.ballots import to_bytes
from bothways.pure.ledger import entry_commitment, head_holds, read_head
from bothways.record import whole
from bothways.record.actions import append_entries, erase_entries, note
from bothways.record.documents import head_document, leaf_document
from bothways.record.models import Entry, Head, Leaf
from bothways.record.whole import record_file
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import TODAY
from tests.record.done import done


@pytest.fixture
def ledger(now: datetime) -> list[Entry]:
    """Seven entries under two heads, of 4 and of 7."""
    entries = done(4, at=now)
    append_entries(at=now)
    entries += done(3, at=now)
    append_entries(at=now)
    return entries


def written() -> dict[str, Any]:
    said: dict[str, Any] = json.loads("".join(record_file()))
    return said


def fits(entry: dict[str, Any]) -> bool:
    said = entry["entry"]
    salt = to_bytes(said["salt"], 32, "a salt")
    return entry_commitment(salt, said["text"]) == to_bytes(entry["commitment"], 32, "it")


def test_an_empty_record_is_a_file_too(db: None) -> None:
    assert written() == {"v": 1, "kind": "bothways-record", "entries": [], "heads": []}


def test_every_place_stands_in_order_with_what_it_says(ledger: list[Entry]) -> None:
    places = written()["entries"]

    assert [place["position"] for place in places] == list(range(7))
    assert [json.loads(place["entry"]["text"])["details"]["words"] for place in places] == [
        f"thing {number}" for number in range(7)
    ]
    assert all(fits(place) for place in places)


def test_every_head_ever_signed_stands_in_it_and_holds(ledger: list[Entry]) -> None:
    heads = written()["heads"]

    assert [read_head(head["text"]).size for head in heads] == [4, 7]
    for head in heads:
        key, signature = to_bytes(head["key"], 32, "key"), to_bytes(head["signature"], 64, "it")
        assert head_holds(key, signature, read_head(head["text"]))


def test_the_file_says_the_same_as_the_addresses_of_single_places(ledger: list[Entry]) -> None:
    said = written()

    leaves = Leaf.objects.select_related("entry").order_by("position")
    assert said["entries"] == [leaf_document(leaf, with_entry=True) for leaf in leaves]
    assert said["heads"] == [head_document(head) for head in Head.objects.order_by("size")]


@pytest.mark.parametrize("a_piece", [1, 3, 7, 8])
def test_however_large_the_pieces_the_file_is_the_same(
    ledger: list[Entry], monkeypatch: pytest.MonkeyPatch, a_piece: int
) -> None:
    as_one = written()

    monkeypatch.setattr(whole, "A_PIECE", a_piece)

    assert written() == as_one


def test_a_file_of_few_places_is_read_in_three_questions(
    ledger: list[Entry], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):  # newest head, one piece, heads, and no further heads
        written()


def test_what_has_no_place_yet_is_not_in_it(ledger: list[Entry], now: datetime) -> None:
    done(2, at=now)

    assert len(written()["entries"]) == 7


def test_a_place_beyond_the_newest_head_is_left_out(ledger: list[Entry]) -> None:
    Leaf.objects.create(position=7, commitment=b"\x01" * 32)

    assert len(written()["entries"]) == 7


def test_an_erased_entry_keeps_its_place_and_says_its_day_alone(
    ledger: list[Entry], now: datetime
) -> None:
    before = written()["entries"][2]["commitment"]

    assert erase_entries([ledger[2]], on=TODAY, at=now) == [2]

    place = written()["entries"][2]
    assert place == {"position": 2, "commitment": before, "erased_on": "2026-11-02"}
    assert "thing 2" not in json.dumps(written())


def test_an_entry_that_was_tampered_with_is_told_and_does_not_fit(ledger: list[Entry]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE record_entry SET verb = 'thing.undone' WHERE id = %s", [ledger[3].pk]
        )

    places = written()["entries"]

    assert json.loads(places[3]["entry"]["text"])["verb"] == "thing.undone"
    assert [fits(place) for place in places] == [True] * 3 + [False] + [True] * 3


def test_words_of_any_script_come_through_as_they_were_written(now: datetime) -> None:
    words = 'Grüße – «ñ» مرحبا 🌿 "quoted" \\ \u2028'
    note("thing.said", by=None, at=now, words=words)
    append_entries(at=now)

    (place,) = written()["entries"]

    assert json.loads(place["entry"]["text"])["details"]["words"] == words
    assert fits(place)


def test_whoever_works_here_takes_the_file_with_them(
    firm: Cast, ledger: list[Entry], client_of: ClientOf
) -> None:
    for person in (firm.owner, firm.manager, firm.employee, firm.representative):
        reply = client_of(person).get(reverse("record:whole"))

        assert reply.status_code == 200
        assert reply["Content-Disposition"] == 'attachment; filename="bothways-record.json"'
        assert reply["Content-Type"].startswith("application/json")
        said = json.loads(b"".join(reply.streaming_content))  # type: ignore[attr-defined]
        assert said == written()


def test_nobody_else_gets_it(
    firm: Cast, ledger: list[Entry], client: Client, client_of: ClientOf
) -> None:
    address = reverse("record:whole")

    for visitor in (client, client_of(firm.leaver)):
        reply = visitor.get(address)
        assert reply.status_code == 302
        assert reply["Location"].startswith("/sign-in/")
    assert client_of(firm.owner).post(address).status_code == 405
