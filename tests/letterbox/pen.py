"""Letters and stamps for the tests of the slot: made as a device makes them."""

import json
import secrets

from bothways.letterbox.actions import make_month, sign_stamps
from bothways.letterbox.queries import MonthKey
from bothways.pure.mailbox import BOOK, DeskKeys, Letter, Posted, Thread
from bothways.pure.mailbox.client import Stamp, new_stamp, posted, with_credential, written

MONTH = "2026-11"
DESK = bytes.fromhex("00112233445566ff")
KEYS = DeskKeys.of(bytes(range(32)))


def a_month(month: str = MONTH) -> MonthKey:
    """A month with a key that is real, and was made before."""
    return make_month(month)


def a_book(month: MonthKey) -> list[Stamp]:
    """Stamps that somebody drew."""
    book = [new_stamp(month.public_key, draw=secrets.token_bytes) for _ in range(BOOK)]
    signatures = sign_stamps(month.id, [stamp.blinded for stamp in book])
    return [with_credential(*pair) for pair in zip(book, signatures, strict=True)]


def a_stamp(month: MonthKey) -> Stamp:
    """One stamp that somebody drew."""
    stamp = new_stamp(month.public_key, draw=secrets.token_bytes)
    return with_credential(stamp, sign_stamps(month.id, [stamp.blinded])[0])


def a_letter(text: str = "May we begin earlier?", *, desk: bytes = DESK) -> Letter:
    """A letter of somebody's new thread."""
    return written(
        text,
        thread=Thread.of(secrets.token_bytes(32), 0),
        number=0,
        place=secrets.randbelow(256),
        desk=desk,
        epoch=1,
        seal=KEYS.seal_public,
        pin=KEYS.sign_public,
        key=secrets.token_bytes(32),
    )


def a_post(month: MonthKey, letter: Letter | None = None) -> Posted:
    """A letter with a stamp of its own."""
    return posted(a_stamp(month), letter or a_letter())


def body_of(one: Posted) -> bytes:
    return json.dumps(one.to_fields()).encode()
