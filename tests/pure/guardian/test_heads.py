"""A ledger that was rewritten is noticed before anything is done for it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bothways.pure import ledger
from bothways.pure.ballots import to_text
from bothways.pure.guardian.errors import DistrustError
from bothways.pure.guardian.heads import follow_ledger
from bothways.pure.guardian.memory import Memory

SECRET, OTHER = b"\x07" * 32, b"\x08" * 32
LEAVES = [ledger.leaf_hash(bytes([number])) for number in range(12)]
AT = datetime(2026, 11, 2, tzinfo=UTC)


def work(
    size: int,
    *,
    since: int = 0,
    leaves: list[bytes] = LEAVES,
    secret: bytes = SECRET,
    origin: str = "bothways/x/0",
) -> dict[str, Any]:
    head = ledger.Head(origin, size, ledger.root(leaves[:size]), AT)
    path = ledger.consistency_path(since, leaves[:size]) if 0 < since <= size else []
    return {
        "head": {
            "text": ledger.head_bytes(head).decode(),
            "signature": to_text(ledger.sign_head(secret, head)),
            "key": to_text(ledger.public_key_of(secret)),
        },
        "since_head": [to_text(part) for part in path],
    }


def test_the_first_head_is_remembered_and_the_next_one_followed() -> None:
    first = follow_ledger(work(5), Memory())
    then = follow_ledger(work(11, since=5), first)

    assert first.head is not None
    assert then.head is not None
    assert (first.head["size"], then.head["size"]) == (5, 11)
    assert Memory.from_text(then.to_text()) == then
    assert follow_ledger(work(11, since=11), then) == then


def test_a_ledger_that_was_rewritten_is_refused() -> None:
    seen = follow_ledger(work(5), Memory())
    rewritten = [ledger.leaf_hash(b"other"), *LEAVES[1:]]

    with pytest.raises(DistrustError, match="rewritten"):
        follow_ledger(work(11, since=5, leaves=rewritten), seen)


def test_a_ledger_that_became_shorter_or_shows_no_proof_is_refused() -> None:
    seen = follow_ledger(work(9), Memory())

    for other in (work(5), work(11), {**work(11, since=9), "since_head": "x"}):
        with pytest.raises(DistrustError):
            follow_ledger(other, seen)


def test_work_that_was_saved_without_a_proof_does_not_move_what_was_seen() -> None:
    seen = follow_ledger(work(9), Memory())

    assert follow_ledger({**work(11), "since_head": None}, seen) == seen


def test_a_ledger_that_is_gone_is_refused_where_there_was_one() -> None:
    assert follow_ledger({"head": None}, Memory()) == Memory()
    with pytest.raises(DistrustError, match="gone"):
        follow_ledger({"head": None}, follow_ledger(work(5), Memory()))


def test_a_head_that_is_not_signed_or_signed_by_another_key_is_refused() -> None:
    forged = work(5)
    forged["head"]["signature"] = to_text(bytes(64))
    seen = follow_ledger(work(5), Memory())

    with pytest.raises(DistrustError, match="not signed"):
        follow_ledger(forged, Memory())
    with pytest.raises(DistrustError, match="another key"):
        follow_ledger(work(11, since=5, secret=OTHER), seen)


def test_after_a_restore_the_ledger_of_the_new_name_is_followed_from_there() -> None:
    seen = follow_ledger(work(9), Memory())

    after = follow_ledger(work(3, origin="bothways/x/20261122"), seen)

    assert after.head is not None
    assert after.head["size"] == 3


@pytest.mark.parametrize("odd", [7, "x", {}, {"text": "x", "key": "", "signature": ""}, []])
def test_an_odd_head_is_refused(odd: Any) -> None:
    with pytest.raises(DistrustError):
        follow_ledger({"head": odd}, Memory())
