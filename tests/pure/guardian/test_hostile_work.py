"""Work that somebody wrote to hold up the second key: one bad line stops nobody else's."""

import secrets
from typing import Any

import pytest

from bothways.pure.ballots import to_text
from bothways.pure.ballots.client import Wallet, new_wallet
from bothways.pure.guardian.memory import Memory
from tests.pure.guardian.paper import Paper, confirmed, done, held, request


@pytest.fixture(scope="module")
def paper() -> Paper:
    return held()


@pytest.fixture(scope="module")
def memory(paper: Paper) -> Memory:
    return confirmed(paper)


@pytest.fixture(scope="module")
def wallet(paper: Paper) -> Wallet:
    return new_wallet(paper.manifest, "b1", draw=secrets.token_bytes)


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param({"blinded": to_text(b"\xff" * 384)}, id="larger than the key"),
        pytest.param({"blinded": to_text(bytes(384))}, id="zero"),
        pytest.param({"blinded": to_text(b"\x01" * 385)}, id="a byte too many"),
        pytest.param({"blinded": ""}, id="empty"),
        pytest.param({"blinded": None}, id="null"),
        pytest.param({"blinded": 7}, id="a number"),
        pytest.param({"blinded": "?" * 512}, id="no base64url"),
        pytest.param({"id": None}, id="for nobody"),
        pytest.param({"id": ["b1-1"]}, id="for a list"),
        pytest.param({"id": {}}, id="for an object"),
        pytest.param({"block": "b2"}, id="in another block"),
        pytest.param({"block": None}, id="in no block"),
        pytest.param({"block": ["b1"]}, id="in a list of blocks"),
        pytest.param({"name": None}, id="without a name"),
    ],
)
def test_an_odd_request_for_a_stamp_does_not_hold_up_the_next(
    paper: Paper, memory: Memory, wallet: Wallet, odd: dict[str, Any]
) -> None:
    """Anybody can send any number as their envelope; the stamps of all others must not wait."""
    bad: Any = {**request(wallet, "b1-1"), **odd}
    result = done(paper, memory, paper.stamp(bad, request(wallet, "b1-0")))

    assert "b1-0" in result.answers[0]["stamps"]


@pytest.mark.parametrize("odd", [None, 7, "x", [], {}], ids=str)
def test_something_else_in_the_place_of_a_request_does_not_hold_up_the_next(
    paper: Paper, memory: Memory, wallet: Wallet, odd: Any
) -> None:
    result = done(paper, memory, paper.stamp(odd, request(wallet, "b1-0")))

    assert set(result.answers[0]["stamps"]) == {"b1-0"}
    assert len(result.refused) == 1


PARTS = {
    "confirm": ["round", "manifest", "people"],
    "stamp": ["round", "manifest", "wrapped", "requests"],
    "open": ["round", "manifest", "wrapped", "sheet", "sheet_signature", "records", "issued"],
    "count": ["round", "manifest", "seal_private", "groups"],
}


@pytest.mark.parametrize("kind", PARTS)
def test_a_part_of_another_kind_is_refused_and_the_next_round_is_served(
    paper: Paper, memory: Memory, wallet: Wallet, kind: str
) -> None:
    """A service that fell over would be a second key that one bad line switches off."""
    opened = done(paper, memory, paper.open())
    good: dict[str, dict[str, Any]] = {
        "confirm": paper.confirm(),
        "stamp": paper.stamp(request(wallet, "b1-0")),
        "open": paper.open(),
        "count": paper.count(opened.answers[0]["groups"]),
    }
    served = {"stamp": "confirm"}.get(kind, "stamp")
    odd = (None, 7, -1, True, "x", "", [7], {"x": 7}, ["x"], {"b1": 7}, {"b1": ["x"]})
    for part in PARTS[kind]:
        items = [{**good[kind], part: value} for value in odd]

        result = done(paper, opened.memory, *items, good[served])

        kinds = [one["kind"] for one in result.answers]
        assert {"confirm": "confirm", "stamp": "stamps"}[served] in kinds, part
        assert len(result.answers) + len(result.refused) > len(odd), part


@pytest.mark.parametrize("group", [None, 7, [], {}, {"blocks": ["b1"]}, {"slips": []}], ids=str)
def test_groups_that_are_none_are_not_counted(paper: Paper, memory: Memory, group: object) -> None:
    opened = done(paper, memory, paper.open())
    item: dict[str, Any] = {**paper.count([]), "groups": [group]}

    result = done(paper, opened.memory, item)

    assert result.answers == ()
    assert len(result.refused) == 1


@pytest.mark.parametrize("number", [-1, "2", None, 10**9, True])
def test_the_company_can_not_say_freely_how_many_did_not_count_before(
    paper: Paper, memory: Memory, number: object
) -> None:
    """The second key peeled itself, so it knows that every seal opened."""
    opened = done(paper, memory, paper.open())
    item = {**paper.count(opened.answers[0]["groups"]), "not_counted_before": number}

    result = done(paper, opened.memory, item)

    if result.answers:
        assert result.answers[0]["not_counted"] in (number, 0, 1)
    else:
        assert len(result.refused) == 1
