"""Letters: read by desk and author, and by nobody once a bit was altered."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bothways.pure.ballots import ShapeError, open_sealed, seal, to_text
from bothways.pure.mailbox import (
    BODY_SIZES,
    LONGEST_TEXT,
    AlteredError,
    DeskKeys,
    Letter,
    Thread,
    read_letter,
    record_size,
    record_sizes,
    seal_letter,
)
from bothways.pure.mailbox.client import answered, written
from bothways.pure.mailbox.letters import NONCE, TO_AUTHOR, TO_DESK, slot_info
from bothways.pure.mailbox.marks import answer_mark

DESK = bytes(range(8))
KEYS = DeskKeys.of(b"d" * 32)
THREAD = Thread.of(b"r" * 32, 0)
OTHER = Thread.of(b"r" * 32, 1)


def letter(text: str = "May we begin earlier?", *, of: Thread = THREAD) -> Letter:
    return written(
        text,
        thread=of,
        number=0,
        place=7,
        desk=DESK,
        epoch=1,
        seal=KEYS.seal_public,
        pin=KEYS.sign_public,
        key=secrets.token_bytes(32),
    )


def answer(text: str = "Yes.") -> Letter:
    return answered(
        text,
        desk=DESK,
        epoch=1,
        keys=KEYS,
        thread=THREAD.sign_public,
        seal=THREAD.seal_public,
        replies=THREAD.in_,
        number=0,
        place=7,
        key=secrets.token_bytes(32),
    )


def sealed(fields: Mapping[str, Any], *, sign: bytes = THREAD.sign) -> Letter:
    return seal_letter(
        fields,
        desk=DESK,
        mark=bytes(16),
        sign=sign,
        to_desk=KEYS.seal_public,
        to_author=THREAD.seal_public,
        key=secrets.token_bytes(32),
    )


def test_the_desk_reads_a_letter_and_learns_the_thread_and_nothing_else() -> None:
    read = read_letter(letter(), private=KEYS.seal, role=TO_DESK)

    assert read.signed_by == THREAD.sign_public
    assert set(read.fields) == {
        "v",
        "kind",
        "thread",
        "seal",
        "replies",
        "epoch",
        "pin",
        "n",
        "text",
    }


def test_the_author_reads_their_own_letter_and_the_answer() -> None:
    own = read_letter(letter(), private=THREAD.seal, role=TO_AUTHOR, signed_by=THREAD.sign_public)
    back = read_letter(answer(), private=THREAD.seal, role=TO_AUTHOR, signed_by=KEYS.sign_public)

    assert own.fields["text"] == "May we begin earlier?"
    assert back.fields["text"] == "Yes."
    assert answer().mark == answer_mark(THREAD.in_, 7)


def test_another_reader_sees_what_was_answered() -> None:
    read = read_letter(answer(), private=KEYS.seal, role=TO_DESK, signed_by=KEYS.sign_public)

    assert (read.fields["kind"], read.fields["text"]) == ("answer", "Yes.")


def test_two_threads_of_one_code_have_nothing_in_common() -> None:
    one, other = (
        {THREAD.sign_public, THREAD.seal_public, THREAD.in_},
        {OTHER.sign_public, OTHER.seal_public, OTHER.in_},
    )

    assert len(one | other) == 6
    assert letter().mark != letter(of=OTHER).mark


def test_the_same_words_twice_give_two_letters_without_a_byte_in_common_but_desk_and_mark() -> None:
    one, other = letter().pack(), letter().pack()

    assert one[:25] == other[:25]
    assert sum(a == b for a, b in zip(one[25:], other[25:], strict=True)) < 40


@pytest.mark.parametrize("part", ["desk", "mark", "for_desk", "for_author", "body"])
def test_a_letter_of_which_one_bit_was_altered_does_not_open(part: str) -> None:
    whole = letter()
    value = bytearray(getattr(whole, part))
    value[-1] ^= 1

    with pytest.raises(AlteredError):
        read_letter(replace(whole, **{part: bytes(value)}), private=KEYS.seal, role=TO_DESK)


def test_a_body_can_not_be_moved_under_another_letter_s_head() -> None:
    one, other = letter("one"), letter("other")

    with pytest.raises(AlteredError):
        read_letter(replace(one, body=other.body), private=KEYS.seal, role=TO_DESK)


def test_the_same_words_under_another_key_are_refused() -> None:
    there, key = letter(), bytes(32)
    info = slot_info(TO_DESK, DESK, there.mark)
    opened = AESGCM(open_sealed(there.for_desk, private=KEYS.seal, info=info))
    plain = opened.decrypt(NONCE, there.body, there.bound_to)
    moved = replace(there, for_desk=seal(key, to=KEYS.seal_public, info=info), body=b"")
    forged = replace(moved, body=AESGCM(key).encrypt(NONCE, plain, moved.bound_to))

    with pytest.raises(AlteredError, match="not signed"):
        read_letter(forged, private=KEYS.seal, role=TO_DESK)


def test_whoever_has_neither_key_reads_nothing() -> None:
    for private, role in ((OTHER.seal, TO_DESK), (OTHER.seal, TO_AUTHOR), (KEYS.seal, TO_AUTHOR)):
        with pytest.raises(AlteredError):
            read_letter(letter(), private=private, role=role)


def test_a_letter_signed_by_another_than_its_thread_is_refused() -> None:
    told = {"thread": to_text(THREAD.sign_public), "text": "forged"}

    with pytest.raises(AlteredError, match="not signed"):
        read_letter(sealed(told, sign=OTHER.sign), private=KEYS.seal, role=TO_DESK)
    for thread in (None, 3, "x", to_text(bytes(31))):
        with pytest.raises(AlteredError, match="whose thread"):
            read_letter(sealed({"thread": thread}), private=KEYS.seal, role=TO_DESK)


def test_an_answer_that_the_desk_did_not_sign_is_refused() -> None:
    forged = sealed({"kind": "answer", "text": "no"}, sign=OTHER.sign)

    with pytest.raises(AlteredError, match="not signed"):
        read_letter(forged, private=THREAD.seal, role=TO_AUTHOR, signed_by=KEYS.sign_public)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("", 0),
        ("a" * 1_000, 0),
        ("ä" * 4_000, 1),
        ("🌻" * LONGEST_TEXT, 2),
        ("\u202bשלום\u202c\n" * 2_500, 2),
        ('"\\\n' * 6_000, 2),
    ],
)
def test_letters_have_one_of_three_lengths_and_hold_any_writing(text: str, size: int) -> None:
    whole = letter(text)

    assert len(whole.pack()) == record_size(BODY_SIZES[size])
    assert Letter.unpack(whole.pack()) == whole
    assert read_letter(whole, private=KEYS.seal, role=TO_DESK).fields["text"] == text


def test_more_than_twenty_thousand_signs_are_refused() -> None:
    for write in (letter, answer):
        with pytest.raises(ShapeError, match="20,000"):
            write("a" * (LONGEST_TEXT + 1))
    with pytest.raises(ShapeError, match="longer than"):
        sealed({"text": "a" * 100_000})


def test_what_is_no_record_is_refused() -> None:
    record = letter().pack()

    for wrong in (b"", record[:-1], record + b"\0", b"\x02" + record[1:], bytes(len(record))):
        with pytest.raises(ShapeError):
            Letter.unpack(wrong)
    assert record_sizes() == (2_249, 16_585, 98_505)


def test_keys_and_marks_of_another_length_are_refused() -> None:
    for key, mark in ((bytes(31), bytes(16)), (bytes(32), bytes(15))):
        with pytest.raises(ShapeError):
            seal_letter(
                {},
                desk=DESK,
                mark=mark,
                sign=THREAD.sign,
                to_desk=KEYS.seal_public,
                to_author=THREAD.seal_public,
                key=key,
            )
