"""Reading a public file: whatever is no round is refused with a sentence, and nothing crashes."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from bothways.pure.ballots import BallotError, canonical_json, sign_receipt, to_text
from bothways.pure.ballots.text64 import to_bytes
from bothways.pure.checking import (
    Verdict,
    check_receipt,
    check_round,
    read_receipt_file,
    read_round_file,
)
from tests.pure.checking.public import File, broken, company, stranger, verdict, whole
from tests.pure.guardian.paper import ROUND, held

CLOSES = "2026-11-09T08:00:00Z"


def body(file: object) -> bytes:
    return json.dumps(file).encode()


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\xff\xfe", id="no text"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"null", id="null"),
        pytest.param(b"{}", id="an empty object"),
        pytest.param(b'{"v":1,"v":1}', id="a name twice"),
        pytest.param(b'{"v":1.0,"kind":"bothways-round"}', id="a fraction"),
        pytest.param(b'{"v":2,"kind":"bothways-round"}', id="another version"),
        pytest.param(b'{"v":1,"kind":"bothways-receipt"}', id="another kind"),
        pytest.param(b"[" * 100_000, id="a tower of brackets"),
    ],
)
def test_what_is_no_file_of_ours_is_refused(odd: bytes) -> None:
    for read in (read_round_file, read_receipt_file):
        if b"bothways-receipt" in odd and read is read_receipt_file:
            continue
        with pytest.raises(BallotError):
            read(odd)


@pytest.mark.parametrize("part", ["manifest", "sheet", "leaves", "release", "ledger"])
def test_a_round_without_one_of_its_parts_is_refused(part: str) -> None:
    file = whole()
    del file[part]

    with pytest.raises(BallotError):
        read_round_file(body(file))


PATHS = [
    "manifest",
    "leaves",
    "sheet.text",
    "sheet.company",
    "sheet.guardian",
    "release.root",
    "release.company",
    "release.guardian",
    "release.parts",
    "release.parts.0",
    "release.parts.0.part",
    "release.parts.0.salt",
    "ledger.announced.position",
    "ledger.announced.commitment",
    "ledger.announced.path",
    "ledger.announced.path.0",
    "ledger.announced.entry",
    "ledger.announced.entry.text",
    "ledger.announced.entry.salt",
    "ledger.announced.head",
    "ledger.announced.head.text",
    "ledger.announced.head.signature",
    "ledger.announced.head.key",
]
ODD: list[Any] = [7, -1, True, [7], {"x": 7}, "?", "AAAA", "x" * 86]


def put(file: File, path: str, value: object) -> None:
    """Put a value at a place of the file, as 'release.parts.0.salt'."""
    *way, last = path.split(".")
    at: Any = file
    for step in way:
        at = at[int(step) if step.isdecimal() else step]
    at[int(last) if last.isdecimal() else last] = value


@pytest.mark.parametrize("path", PATHS)
def test_a_part_of_another_kind_is_refused_or_does_not_hold(path: str) -> None:
    """There is no third way: no crash, and nothing odd that passes for right."""
    for odd in ODD:
        file = whole()
        put(file, path, odd)
        try:
            read = read_round_file(body(file))
        except BallotError:
            continue
        found = {one.verdict for one in check_round(read)}
        assert Verdict.BROKEN in found, (path, odd)


@pytest.mark.parametrize("name", ["rules", "leaves", "n_leaves", "blocks"])
@pytest.mark.parametrize("odd", [None, "x", [], {}, [7], -1], ids=str)
def test_a_signed_list_that_says_nonsense_does_not_hold(name: str, odd: object) -> None:
    """Whoever has the round's key can sign any text at all."""
    file = whole()
    sheet = {**json.loads(file["sheet"]["text"]), name: odd}
    file["sheet"]["text"] = canonical_json(sheet)

    assert broken(file)


@pytest.mark.parametrize("text", ["", "x", "[]", "7", "{}", '{"v":1}', "null"])
def test_a_text_in_the_place_of_the_list_does_not_hold(text: str) -> None:
    file = whole()
    file["sheet"]["text"] = text

    assert broken(file) & {"sheet", "sheet.company"}


@pytest.mark.parametrize("text", ["", "x", "[]", "7", "{}", '{"k":7}', "null"])
def test_a_text_in_the_place_of_the_results_head_does_not_hold(text: str) -> None:
    file = whole()
    file["release"]["parts"][0]["part"] = text

    assert "release.tree" in broken(file)


@pytest.mark.parametrize("text", ["", "x", "[]", "{}", '{"verb":"round.announced"}', "null"])
def test_a_text_in_the_place_of_the_ledgers_entry_does_not_hold(text: str) -> None:
    file = whole()
    file["ledger"]["announced"]["entry"]["text"] = text

    assert "ledger.announced.entry" in broken(file)


@pytest.mark.parametrize("about", [[], ["surveys.round"], None, "x", ["surveys.round", 7]], ids=str)
def test_an_entry_about_nothing_is_not_this_rounds(about: object) -> None:
    file = whole()
    entry = file["ledger"]["announced"]["entry"]
    entry["text"] = canonical_json({**json.loads(entry["text"]), "about": about})

    assert "ledger.announced.entry" in broken(file)


# The proof from the ledger.


def another_place(proof: File) -> None:
    proof["position"] = 2


def a_place_behind_the_end(proof: File) -> None:
    proof["position"] = 5


def a_shorter_path(proof: File) -> None:
    proof["path"].pop()


def a_longer_path(proof: File) -> None:
    proof["path"].append(proof["path"][0])


def a_longer_ledger(proof: File) -> None:
    proof["head"]["text"] = proof["head"]["text"].replace("\n5\n", "\n6\n")


def another_key(proof: File) -> None:
    proof["head"]["key"] = to_text(bytes(32))


def no_path(proof: File) -> None:
    proof["path"] = []


def no_head_at_all(proof: File) -> None:
    proof["head"]["text"] = "a head"


@pytest.mark.parametrize(
    "damage",
    [
        another_place,
        a_place_behind_the_end,
        a_shorter_path,
        a_longer_path,
        a_longer_ledger,
        another_key,
        no_path,
        no_head_at_all,
    ],
)
@pytest.mark.parametrize("event", ["announced", "released"])
def test_a_proof_that_does_not_lead_to_its_head_is_found(
    damage: Callable[[File], None], event: str
) -> None:
    file = whole()
    damage(file["ledger"][event])

    assert broken(file) == {f"ledger.{event}.place"}


def test_the_proof_of_another_event_is_not_taken() -> None:
    file = whole()
    announced, released = file["ledger"]["announced"], file["ledger"]["released"]
    file["ledger"] = {"announced": released, "released": announced}

    assert broken(file) == {"ledger.announced.entry", "ledger.released.entry"}


@pytest.mark.parametrize("event", ["announced", "released"])
def test_without_a_proof_it_is_said_that_nothing_could_be_checked(event: str) -> None:
    file = whole()
    file["ledger"][event] = None

    assert broken(file) == set()
    assert verdict(file, f"ledger.{event}") is Verdict.UNTOLD


def test_an_entry_whose_words_were_erased_by_law_is_untold_and_not_broken() -> None:
    file = whole()
    del file["ledger"]["announced"]["entry"]

    assert verdict(file, "ledger.announced") is Verdict.UNTOLD


# One's own receipt.


def receipt(file: File, **changed: Any) -> bytes:
    """The receipt of the first ballot on the list, as a device keeps it."""
    leaf = to_bytes(file["leaves"], 18 * 32, "leaves")[:32]
    rules = held().manifest.hash
    signed = sign_receipt(company(), leaf, rules, CLOSES)
    told = {
        "v": 1,
        "kind": "bothways-receipt",
        "round": ROUND,
        "rules": rules.hex(),
        "leaf": leaf.hex(),
        "closes": CLOSES,
        "receipt": to_text(signed),
    }
    return body({**told, **changed})


def checked(file: File, kept: bytes) -> set[str]:
    """The codes of what does not hold of a receipt."""
    found = check_receipt(read_round_file(body(file)), read_receipt_file(kept))
    return {one.code for one in found if one.verdict is Verdict.BROKEN}


def test_a_receipt_of_a_round_with_two_keys_finds_its_ballot() -> None:
    assert checked(whole(), receipt(whole())) == set()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"round": "ab" * 16}, "receipt.round"),
        ({"rules": "00" * 32}, "receipt.round"),
        ({"closes": "2026-11-10T08:00:00Z"}, "receipt.signature"),
        ({"receipt": to_text(bytes(64))}, "receipt.signature"),
        ({"leaf": "00" * 32}, "receipt.leaf"),
    ],
)
def test_whatever_is_changed_of_a_receipt_is_found(changed: dict[str, str], code: str) -> None:
    assert code in checked(whole(), receipt(whole(), **changed))


def test_a_receipt_that_somebody_else_signed_is_found() -> None:
    file = whole()
    leaf = to_bytes(file["leaves"], 18 * 32, "leaves")[:32]
    forged = sign_receipt(stranger(), leaf, held().manifest.hash, CLOSES)

    assert checked(file, receipt(file, receipt=to_text(forged))) == {"receipt.signature"}


def test_a_ballot_that_was_taken_from_the_list_is_missed_by_its_receipt() -> None:
    file = whole()
    kept = receipt(file)
    file["leaves"] = to_text(to_bytes(file["leaves"], 18 * 32, "leaves")[32:])

    assert checked(file, kept) == {"receipt.leaf"}


def test_while_the_box_is_open_there_is_no_list_to_look_in() -> None:
    file = whole()
    kept = receipt(file)
    file["sheet"] = file["leaves"] = file["release"] = None
    found = check_receipt(read_round_file(body(file)), read_receipt_file(kept))

    assert {one.code: one.verdict for one in found}["receipt.leaf"] is Verdict.UNTOLD


@pytest.mark.parametrize("name", ["round", "rules", "leaf", "closes", "receipt"])
@pytest.mark.parametrize("odd", [None, 7, [], "?"], ids=str)
def test_a_receipt_of_another_shape_is_refused_or_does_not_hold(name: str, odd: object) -> None:
    try:
        found = checked(whole(), receipt(whole(), **{name: odd}))
    except BallotError:
        return
    assert found
