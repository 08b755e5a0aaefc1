"""Stamps: blind, for one letter, of one month."""

import json
import secrets
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from bothways.ballotbox.actions import new_pair
from bothways.pure.ballots import ForgedError, MalformedError, ShapeError, sign_blinded
from bothways.pure.mailbox import Posted, key_id, record_sizes, spent_record, stamp_message
from bothways.pure.mailbox.client import Stamp, new_stamp, posted, with_credential
from bothways.pure.mailbox.stamps import record_in
from tests.letterbox.pen import a_letter

Pair = tuple[bytes, bytes]


@pytest.fixture(scope="module")
def pair() -> Pair:
    """A month's public and private key."""
    key = new_pair()
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return public, key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def stamp_of(pair: Pair) -> Stamp:
    public, private = pair
    stamp = new_stamp(public, draw=secrets.token_bytes)
    return with_credential(stamp, sign_blinded(private, stamp.blinded))


def test_a_stamped_letter_holds(pair: Pair) -> None:
    post = posted(stamp_of(pair), a_letter())

    post.check(pair[0])
    again = Posted.from_json(json.dumps(post.to_fields()).encode())

    assert again == post
    again.check(pair[0])


def test_who_signed_sees_nothing_of_what_is_posted(pair: Pair) -> None:
    stamp = stamp_of(pair)
    told = json.dumps(posted(stamp, a_letter()).to_fields())

    for seen in (stamp.blinded, stamp.inverse):
        assert seen[:24].hex() not in told
        assert seen not in (stamp.credential, stamp.key)


def test_a_letter_under_another_s_stamp_is_refused(pair: Pair) -> None:
    one, other = (posted(stamp_of(pair), a_letter()) for _ in range(2))

    for forged in (
        replace(one, letter=other.letter),
        replace(one, credential=other.credential),
        replace(one, key=other.key, signature=other.signature),
        replace(one, signature=bytes(64)),
    ):
        with pytest.raises(ForgedError):
            forged.check(pair[0])


def test_a_stamp_of_another_month_is_refused(pair: Pair) -> None:
    other = new_pair().public_key()
    public = other.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    with pytest.raises(ForgedError, match="another month"):
        posted(stamp_of(pair), a_letter()).check(public)


def test_a_signer_who_cheats_is_found_out(pair: Pair) -> None:
    stamp = new_stamp(pair[0], draw=secrets.token_bytes)

    with pytest.raises(ForgedError):
        with_credential(stamp, bytes(384))


def test_a_spent_stamp_is_known_by_its_first_half_and_the_letter_by_the_second() -> None:
    one, other = spent_record(b"k" * 32, b"letter"), spent_record(b"k" * 32, b"another")

    assert len(one) == 32
    assert one[:16] == other[:16]
    assert one[16:] != other[16:]
    assert spent_record(b"j" * 32, b"letter")[:16] != one[:16]


@pytest.mark.parametrize("name", ["v", "month", "key", "prefix", "credential", "letter"])
def test_a_part_too_few_or_of_another_kind_is_refused(pair: Pair, name: str) -> None:
    fields = posted(stamp_of(pair), a_letter()).to_fields()

    for wrong in ({**fields, name: None}, {key: fields[key] for key in fields if key != name}):
        with pytest.raises(ShapeError):
            Posted.from_json(json.dumps(wrong).encode())
    with pytest.raises(MalformedError):
        Posted.from_json(b"{")


def test_only_letters_of_the_three_lengths_are_read() -> None:
    for size in record_sizes():
        assert len(record_in("A" * -(-size * 4 // 3))) == size
    for text in ("", "A" * 100, None, 7):
        with pytest.raises(ShapeError):
            record_in(text)


def test_keys_of_another_length_are_refused() -> None:
    with pytest.raises(ShapeError):
        stamp_message(key_id(b"der"), b"short")
