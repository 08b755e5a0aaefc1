"""The ledger as any other program reads it, and checks it by itself."""

import json
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from bothways.people.models import Person
from bothways.pure.ballots import to_bytes
from bothways.pure.ledger import (
    entry_commitment,
    head_holds,
    includes,
    is_consistent,
    leaf_hash,
    read_head,
)
from bothways.record.actions import append_entries
from bothways.record.models import Entry, Head
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.record.done import done


@pytest.fixture
def ledger(firm: Cast, now: datetime) -> list[Entry]:
    """Nine entries under two heads, of 5 and of 9."""
    entries = done(5, at=now)
    append_entries(at=now)
    entries += done(4, at=now)
    append_entries(at=now)
    return entries


def got(client: Client, address: str, status: int = 200) -> dict[str, Any]:
    """Return what an address of the ledger answers."""
    answer = client.get(f"/ledger/{address}")
    assert answer.status_code == status
    said: dict[str, Any] = json.loads(answer.content)
    return said


def hash_of(text: str) -> bytes:
    return to_bytes(text, 32, "a hash")


def test_anybody_can_ask_for_the_newest_head_and_check_its_signature(
    ledger: list[Entry], client: Client
) -> None:
    said = got(client, "head")

    head = read_head(said["text"])
    assert head.size == 9
    assert head_holds(hash_of(said["key"]), to_bytes(said["signature"], 64, "it"), head)


def test_anybody_can_link_an_old_head_to_the_newest(ledger: list[Entry], client: Client) -> None:
    old, new = Head.objects.order_by("size")

    said = got(client, "consistency?first=5&second=9")

    path = [hash_of(part) for part in said["path"]]
    assert is_consistent(5, 9, bytes(old.root), bytes(new.root), path)
    assert got(client, "consistency?first=5") == said


@pytest.mark.parametrize(
    "asked",
    ["", "?first=0&second=9", "?first=6&second=5", "?first=5&second=10", "?first=-1", "?first=x",
     "?first=1e3", "?first=99999999999999999999999999", "?first=٣", "?first=5&second="],
)  # fmt: skip
def test_sizes_without_a_proof_are_refused_with_what_to_do(
    ledger: list[Entry], client: Client, asked: str
) -> None:
    assert "two sizes" in got(client, f"consistency{asked}", status=400)["say"]


def test_anybody_can_check_that_something_stands_at_a_place(
    ledger: list[Entry], client: Client
) -> None:
    said = got(client, "entry/6/proof")

    head = read_head(said["head"]["text"])
    leaf = leaf_hash(hash_of(said["commitment"]))
    assert includes(leaf, 6, head.size, [hash_of(part) for part in said["path"]], head.root)
    assert "entry" not in said


def test_whoever_is_signed_in_can_check_what_stands_there(
    ledger: list[Entry], employee: Person, client_of: ClientOf
) -> None:
    said = got(client_of(employee), "entry/6/proof")

    text, salt = said["entry"]["text"], hash_of(said["entry"]["salt"])
    assert entry_commitment(salt, text) == hash_of(said["commitment"])
    assert json.loads(text)["details"] == {"words": "thing 6"}


def test_a_place_that_does_not_exist_is_not_found(ledger: list[Entry], client: Client) -> None:
    assert "no such place" in got(client, "entry/9/proof", status=404)["say"]
    assert client.get("/ledger/entry/99999999999999999999999/proof").status_code == 404


def test_all_places_can_be_read_in_order_without_what_they_say(
    ledger: list[Entry], client: Client
) -> None:
    said = got(client, "entries?from=2&to=5")["entries"]

    assert [leaf["position"] for leaf in said] == [2, 3, 4]
    assert [hash_of(leaf["commitment"]) for leaf in said] == [e.commitment for e in ledger[2:5]]
    assert all(set(leaf) == {"position", "commitment"} for leaf in said)


def test_what_they_say_is_for_those_who_are_signed_in(
    ledger: list[Entry], employee: Person, leaver: Person, client_of: ClientOf
) -> None:
    said = got(client_of(employee), "entries")["entries"]

    assert [json.loads(leaf["entry"]["text"])["verb"] for leaf in said] == ["thing.done"] * 9
    assert "entry" not in got(client_of(leaver), "entries")["entries"][0]


def test_at_most_a_thousand_places_are_given_at_once(
    ledger: list[Entry], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bothways.record.views.MOST_AT_ONCE", 4)

    assert len(got(client, "entries?from=1&to=9")["entries"]) == 4
    assert "whole numbers" in got(client, "entries?from=a", status=400)["say"]


def test_an_empty_ledger_says_so(firm: Cast, client: Client) -> None:
    assert "Nothing has been done" in got(client, "head", status=404)["say"]
    assert "Nothing has been done" in got(client, "consistency?first=1", status=404)["say"]
    assert got(client, "entries") == {"entries": []}
