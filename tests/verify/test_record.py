"""An old digest mail and a rewritten database: `bothways verify` says which record was changed."""

import json
from datetime import datetime, timedelta
from email.message import EmailMessage
from io import StringIO
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils.translation import override

from bothways.notifications.marks import mark_line
from bothways.record.actions import append_entries, erase_entries, note
from bothways.record.models import Entry, Head
from bothways.record.whole import record_file
from bothways.verify.__main__ import main
from tests.cast import Cast
from tests.record.done import done

ALL = ["en", "de", "es"]


@pytest.fixture
def mails(firm: Cast, now: datetime, tmp_path: Path) -> list[Path]:
    """A record of nine entries, and a mail in each language, sent after 3, 6 and 9 of them."""
    kept = []
    for week, language in enumerate(ALL):
        done(3, at=now + timedelta(days=7 * week))
        head = append_entries(at=now + timedelta(days=7 * week))
        assert head is not None
        with override(language):
            path = tmp_path / f"mail.{language}.txt"
            path.write_text(f"1. A promise is due\n\n{mark_line(head)}\n", encoding="utf-8")
        kept.append(path)
    return kept


def saved(tmp_path: Path, name: str = "record.json") -> Path:
    path = tmp_path / name
    path.write_text("".join(record_file()), encoding="utf-8")
    return path


def said(*words: object) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    return main([str(word) for word in words], out, err), out.getvalue(), err.getvalue()


def rewrite(now: datetime, *, at: int) -> None:
    """Do what root can: another text and commitment; the ledger is built and signed anew."""
    entry = Entry.objects.get(leaf__position=at)
    entry.details = {"words": "something else"}
    changed = entry.computed_commitment()
    Entry._base_manager.filter(pk=entry.pk).update(details=entry.details, commitment=changed)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_leaf")
        cursor.execute("DELETE FROM record_head")
    append_entries(at=now)


def test_mails_in_every_language_hold_against_a_record_that_nobody_touched(
    mails: list[Path], now: datetime, tmp_path: Path
) -> None:
    places = erase_entries([Entry.objects.get(leaf__position=4)], on=now.date(), at=now)
    note("person.erased", by=None, at=now, places=places)
    append_entries(at=now)

    code, out, _ = said(saved(tmp_path), "--mail", *mails)

    assert code == 0, out
    assert "mail.de.txt: the first 6 places are as they were then." in out
    assert "Entry 5 is erased by law, and the record says so." in out
    assert "That everything which happened was put on the record." in out


def test_a_rewritten_database_is_found_by_the_mail_and_an_older_copy_names_the_record(
    mails: list[Path], now: datetime, tmp_path: Path
) -> None:
    older = saved(tmp_path, "spring.json")
    rewrite(now, at=4)
    newer = saved(tmp_path)

    assert said(newer)[0] == 0  # by itself it holds: that is why somebody must keep a mail
    code, out, _ = said(newer, "--mail", *mails)
    assert code == 1
    assert "mail.en.txt: the first 3 places are as they were then." in out
    assert "among the entries 4 to 6" in out
    assert "after mail.en.txt and before mail.de.txt" in out
    code, out, _ = said(newer, "--mail", mails[1], "--before", older, "--json")
    told = {one["code"]: one for one in json.loads(out)["findings"]}
    assert told["older.changed"]["entries"] == [5]
    assert '"words":"thing 4"' in told["older.changed"]["says"]
    assert "mail.de.txt: fits spring.json" in told["older.fits"]["says"]


def test_a_text_that_was_changed_in_the_database_is_named_without_any_mail(
    mails: list[Path], tmp_path: Path
) -> None:
    entry = Entry.objects.get(leaf__position=7)
    Entry._base_manager.filter(pk=entry.pk).update(details={"words": "never"})

    code, out, _ = said(saved(tmp_path))

    assert code == 1
    assert "BROKEN  Entry 8 was changed: what it says now (thing.done of" in out


def test_what_somebody_wrote_into_the_database_that_no_entry_says_is_named_too(
    mails: list[Path], tmp_path: Path
) -> None:
    for at, change in enumerate(({"details": {"n": 0.5}}, {"details": [3]}, {"salt": b"x"})):
        entry = Entry.objects.get(leaf__position=at)
        Entry._base_manager.filter(pk=entry.pk).update(**change)

    code, out, _ = said(saved(tmp_path), "--json")

    odd = [one["entries"] for one in json.loads(out)["findings"] if one["code"] == "record.text"]
    assert (code, odd) == (1, [[1], [2], [3]])


def test_a_mail_that_was_saved_whole_is_read_however_its_program_packed_it(
    mails: list[Path], tmp_path: Path
) -> None:
    line = mails[2].read_text(encoding="utf-8")
    file, path = saved(tmp_path), tmp_path / "kept.eml"
    for packing in ("base64", "quoted-printable"):
        mail = EmailMessage()
        mail["Subject"] = "Diese Woche"
        mail.set_content("Hallo")
        mail.add_alternative(f"<p>{line}</p>", subtype="html", cte=packing)
        path.write_bytes(mail.as_bytes())
        code, out, err = said(file, "--mail", path)
        assert (code, err) == (0, "")
        assert "kept.eml: the first 9 places" in out


def test_what_can_not_be_used_is_refused_with_what_to_do(mails: list[Path], tmp_path: Path) -> None:
    file, empty = saved(tmp_path), tmp_path / "empty.txt"
    empty.write_text("Dear all")

    assert "empty.txt holds no mark of the record" in said(file, "--mail", empty)[2]
    assert said(file, "--mail", tmp_path / "nowhere.txt")[0] == 2
    assert "--receipt goes with the file of a round" in said(file, "--receipt", empty)[2]
    assert said(file, "--before", empty)[0] == 2
    empty.write_bytes(b"x" * 5_000_001)
    assert "too large for a mail" in said(file, "--mail", empty)[2]


def test_the_file_holds_every_entry_and_every_head_and_comes_in_pieces(
    mails: list[Path], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bothways.record.whole.A_PIECE", 2)
    waiting = done(1, at=now)[0]

    pieces = list(record_file())

    told = json.loads("".join(pieces))
    assert [one["position"] for one in told["entries"]] == list(range(9))
    assert len(told["heads"]) == Head.objects.count() == 3
    assert waiting.details["words"] not in "".join(pieces)
    assert len(pieces) > 6


def test_everybody_who_is_signed_in_can_save_it_and_nobody_else(
    mails: list[Path], firm: Cast, client: Client
) -> None:
    assert client.get("/ledger/record.json").status_code == 302
    client.force_login(firm.employee)

    answer = client.get("/ledger/record.json")

    assert answer.status_code == 200
    assert "bothways-record.json" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store, private"
    assert json.loads(answer.getvalue())["kind"] == "bothways-record"
