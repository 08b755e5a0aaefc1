"""Peeling: what the second key opens, and every box that it does not."""

import hashlib
import json
import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from bothways.pure.ballots import Envelope, open_slips, sheet_holds, to_text
from bothways.pure.ballots.client import envelope_of, fill_in
from bothways.pure.ballots.text64 import to_bytes
from bothways.pure.guardian.memory import Memory
from bothways.pure.guardian.opening import groups_digest, read_groups, shuffle
from tests.pure.guardian.paper import (
    Paper,
    confirmed,
    done,
    held,
    pairs,
    stamped,
)

Envelopes = dict[str, list[Envelope]]


@pytest.fixture(scope="module")
def paper() -> Paper:
    return held()


@pytest.fixture(scope="module")
def memory(paper: Paper) -> Memory:
    return confirmed(paper)


def refusal(paper: Paper, memory: Memory, item: dict[str, Any]) -> str:
    """What the second key says; it must not have answered anything, nor remembered."""
    result = done(paper, memory, item)
    assert result.answers == ()
    assert replace(result.memory, head=memory.head) == memory
    return " ".join(result.refused)


def test_the_slips_come_back_by_group_and_every_one_of_them_opens_for_the_company(
    paper: Paper, memory: Memory
) -> None:
    answer = done(paper, memory, paper.open()).answers[0]

    groups = read_groups(answer)
    unsealed = open_slips(
        groups,
        private=paper.seal.private_bytes_raw(),
        slips_key=paper.manifest.slips_key,
        manifest_hash=paper.manifest.hash,
        n_questions=3,
    )
    assert [blocks for blocks, _ in groups] == [("b1", "b3"), ("b2",)]
    assert [len(told) for _, told in unsealed.piles] == [10, 8]
    assert unsealed.n_invalid == 0
    assert answer["unpeelable"] == {"b1": 0, "b2": 0, "b3": 0}


def test_nothing_of_an_envelope_is_in_what_comes_back(paper: Paper, memory: Memory) -> None:
    answer = done(paper, memory, paper.open()).answers[0]
    slips = b"".join(slip for _, some in read_groups(answer) for slip in some)

    for envelope in (one for some in paper.envelopes.values() for one in some):
        for part in (envelope.key, envelope.prefix, envelope.credential, envelope.stamp):
            assert part not in slips


def test_the_sheet_comes_back_signed(paper: Paper, memory: Memory) -> None:
    item = paper.open()
    answer = done(paper, memory, item).answers[0]

    assert sheet_holds(
        paper.identity.public,
        to_bytes(answer["sheet_signature"], 64, "sheet_signature"),
        manifest_hash=paper.manifest.hash,
        text=item["sheet"],
    )


def test_the_same_box_again_gives_the_same_slips_in_another_order(
    paper: Paper, memory: Memory
) -> None:
    first = done(paper, memory, paper.open())
    again = done(paper, first.memory, paper.open())

    assert again.answers[0]["groups"] != first.answers[0]["groups"]
    assert groups_digest(again.answers[0]["groups"]) == groups_digest(first.answers[0]["groups"])
    assert again.memory == first.memory


def test_a_box_is_never_opened_again_with_one_ballot_less(paper: Paper, memory: Memory) -> None:
    """The difference of two openings is one person's slip."""
    after = done(paper, memory, paper.open()).memory
    fewer = {**paper.envelopes, "b1": paper.envelopes["b1"][:-1]}

    assert "opened before, with other ballots" in refusal(paper, after, paper.open(fewer))


def test_what_was_opened_is_remembered_as_the_root_that_the_browser_remembers_too(
    paper: Paper, memory: Memory
) -> None:
    item = paper.open()

    after = done(paper, memory, item).memory

    assert after.opened == {item["round"]: json.loads(item["sheet"])["leaves"]}


def test_a_memory_of_an_older_version_still_opens_the_same_box_and_no_other(
    paper: Paper, memory: Memory
) -> None:
    item = paper.open()
    older = hashlib.sha256(item["sheet"].encode()).hexdigest()

    same = done(paper, memory.with_entry("opened", item["round"], older), item)

    assert [one["kind"] for one in same.answers] == ["peeled"]
    other = memory.with_entry("opened", item["round"], "0f" * 32)
    assert "opened before, with other ballots" in refusal(paper, other, item)


def test_what_nobody_has_confirmed_is_not_opened(paper: Paper) -> None:
    assert "confirmed" in refusal(paper, Memory(), paper.open())


def test_ballots_that_only_the_company_stamped_do_not_get_in(paper: Paper, memory: Memory) -> None:
    """Whoever has root, and with it the company's keys alone, can't stuff the box."""
    slips, ours, *_rest = pairs()
    forged = stamped(paper.manifest, "b1", ours, slips, pairs()[4])
    forged = replace(forged, stamp=forged.credential)  # the company's where the other should be
    _, envelope = fill_in(forged, paper.manifest, (5, 5, 5))
    stuffed = {**paper.envelopes, "b1": [*paper.envelopes["b1"][:-1], envelope]}

    assert "both stamps" in refusal(paper, memory, paper.open(stuffed))


def test_an_altered_ballot_does_not_get_in(paper: Paper, memory: Memory) -> None:
    good = paper.envelopes["b1"][0]
    for bad in (
        replace(good, counter=good.counter + 1),
        replace(good, sealed=good.sealed[:-1] + bytes([good.sealed[-1] ^ 1])),
        replace(good, credential=good.stamp),
        replace(good, signature=bytes(64)),
    ):
        altered = {**paper.envelopes, "b1": [bad, *paper.envelopes["b1"][1:]]}
        assert "altered" in refusal(paper, memory, paper.open(altered))


def test_a_ballot_moved_to_another_block_does_not_get_in(paper: Paper, memory: Memory) -> None:
    first, *others = paper.envelopes["b1"]
    moved = {**paper.envelopes, "b1": others, "b3": [replace(first, block="b3")]}

    assert "both stamps" in refusal(paper, memory, paper.open(moved))


def test_an_older_ballot_beside_the_newer_one_of_the_same_key_is_refused(
    paper: Paper, memory: Memory
) -> None:
    wallet = paper.wallets["b1"][0]
    _, newer = fill_in(replace(wallet, counter=1), paper.manifest, (5, 5, 5))
    doubled = {**paper.envelopes, "b1": [*paper.envelopes["b1"][:-1], newer]}

    assert "same envelope" in refusal(paper, memory, paper.open(doubled))


def test_more_ballots_than_envelopes_that_were_drawn_are_refused(
    paper: Paper, memory: Memory
) -> None:
    item = paper.open()
    item["issued"] = {**item["issued"], "b1": 7}

    assert "don't fit" in refusal(paper, memory, item)


def test_more_ballots_than_the_second_key_remembers_to_have_stamped_are_refused(
    paper: Paper, memory: Memory
) -> None:
    known = {f"b1-{place}": "00" for place in range(7)}  # one less than there are ballots
    known |= {f"b2-{place}": "00" for place in range(8)} | {"b3-0": "00", "b3-1": "00"}
    remembers = memory.with_entry("stamped", paper.manifest.round, known)

    assert "stamped" in refusal(paper, remembers, paper.open())


def other_root(item: dict[str, Any]) -> None:
    item["sheet"] = item["sheet"].replace('"n_leaves":18', '"n_leaves":17')


def other_numbers(item: dict[str, Any]) -> None:
    item["sheet"] = item["sheet"].replace('"ballots":2', '"ballots":1')


def one_record_less(item: dict[str, Any]) -> None:
    item["records"]["b1"].pop()


def one_record_twice(item: dict[str, Any]) -> None:
    item["records"]["b1"][0] = item["records"]["b1"][1]


def no_sheet(item: dict[str, Any]) -> None:
    del item["sheet"]


def forged_signature(item: dict[str, Any]) -> None:
    item["sheet_signature"] = to_text(bytes(64))


def records_as_text(item: dict[str, Any]) -> None:
    item["records"] = "all of them"


def a_record_cut_off(item: dict[str, Any]) -> None:
    item["records"]["b1"][0] = item["records"]["b1"][0][:100]


def another_seal(item: dict[str, Any]) -> None:
    from bothways.pure.guardian.wrapping import spare_seal_key

    item["wrapped"]["seal"] = spare_seal_key(held().identity.recipient).wrapped


def nobodys_seal(item: dict[str, Any]) -> None:
    item["wrapped"]["seal"] = "-----BEGIN AGE ENCRYPTED FILE-----\nnothing\n"


@pytest.mark.parametrize(
    "tamper",
    [
        other_root,
        other_numbers,
        one_record_less,
        one_record_twice,
        no_sheet,
        forged_signature,
        records_as_text,
        a_record_cut_off,
        another_seal,
        nobodys_seal,
    ],
)
def test_work_that_does_not_fit_is_refused(
    paper: Paper, memory: Memory, tamper: Callable[[dict[str, Any]], None]
) -> None:
    item = paper.open()
    tamper(item)

    assert refusal(paper, memory, item)


def test_an_outer_seal_that_does_not_open_is_dropped_and_told(paper: Paper, memory: Memory) -> None:
    wallet = paper.wallets["b2"][0]
    elsewhere = replace(
        paper.manifest, guardian=replace(paper.manifest.guardian, seal=paper.manifest.seal_key)
    )
    broken = envelope_of(
        replace(wallet, counter=9), elsewhere, bytes([1, 4, 4, 4]).ljust(64, b"\0")
    )
    found = {**paper.envelopes, "b2": [broken, *paper.envelopes["b2"][1:]]}

    answer = done(paper, memory, paper.open(found)).answers[0]

    assert answer["unpeelable"] == {"b1": 0, "b2": 1, "b3": 0}
    assert [len(group["slips"]) for group in answer["groups"]] == [10, 7]


def test_with_fewer_ballots_than_the_smallest_group_nothing_is_peeled(
    paper: Paper, memory: Memory
) -> None:
    few = {"b1": paper.envelopes["b1"][:3], "b2": paper.envelopes["b2"][:3], "b3": []}

    answer = done(paper, memory, paper.open(few)).answers[0]

    assert answer["groups"] == []


def test_every_order_of_three_comes_about_equally_often() -> None:
    cards = [b"a", b"b", b"c"]
    seen = Counter(b"".join(shuffle(cards, secrets.token_bytes)) for _ in range(6000))

    assert len(seen) == 6
    assert all(800 < n < 1200 for n in seen.values())


def test_by_the_keepers_own_clock_no_box_is_opened_before_its_time(
    paper: Paper, memory: Memory
) -> None:
    closes = int(datetime.fromisoformat(paper.manifest.closes_at).timestamp())

    early = done(paper, memory, paper.open(), unix=closes - 3600)

    assert early.answers == ()
    assert "not to be opened yet" in early.refused[0]
    assert done(paper, memory, paper.open(), unix=closes).answers
