"""Confirming and stamping: one envelope for each person who was looked at, and for nobody else."""

import json
import secrets
from dataclasses import replace

import pytest

from bothways.pure import ledger
from bothways.pure.ballots import canonical_json, read_manifest, to_text
from bothways.pure.ballots.client import Wallet, new_wallet, with_stamp
from bothways.pure.ballots.text64 import to_bytes
from bothways.pure.guardian.documents import confirmation_part, holds, people_digest
from bothways.pure.guardian.memory import Memory
from bothways.pure.guardian.rounds import read_round
from bothways.pure.guardian.stamping import to_confirm
from tests.pure.guardian.paper import (
    Paper,
    confirmed,
    done,
    held,
    hold_round,
    people,
    request,
)


@pytest.fixture(scope="module")
def paper() -> Paper:
    return held()


@pytest.fixture(scope="module")
def memory(paper: Paper) -> Memory:
    return confirmed(paper)


@pytest.fixture
def wallet(paper: Paper) -> Wallet:
    return new_wallet(paper.manifest, "b1", draw=secrets.token_bytes)


def test_a_confirmation_signs_the_rules_and_the_people(paper: Paper) -> None:
    answer = done(paper, Memory(), paper.confirm()).answers[0]

    part = confirmation_part(paper.manifest.hash, people_digest(people()))
    assert answer["rules"] == paper.manifest.hash.hex()
    assert holds(paper.identity.public, to_bytes(answer["signature"], 64, "signature"), part)


def test_nothing_is_confirmed_without_a_yes(paper: Paper) -> None:
    result = done(paper, Memory(), paper.confirm(), yes=False)

    assert result.answers == ()
    assert not result.memory.confirmed
    assert [one.title for one in result.unconfirmed] == ["November pulse"]


def test_a_confirmation_that_got_lost_is_given_again_without_asking(
    paper: Paper, memory: Memory
) -> None:
    again = done(paper, memory, paper.confirm(), yes=False)

    assert [answer["kind"] for answer in again.answers] == ["confirm"]


def test_names_that_were_not_there_in_the_last_round_are_marked(
    paper: Paper, memory: Memory
) -> None:
    item = paper.confirm()
    item["people"][0]["name"] = "Somebody Invented"
    other = Memory(names=memory.names)

    looked_at = to_confirm(item, read_round(item, paper.identity), other)

    assert looked_at.new == {"Somebody Invented"}
    assert "Somebody Invented" in looked_at.people["Team b1"]


def test_in_the_first_round_nobody_is_marked_as_new(paper: Paper) -> None:
    item = paper.confirm()

    assert to_confirm(item, read_round(item, paper.identity), Memory()).new == frozenset()


def test_a_list_with_more_people_than_the_rules_have_is_refused(paper: Paper) -> None:
    item = paper.confirm()
    item["people"].append({"id": "b1-99", "name": "Invented", "block": "b1"})

    assert "more people" in done(paper, Memory(), item).refused[0]


def test_somebody_who_stands_in_two_blocks_is_refused(paper: Paper) -> None:
    item = paper.confirm()
    item["people"][0] = {**item["people"][-1], "block": "b1"}

    assert "twice" in done(paper, Memory(), item).refused[0]


def test_other_people_for_the_same_round_are_refused(paper: Paper, memory: Memory) -> None:
    item = paper.confirm()
    item["people"][0]["id"] = "somebody-else"

    assert "confirmed for this round before" in done(paper, memory, item).refused[0]


def test_a_stamp_fits_the_envelope_of_who_asked(
    paper: Paper, memory: Memory, wallet: Wallet
) -> None:
    answer = done(paper, memory, paper.stamp(request(wallet, "b1-0"))).answers[0]

    stamp = to_bytes(answer["stamps"]["b1-0"], 384, "stamp")
    assert with_stamp(wallet, paper.manifest, stamp).stamp


def test_the_same_envelope_gets_the_same_stamp_again(
    paper: Paper, memory: Memory, wallet: Wallet
) -> None:
    first = done(paper, memory, paper.stamp(request(wallet, "b1-0")))
    again = done(paper, first.memory, paper.stamp(request(wallet, "b1-0")))

    assert again.answers == first.answers
    assert again.memory == first.memory


def test_a_second_envelope_for_the_same_person_is_refused_and_told(
    paper: Paper, memory: Memory, wallet: Wallet
) -> None:
    first = done(paper, memory, paper.stamp(request(wallet, "b1-0")))
    second = new_wallet(paper.manifest, "b1", draw=secrets.token_bytes)

    again = done(paper, first.memory, paper.stamp(request(second, "b1-0")))

    assert again.answers == ()
    assert again.refused == ("Person b1-0: A second envelope was asked for.",)
    assert again.memory == first.memory


def test_nobody_gets_a_stamp_who_was_not_on_the_list_or_of_another_block(
    paper: Paper, memory: Memory, wallet: Wallet
) -> None:
    for who in ("b1-99", "b2-0", ""):
        result = done(paper, memory, paper.stamp(request(wallet, who)))

        assert result.answers == ()
        assert "block that was confirmed" in result.refused[0]


def test_one_bad_request_does_not_hold_up_the_others(
    paper: Paper, memory: Memory, wallet: Wallet
) -> None:
    short = {**request(wallet, "b1-1"), "blinded": "AAAA"}
    result = done(paper, memory, paper.stamp(short, request(wallet, "b1-0")))

    assert set(result.answers[0]["stamps"]) == {"b1-0"}
    assert len(result.refused) == 1


def test_nothing_is_stamped_before_somebody_has_looked_at_the_people(
    paper: Paper, wallet: Wallet
) -> None:
    result = done(paper, Memory(), paper.stamp(request(wallet, "b1-0")))

    assert result.answers == ()
    assert "Nobody has confirmed" in result.refused[0]


def test_another_key_in_the_place_of_the_wrapped_one_signs_nothing(
    paper: Paper, memory: Memory, wallet: Wallet
) -> None:
    item = paper.stamp(request(wallet, "b1-0"))
    item["wrapped"]["b1"] = item["wrapped"]["b2"]

    assert "not the one that its rules name" in done(paper, memory, item).refused[0]


@pytest.mark.parametrize("changed", [{"k": 4}, {"c": 0}])
def test_rules_with_groups_that_are_too_small_are_not_confirmed(changed: dict[str, int]) -> None:
    small = hold_round({}, **changed)

    assert "smaller groups than are safe" in done(small, Memory(), small.confirm()).refused[0]


def test_rules_that_name_another_key_or_another_round_are_refused(paper: Paper) -> None:
    other = hold_round({})

    assert "another second key" in done(paper, Memory(), other.confirm()).refused[0]
    item = {**paper.confirm(), "round": "ab" * 16}
    assert "another round" in done(paper, Memory(), item).refused[0]


def test_a_key_that_serves_another_round_already_is_refused(paper: Paper, memory: Memory) -> None:
    """A stamp is blind: what a decoy round asks for under a shared key would be good in both."""
    own = hold_round({}, round="1f" * 16)
    again = json.loads(own.manifest.text)
    again["guardian"] = json.loads(paper.manifest.text)["guardian"]
    manifest = read_manifest(canonical_json(again))
    decoy = replace(own, manifest=manifest, identity=paper.identity)

    result = done(decoy, memory, {**decoy.confirm(), "round": "1f" * 16})

    assert result.answers == ()
    assert "lent to another round" in result.refused[0]
    asked = {**own.confirm(), "round": "1f" * 16}
    assert done(own, Memory(), asked).answers, "with keys of its own it would be confirmed"


def test_a_block_or_key_that_stands_in_the_rules_twice_is_refused(paper: Paper) -> None:
    """Seven times the same block of one person would make a group of seven, with one slip."""
    rules = json.loads(paper.manifest.text)
    sevenfold = {**rules, "blocks": [*rules["blocks"], *[rules["blocks"][2]] * 6]}
    keys = rules["guardian"]["blocks"]
    shared = {**rules, "guardian": {**rules["guardian"], "blocks": {**keys, "b2": keys["b1"]}}}

    for changed in (sevenfold, shared):
        item = {**paper.confirm(), "manifest": canonical_json(changed)}
        assert "twice" in done(paper, Memory(), item).refused[0]


def test_rules_that_are_not_on_the_ledger_are_not_confirmed(paper: Paper) -> None:
    """The one who keeps the second key may be shown other rules than everybody else."""
    elsewhere = {**paper.announced(), "position": 3}
    for shown in (None, {}, "x", elsewhere):
        refused(paper, paper.head(), shown)
    for changed in ({"rules": "ab" * 32}, {"verb": "round.prepared"}):
        refused(paper, paper.head(**changed), paper.announced(**changed))
    refused(paper, paper.head(rules="ab" * 32), paper.announced())


def refused(paper: Paper, head: dict[str, str], shown: object) -> None:
    result = done(paper, Memory(), {**paper.confirm(), "announced": shown}, head=head)
    assert result.answers == ()
    assert not result.memory.confirmed
    assert "ledger" in result.refused[0] or "missing" in result.refused[0]


def test_rules_under_the_head_of_another_ledger_are_not_confirmed(
    paper: Paper, memory: Memory
) -> None:
    elsewhere = ledger.public_key_of(b"\x09" * 32)
    known = replace(memory, confirmed={}, head={**(memory.head or {}), "key": to_text(elsewhere)})

    result = done(paper, known, paper.confirm())

    assert result.answers == ()
    assert "ledger" in result.refused[0]
