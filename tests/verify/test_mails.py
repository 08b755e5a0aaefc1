"""Old mails as people keep them, and the words with which what is none is refused."""

import json
from email.message import EmailMessage
from io import StringIO
from pathlib import Path

import pytest

from bothways.pure.checking import LIMITS_OF_A_RECORD, KeptMark
from bothways.verify.__main__ import main
from bothways.verify.mails import MOST, marks_in
from tests.pure.checking.records import entries, file_of, mail, put_down

TRUE = entries(8)
KEPT = mail(TRUE, 5).mark
LINE = f"Number of entries and root: 5 {KEPT.root.hex()}."


def kept(folder: Path, body: bytes, name: str = "kept.eml") -> Path:
    path = folder / name
    path.write_bytes(body)
    return path


def said(*words: object) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    return main([str(word) for word in words], out, err), out.getvalue(), err.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return kept(tmp_path, file_of(TRUE), "record.json")


@pytest.mark.parametrize("alphabet", ["utf-8", "iso-8859-1", "cp1252"])
def test_a_mail_copied_out_as_text_is_read_in_any_alphabet(tmp_path: Path, alphabet: str) -> None:
    path = kept(tmp_path, f"Grüße aus Córdoba\r\n{LINE}\r\n".encode(alphabet))

    assert marks_in(path) == [KeptMark("kept.eml", KEPT)]


def test_a_mail_packed_twice_over_as_text_and_as_a_page_has_its_mark_once(tmp_path: Path) -> None:
    whole = EmailMessage()
    whole.set_content(LINE, cte="base64")
    whole.add_alternative(f"<p>{LINE}</p>", subtype="html", cte="base64")

    assert marks_in(kept(tmp_path, whole.as_bytes())) == [KeptMark("kept.eml", KEPT)]


def test_signs_that_a_page_writes_as_names_do_not_hide_a_mark(tmp_path: Path) -> None:
    whole = EmailMessage()
    said_so = LINE.replace(" ", "&#32;")
    whole.set_content(f"<p>{said_so}</p>", subtype="html", cte="base64")

    assert marks_in(kept(tmp_path, whole.as_bytes())) == [KeptMark("kept.eml", KEPT)]


def test_a_part_in_an_alphabet_that_nobody_knows_hides_no_other_part(tmp_path: Path) -> None:
    whole = EmailMessage()
    whole.set_content("x", cte="base64")
    whole.add_alternative(f"<p>{LINE}</p>", subtype="html", cte="base64")
    body = whole.as_bytes().replace(b'charset="utf-8"', b'charset="klingon"', 1)

    assert b"klingon" in body
    assert marks_in(kept(tmp_path, body)) == [KeptMark("kept.eml", KEPT)]


def test_a_picture_that_came_with_a_mail_is_not_read_as_one(tmp_path: Path) -> None:
    whole = EmailMessage()
    whole.set_content("Dear all")
    whole.add_attachment(LINE.encode(), maintype="image", subtype="png", filename="mark.png")

    with pytest.raises(ValueError, match="holds no mark of the record"):
        marks_in(kept(tmp_path, whole.as_bytes()))


@pytest.mark.parametrize("body", [b"", b"Dear all", b"\x00\xff" * 50, b"5 " + b"0f" * 31])
def test_a_mail_without_a_mark_is_told_what_a_mark_looks_like(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(ValueError, match="holds no mark") as refused:
        marks_in(kept(tmp_path, body, "digest.txt"))

    assert str(refused.value) == (
        "digest.txt holds no mark of the record: a number of entries, then 64 characters from "
        "0 to 9 and a to f, at the end of every mail to everyone"
    )


def test_a_file_too_large_for_a_mail_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^kept\.eml is too large for a mail$"):
        marks_in(kept(tmp_path, LINE.encode().rjust(MOST + 1)))


def test_several_mails_are_each_named_and_a_folder_s_name_is_not_told(
    file: Path, tmp_path: Path
) -> None:
    one = kept(tmp_path, LINE.encode(), "one.txt")
    other = kept(tmp_path, f"2 {mail(TRUE, 2).mark.root.hex()}".encode(), "other.txt")

    code, out, err = said(file, "--mail", one, other)

    assert (code, err) == (0, "")
    assert "holds   other.txt: the first 2 places are as they were then." in out
    assert "holds   one.txt: the first 5 places are as they were then." in out
    assert str(tmp_path) not in out


def test_mails_can_be_named_one_by_one_too(file: Path, tmp_path: Path) -> None:
    one, other = (kept(tmp_path, LINE.encode(), name) for name in ("one.txt", "other.txt"))

    out = said(file, "--mail", one, "--mail", other)[1]

    assert "one.txt: the first 5" in out
    assert "other.txt: the first 5" in out


def test_a_sound_record_ends_with_that_and_with_what_no_file_can_tell(file: Path) -> None:
    code, out, err = said(file)

    assert (code, err) == (0, "")
    last = out.partition("\nAll that could be checked holds.\n\n")[2].splitlines()
    assert last[0] == "What no file can tell:"
    assert [line.strip() for line in last[1:]] == list(LIMITS_OF_A_RECORD)


def test_how_many_checks_failed_is_said_at_the_end(tmp_path: Path, file: Path) -> None:
    false = kept(tmp_path, b"5 " + b"0f" * 32, "false.txt")

    code, out, _ = said(file, "--mail", false)

    n_checks = sum(line.startswith(("holds ", "BROKEN", "  ?")) for line in out.splitlines())
    assert code == 1
    assert f"2 of {n_checks} checks failed. Don't rely on what it says." in out
    assert "All that could be checked holds." not in out


def test_a_record_without_an_entry_can_not_be_told_and_that_is_no_failure(tmp_path: Path) -> None:
    nothing = kept(tmp_path, file_of([]), "record.json")

    code, out, _ = said(nothing)

    assert code == 0
    assert "  ?     There is nothing on this record yet." in out


@pytest.mark.parametrize("option", ["receipt", "mark"])
def test_what_goes_with_a_round_is_refused_beside_the_record(file: Path, option: str) -> None:
    code, out, err = said(file, f"--{option}", file)

    assert (code, out) == (2, "")
    assert err == (
        f"This can't be checked: --{option} goes with the file of a round, and this is the record\n"
    )


@pytest.mark.parametrize("option", ["mail", "before"])
def test_what_goes_with_the_record_is_refused_beside_a_round(tmp_path: Path, option: str) -> None:
    round_ = kept(tmp_path, b'{"kind":"bothways-round","v":1}', "round.json")

    assert said(round_, f"--{option}", round_) == (
        2,
        "",
        f"This can't be checked: --{option} goes with the file of the record, and this is none\n",
    )


def test_an_older_copy_that_is_no_record_is_refused_and_nothing_is_said(file: Path) -> None:
    other = kept(file.parent, b'{"kind":"bothways-round","v":1}', "round.json")

    assert said(file, "--before", other) == (
        2,
        "",
        "This can't be checked: this is no file of the kind bothways-record, version 1\n",
    )


def test_a_record_of_another_version_is_refused(tmp_path: Path) -> None:
    later = kept(tmp_path, file_of(TRUE).replace(b'"v": 1', b'"v": 2', 1), "record.json")

    assert said(later)[0] == 2


def test_as_json_an_entry_that_was_changed_is_named_by_its_number_and_the_rest_names_none(
    tmp_path: Path, file: Path
) -> None:
    now = [*TRUE[:3], put_down(TRUE[3]["entry"]["text"], b"\x01" * 32), *TRUE[4:]]
    newer = kept(tmp_path, file_of(now), "newer.json")

    code, out, _ = said(newer, "--before", file, "--json")

    told = json.loads(out)
    assert code == 1
    assert told["limits"] == list(LIMITS_OF_A_RECORD)
    named = {one["code"]: one["entries"] for one in told["findings"] if "entries" in one}
    assert named == {"older.changed": [4]}
    assert {one["verdict"] for one in told["findings"]} <= {"holds", "broken", "untold"}


def test_a_file_that_is_not_there_is_named_by_the_system_s_own_words(tmp_path: Path) -> None:
    code, out, err = said(tmp_path / "gone.json")

    assert (code, out) == (2, "")
    assert err.startswith("This can't be checked: ")
    assert "gone.json" in err


def test_without_a_file_it_says_how_it_is_called(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([])

    assert stopped.value.code == 2
    assert "usage: bothways verify" in capsys.readouterr().err
