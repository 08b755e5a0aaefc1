"""The worked example, and what the browser made (npm run fixture), hold here too."""

import json
from pathlib import Path
from typing import Any

import pytest

from bothways.pure.ballots import sign_blinded, to_bytes, to_text
from bothways.pure.mailbox import (
    Admission,
    DeskKeys,
    Epoch,
    Halves,
    Posted,
    ReaderKeys,
    Thread,
    admission_holds,
    code_in,
    epoch_holds,
    read_letter,
    root_of,
    with_checksum,
)
from bothways.pure.mailbox.admissions import shared_statement
from bothways.pure.mailbox.desks import signature_holds
from bothways.pure.mailbox.letters import TO_AUTHOR, TO_DESK, Letter
from bothways.pure.mailbox.reading import open_share
from bothways.pure.mailbox.stamps import record_in
from tests.pure.mailbox import worked
from tests.pure.mailbox.lists import LISTS

WORKED: dict[str, Any] = json.loads(worked.FILE.read_text())
MADE: dict[str, Any] = json.loads((Path(worked.FILE).parent / "mailbox_fixture.json").read_text())
DESK = DeskKeys.of(worked.SECRET)


@pytest.fixture(scope="module")
def thread() -> Thread:
    return Thread.of(root_of(worked.CODE), 3)


def test_codes_keys_and_marks_are_what_the_example_says() -> None:
    fixed = worked.fixed()

    assert {name: WORKED[name] for name in fixed} == fixed


def test_the_example_s_letter_answer_and_share_open(thread: Thread) -> None:
    letter, answer = (Letter.unpack(record_in(WORKED[name])) for name in ("letter", "answer"))
    reader = ReaderKeys.of(root_of(worked.READER_CODE))
    share = to_bytes(WORKED["share"]["sealed"], 80, "share")

    read = read_letter(letter, private=DESK.seal, role=TO_DESK)
    assert read.fields["text"] == worked.TEXT
    assert read.signed_by == thread.sign_public
    back = read_letter(answer, private=thread.seal, role=TO_AUTHOR, signed_by=DESK.sign_public)
    assert back.fields["kind"] == "answer"
    assert open_share(worked.DESK, 1, share, keys=reader) == worked.SECRET


def test_the_words_that_the_browser_wrote_are_the_code() -> None:
    code = bytes.fromhex(MADE["code"])

    assert code_in(" ".join(MADE["words"]), LISTS) == code
    assert MADE["written"] == to_text(with_checksum(code))


def test_a_letter_that_the_browser_sealed_and_stamped_is_posted_and_read_here() -> None:
    posted = Posted.from_json(json.dumps(MADE["posted"]).encode())
    posted.check(to_bytes(MADE["month"]["key"], 422, "key"))
    author = Thread.of(root_of(bytes.fromhex(MADE["code"])), MADE["number"])

    read = read_letter(posted.letter, private=DESK.seal, role=TO_DESK)

    assert read.fields["text"] == MADE["text"]
    assert to_bytes(read.fields["replies"], 32, "replies") == author.in_
    assert posted.letter.mark == author.mark(0)
    own = read_letter(
        posted.letter, private=author.seal, role=TO_AUTHOR, signed_by=author.sign_public
    )
    assert own.fields == read.fields


def test_what_the_browser_blinded_gets_the_signature_that_it_unblinded() -> None:
    private = bytes.fromhex(MADE["month"]["private"])

    for blinded, signature in zip(MADE["blinded"], MADE["signatures"], strict=True):
        assert sign_blinded(private, to_bytes(blinded, 384, "blinded")) == to_bytes(
            signature, 384, "signature"
        )


def key(told: dict[str, Any], name: str, length: int = 32) -> bytes:
    return to_bytes(told[name], length, name)


def as_epoch(told: dict[str, Any]) -> Epoch:
    halves = {name: key(told, name) for name in ("seal", "sign", "by")}
    signed = {name: key(told, name, 64) for name in ("signature", "co")}
    return Epoch(told["number"], told["begins"], told["again"], **halves, **signed)


def test_epochs_that_the_browser_signed_hold_here() -> None:
    one, two, anew = [as_epoch(told) for told in MADE["epochs"]]

    assert epoch_holds(worked.DESK, one, None)
    assert epoch_holds(worked.DESK, two, one)
    assert epoch_holds(worked.DESK, anew, two)
    assert not epoch_holds(worked.DESK, two, None)


def test_what_the_browser_s_reader_signed_holds_here() -> None:
    told, share = MADE["admission"], MADE["share"]
    of = Halves(told["of"]["id"], key(told["of"], "seal"), key(told["of"], "sign"))
    admission = Admission(key(told, "by"), of, True, key(told, "signature", 64))
    sealed = key(share, "sealed", 80)
    statement = shared_statement(worked.DESK, 2, to=of.seal, sealed=sealed)

    assert admission_holds(worked.DESK, admission)
    assert signature_holds(key(share, "by"), key(share, "signature", 64), statement)
