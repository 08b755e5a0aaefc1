"""Heads: a text of four lines, written in one way, and whose signature is good for nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bothways.pure.ledger import (
    Head,
    epoch_of,
    head_bytes,
    head_holds,
    origin_for,
    private_key_from,
    public_key_of,
    read_head,
    sign_head,
)

SECRET = b"a secret of this installation"
PRIVATE = private_key_from(SECRET)
PUBLIC = public_key_of(PRIVATE)
HEAD = Head(
    "bothways/0011223344556677/0", 8, bytes(range(32)), datetime(2026, 11, 2, 9, tzinfo=UTC)
)
TEXT = (
    "bothways/0011223344556677/0\n"
    "8\n"
    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
    "2026-11-02T09:00:00.000000Z\n"
)
# the same stand in frontend/test/ledger.test.ts, so that both sides agree
KEY_HEX = "6c53c8881dff465b48302da90643858a8e34c4971cd1bf59e15e4adb26cbe892"
SIGNATURE_HEX = (
    "c75e57b1126745a6895f9411352609c7d0be30d9fd31115348ac3bb8f9250c22"
    "c6a6c584597db7573d68830923c253d12e1b81c816cbcf0b6e75789fd7d96503"
)


def test_a_head_is_written_in_four_lines_and_read_back() -> None:
    assert head_bytes(HEAD) == TEXT.encode()
    assert read_head(TEXT) == HEAD


def test_the_key_follows_from_the_secret_and_is_the_same_for_ever() -> None:
    assert public_key_of(private_key_from(SECRET)).hex() == KEY_HEX
    assert private_key_from(b"another secret") != PRIVATE
    assert sign_head(PRIVATE, HEAD).hex() == SIGNATURE_HEX


def test_the_origin_names_the_key_and_the_epoch() -> None:
    assert origin_for(PUBLIC, "0").startswith("bothways/")
    assert origin_for(PUBLIC, "0") != origin_for(PUBLIC, "20261102T090000Z")
    assert origin_for(PUBLIC, "0") != origin_for(bytes(32), "0")


def test_each_restore_begins_an_epoch_of_its_own() -> None:
    again = HEAD.at + timedelta(microseconds=1)

    assert epoch_of(HEAD.at) == "20261102T090000.000000Z" != epoch_of(again)


def test_a_signature_holds_for_its_head() -> None:
    assert head_holds(PUBLIC, sign_head(PRIVATE, HEAD), HEAD)


@pytest.mark.parametrize(
    "change",
    [
        {"origin": "bothways/0011223344556677/1"},
        {"size": 9},
        {"root": bytes(32)},
        {"at": HEAD.at + timedelta(microseconds=1)},
    ],
)
def test_a_signature_holds_for_no_other_head(change: dict[str, Any]) -> None:
    assert not head_holds(PUBLIC, sign_head(PRIVATE, HEAD), replace(HEAD, **change))


def test_another_key_s_signature_does_not_hold() -> None:
    other = private_key_from(b"another secret")

    assert not head_holds(PUBLIC, sign_head(other, HEAD), HEAD)


@pytest.mark.parametrize(
    "head",
    [
        replace(HEAD, origin=""),
        replace(HEAD, origin="two\nlines"),
        replace(HEAD, size=-1),
        replace(HEAD, root=b"short"),
    ],
)
def test_what_can_not_be_a_head_is_not_written(head: Head) -> None:
    with pytest.raises(ValueError, match="one line"):
        head_bytes(head)


@pytest.mark.parametrize(
    "text",
    [
        "",
        TEXT[:-1],
        TEXT + "more\n",
        TEXT.replace("8\n", "08\n", 1),
        TEXT.replace("8\n", "eight\n", 1),
        TEXT.replace("=", ""),
        TEXT.replace("AAEC", "!AEC"),
        TEXT.replace("Z", "+00:00"),
        TEXT.replace("09:00:00.000000Z", "10:00:00.000000+01:00"),
        TEXT.replace(".000000", ""),
        TEXT.replace("2026-11-02", "yesterday"),
    ],
)
def test_a_head_that_we_would_not_have_written_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_head(text)
