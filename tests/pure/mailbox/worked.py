"""A worked example of the mailbox, for both languages: `python -m tests.pure.mailbox.worked`.

All keys in it belong to nobody. What is drawn by chance (the seals) is made anew by each run;
all else is always the same.
"""

import json
from pathlib import Path
from typing import Any

from bothways.pure.ballots import to_text
from bothways.pure.mailbox import (
    DeskKeys,
    Halves,
    ReaderKeys,
    Thread,
    code_words,
    root_of,
    seal_letter,
    with_checksum,
)
from bothways.pure.mailbox.marks import answer_mark
from bothways.pure.mailbox.reading import make_admission, make_epoch, make_share
from tests.pure.mailbox.lists import LISTS

FILE = Path(__file__).parents[2] / "data" / "mailbox-v1.json"
CODE = bytes(range(16))
READER_CODE = bytes(range(100, 116))
DESK = bytes.fromhex("00112233445566ff")
PLACES = (0, 1, 255)
SECRET = bytes(range(32))
OTHER = 70_000_000_000  # the number of another reader
EPOCH_KEYS = ("seal", "sign", "by", "signature", "co")
TEXT = "Könnten wir früher anfangen? 🌻 \u202bשלום\u202c"


def fixed() -> dict[str, Any]:
    """What comes of the codes and secrets above, the same at every time and on every side."""
    root = root_of(CODE)
    thread, reader = Thread.of(root, 3), ReaderKeys.of(root_of(READER_CODE))
    desk = DeskKeys.of(SECRET)
    epoch = make_epoch(DESK, 1, secret=SECRET, begins="2026-11-23T13", by=reader, before=None)
    other = Halves(OTHER, thread.seal_public, thread.sign_public)
    admission = make_admission(DESK, other, by=reader)
    return {
        "code": CODE.hex(),
        "written": to_text(with_checksum(CODE)),
        "words": {language: code_words(CODE, words) for language, words in LISTS.items()},
        "root": root.hex(),
        "thread": {
            "number": 3,
            "sign": thread.sign.hex(),
            "sign_public": thread.sign_public.hex(),
            "seal_public": thread.seal_public.hex(),
            "in": thread.in_.hex(),
            "out_marks": [thread.mark(place).hex() for place in PLACES],
            "in_marks": [answer_mark(thread.in_, place).hex() for place in PLACES],
        },
        "reader": {
            "code": READER_CODE.hex(),
            "sign_public": reader.sign_public.hex(),
            "seal_public": reader.seal_public.hex(),
        },
        "desk": {
            "id": DESK.hex(),
            "secret": SECRET.hex(),
            "sign_public": desk.sign_public.hex(),
            "seal_public": desk.seal_public.hex(),
            "statement": epoch.statement(DESK).hex(),
        },
        "epoch": {
            "number": epoch.number,
            "begins": epoch.begins,
            "again": epoch.again,
            **{name: to_text(getattr(epoch, name)) for name in EPOCH_KEYS},
        },
        "admission": {
            "by": to_text(admission.by),
            "of": {
                "id": OTHER,
                "seal": to_text(thread.seal_public),
                "sign": to_text(thread.sign_public),
            },
            "compared": True,
            "signature": to_text(admission.signature),
        },
        "text": TEXT,
    }


def drawn() -> dict[str, Any]:
    """A letter, an answer and a share, sealed with chance."""
    thread, desk = Thread.of(root_of(CODE), 3), DeskKeys.of(SECRET)
    reader = ReaderKeys.of(root_of(READER_CODE))
    to = {"desk": DESK, "to_desk": desk.seal_public, "to_author": thread.seal_public}
    said = {
        "v": 1,
        "kind": "letter",
        "thread": to_text(thread.sign_public),
        "seal": to_text(thread.seal_public),
        "replies": to_text(thread.in_),
        "epoch": 1,
        "n": 0,
        "text": TEXT,
    }
    answer = {
        "v": 1,
        "kind": "answer",
        "thread": to_text(thread.sign_public),
        "epoch": 1,
        "n": 0,
        "text": TEXT,
    }
    out, in_ = thread.mark(0), answer_mark(thread.in_, 0)
    letter = seal_letter(said, mark=out, sign=thread.sign, key=bytes(32), **to)
    back = seal_letter(answer, mark=in_, sign=desk.sign, key=bytes([1] * 32), **to)
    share = make_share(DESK, 1, secret=SECRET, to=reader.seal_public, by=reader)
    return {
        "letter": to_text(letter.pack()),
        "answer": to_text(back.pack()),
        "share": {
            "sealed": to_text(share.sealed),
            "by": to_text(share.by),
            "signature": to_text(share.signature),
        },
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps({**fixed(), **drawn()}, indent=1, ensure_ascii=False) + "\n")
