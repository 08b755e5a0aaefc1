"""What of an entry is on the ledger: one text, and a commitment that its salt alone opens."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.pure.canonical import NotPlainError
from bothways.pure.ledger import entry_commitment, entry_text, moment_text

SALT = bytes(range(32))
AT = datetime(2026, 11, 2, 9, 0, 0, 1200, tzinfo=UTC)


def text_of(**changes: Any) -> str:
    """Return the text of one entry, altered."""
    entry: dict[str, Any] = {
        "at": AT,
        "verb": "round.announced",
        "by": "a1",
        "about": ("surveys.round", "7"),
        "details": {"title": "Autumn", "rules": "ff"},
    }
    return entry_text(**entry | changes)


def test_the_text_of_an_entry_says_everything_in_one_way() -> None:
    assert text_of() == (
        '{"about":["surveys.round","7"],"at":"2026-11-02T09:00:00.001200Z","by":"a1",'
        '"details":{"rules":"ff","title":"Autumn"},"v":1,"verb":"round.announced"}'
    )


def test_the_order_in_which_details_were_named_does_not_matter() -> None:
    assert text_of(details={"rules": "ff", "title": "Autumn"}) == text_of()


@pytest.mark.parametrize(
    "change",
    [
        {"at": AT + timedelta(microseconds=1)},
        {"verb": "round.released"},
        {"by": ""},
        {"about": ("", "")},
        {"details": {"title": "Autumn", "rules": "fe"}},
    ],
)
def test_whatever_is_changed_of_an_entry_changes_its_text(change: dict[str, Any]) -> None:
    assert text_of(**change) != text_of()


def test_a_moment_is_the_same_text_from_every_time_zone() -> None:
    elsewhere = AT.astimezone(timezone(timedelta(hours=-7)))

    assert moment_text(elsewhere) == moment_text(AT) == "2026-11-02T09:00:00.001200Z"


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        moment_text(AT.replace(tzinfo=None))


def test_a_fraction_is_refused_because_two_databases_write_it_in_two_ways() -> None:
    with pytest.raises(NotPlainError, match="float"):
        text_of(details={"share": 0.1})


def test_the_commitment_is_the_hash_of_prefix_salt_and_text() -> None:
    told = b"bothways-entry-v1\x00" + SALT + b"something that was done"

    assert entry_commitment(SALT, "something that was done") == hashlib.sha256(told).digest()


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_salt_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        entry_commitment(bytes(length), "x")


@given(st.binary(min_size=32, max_size=32), st.text())
def test_without_its_salt_a_commitment_says_nothing_of_its_text(salt: bytes, text: str) -> None:
    assert (entry_commitment(salt, text) == entry_commitment(SALT, text)) == (salt == SALT)
