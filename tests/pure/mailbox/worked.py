"""A worked example of the mailbox, for both languages: `python -m tests.pure.mailbox.worked`.

All keys in it belong to nobody. What is drawn by chance (the seals) is made anew by each run;
all else is always the same.
"""

import json
from pathlib import Path
from typing import Any

from bothways.pure.ballots import seal, to_text
from bothways.pure.mailbox import (
    DeskKeys,
    ReaderKeys,
    Thread,
    code_words,
    root_of,
    seal_letter,
    share_info,
    statement_of,
    with_checksum,
)
from bothways.pure.mailbox.marks import answer_mark
from tests.pure.mailbox.lists import LISTS

FILE = Path(__file__).parents[2] / "data" / "mailbox-v1.json"
CODE = bytes(range(16))
READER_CODE = bytes(range(100, 116))
DESK = bytes.fromhex("00112233445566ff")
PLACES = (0, 1, 255)
SECRET = bytes(range(32))
TEXT = "Könnten wir früher anfangen? 🌻 \u202bשלום\u202c"


def fixed() -> dict[str, Any]:
    """What comes of the codes and secrets above, the same at every time and on every side."""
    root = root_of(CODE)
    thread, reader = Thread.of(root, 3), ReaderKeys.of(root_of(READER_CODE))
    desk = DeskKeys.of(SECRET)
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
            "statement": statement_of(DESK, 1, seal=desk.seal_public, sign=desk.sign_public).hex(),
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
    info = share_info(DESK, 1, reader.seal_public)
    return {
        "letter": to_text(letter.pack()),
        "answer": to_text(back.pack()),
        "share": to_text(seal(SECRET, to=reader.seal_public, info=info)),
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps({**fixed(), **drawn()}, indent=1, ensure_ascii=False) + "\n")
