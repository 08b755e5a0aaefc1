"""What marks one letter is found wherever people are: in rows, mails on their way and logs."""

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bothways.pure.mailbox.letters import mark_in
from tests.operations.audit.conftest import House
from tests.operations.audit.test_links import plant


def a_letter_that_came_out(audited: House) -> bytes:
    ((records, size),) = audited.sql("SELECT records, size FROM mailbox_packet")
    return bytes(records)[: int(size)]


def of_a_letter(audited: House) -> dict[str, bytes]:
    """What marks a letter, an attachment or a thread, by its name in the finding."""
    letter = a_letter_that_came_out(audited)
    ((piece,),) = audited.sql("SELECT id FROM mailbox_piece")
    ((thread,),) = audited.sql("SELECT thread FROM voices_voice WHERE way = 'no_name'")
    return {
        "the hash of a letter": hashlib.sha256(letter).digest(),
        "the mark of a letter": mark_in(letter),
        "the id of a piece of an attachment": bytes.fromhex(piece),
        "a key of a thread": base64.urlsafe_b64decode(f"{thread}="),
    }


def in_text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()


SPELLED: dict[str, Callable[[bytes], str]] = {
    "the hash of a letter": bytes.hex,
    "the mark of a letter": in_text,
    "the id of a piece of an attachment": bytes.hex,
    "a key of a thread": in_text,
}


def test_what_marks_a_letter_is_found_in_a_mail_to_somebody(audited: House) -> None:
    raw = of_a_letter(audited)
    told = " ".join(spelled(raw[what]) for what, spelled in SPELLED.items())
    audited.sql("UPDATE notifications_message SET html = %s", told)

    found = audited.report("traces").violations

    assert {one.code for one in found} == {"trace-of-a-letter"}
    assert {one.found for one in found} == {
        f"The column html of notifications_message holds {what}." for what in SPELLED
    }


@pytest.mark.sqlite
def test_a_line_of_a_log_that_tells_when_a_letter_came_is_found(
    audited: House, tmp_path: Path
) -> None:
    path = tmp_path / "web.log"
    path.write_text(f"14:02:07 took {of_a_letter(audited)['the hash of a letter'].hex()}\n")

    assert audited.finds("traces", logs=(path,)) == {"trace-of-a-letter"}


@pytest.mark.sqlite
def test_a_session_in_a_line_of_a_log_is_found(audited: House, tmp_path: Path) -> None:
    path = tmp_path / "web.log"
    path.write_text("14:02:07 session=q4k0d1v8z7m2n5b6c3x9l0p1o8i7u6y5 opened a page\n")

    assert audited.finds("logs", logs=(path,)) == {"secret-in-a-log"}


@pytest.fixture
def a_used_stamp(audited: House) -> bytes:
    """A stamp's key, with its spent record put where a month's first one stands."""
    from bothways.pure.mailbox.stamps import HALF, SPENT_LENGTH

    key = hashlib.sha256(b"the key of a stamp").digest()
    rows = audited.boxes("SELECT id, records FROM letterbox_spent ORDER BY id")
    id_, records = next((id_, bytes(found)) for id_, found in rows if any(bytes(found)))
    spent = hashlib.sha256(key).digest()[:HALF] + bytes([1]) * HALF
    audited.boxes(
        "UPDATE letterbox_spent SET records = %s WHERE id = %s",
        spent + records[SPENT_LENGTH:],
        id_,
    )
    return key


@pytest.mark.parametrize("spelled", ["hex", "base64"])
def test_a_stamp_that_was_used_is_found_beside_a_person(
    audited: House, a_used_stamp: bytes, spelled: str
) -> None:
    text = base64.urlsafe_b64encode(a_used_stamp).rstrip(b"=").decode()

    plant(audited, f"Ada: {a_used_stamp.hex() if spelled == 'hex' else text}")

    (finding,) = audited.report("traces").violations
    assert finding.found == (
        "The column title of surveys_round holds the key of a stamp that was used."
    )
