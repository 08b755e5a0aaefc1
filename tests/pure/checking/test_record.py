"""The record's file, old mails and an older copy: each way to rewrite it is found, and where."""

import json
from typing import Any

import pytest

from bothways.pure.ballots import BallotError, to_text
from bothways.pure.checking import Verdict, check_record, read_record_file
from tests.pure.checking.records import (
    Entry,
    broken,
    checked,
    entries,
    entry,
    erase,
    file_of,
    mail,
    put_down,
    record,
)

TRUE = entries(12)
MAILS = [mail(TRUE, 4), mail(TRUE, 10)]


def copy() -> list[Entry]:
    return [dict(one) for one in TRUE]


def says(code: str, told: list[Entry], before: list[Entry] | None = None, **more: Any) -> str:
    older = [("old.json", record(before))] if before else []
    findings = check_record(record(told), more.get("marks", MAILS), older)
    return next(one.says for one in findings if one.code == code)


def test_a_record_that_nobody_touched_holds_with_every_mail_and_every_older_copy() -> None:
    told = copy()
    erase(told, 2)
    findings = check_record(record(told, [4, 10]), MAILS, [("old.json", record(TRUE[:7]))])

    assert broken(findings) == {}
    assert {"record.erased", "mark", "older", "record.signature"} <= {one.code for one in findings}


def test_a_text_that_was_changed_alone_is_named_without_any_mail() -> None:
    told = copy()
    text = told[6]["entry"]["text"].replace("thing 6", "nothing")
    told[6] = told[6] | {"entry": told[6]["entry"] | {"text": text}}

    assert checked(told) == {"record.text": (7,)}
    assert "Entry 7 was changed" in says("record.text", told)
    assert '"words":"nothing"' in says("record.text", told)


def rewritten() -> list[Entry]:
    """What root does thoroughly: text and commitment; tree and heads are made anew with it."""
    told = copy()
    salt = b"\x07" * 32
    told[6] = put_down(told[6]["entry"]["text"].replace("thing 6", "nothing"), salt)
    return told


def test_a_whole_rewrite_holds_by_itself_and_mails_tell_between_which_two_it_was() -> None:
    assert checked(rewritten()) == {}
    assert set(checked(rewritten(), MAILS)) == {"mark", "mark.between"}
    told = says("mark.between", rewritten())
    assert "among the entries 5 to 10" in told
    assert "after mail-4 and before mail-10" in told


def test_an_older_copy_tells_which_entry_was_rewritten_and_what_it_said() -> None:
    found = checked(rewritten(), MAILS, TRUE)

    assert found["older.changed"] == (7,)
    assert '"words":"thing 6"' in says("older.changed", rewritten(), TRUE)
    assert "mail-4 and mail-10: fits old.json" in says("older.fits", rewritten(), TRUE)
    alone = says("older.signed", rewritten(), TRUE, marks=[])
    assert "signed two records that can't both be true" in alone


def test_an_entry_that_was_taken_out_is_found_and_the_older_copy_names_it() -> None:
    told = copy()
    del told[6]

    assert set(checked(told)) == set()
    assert set(checked(told, MAILS)) == {"mark", "mark.between"}
    assert checked(told, MAILS, TRUE)["older.taken"] == (7,)


def test_an_entry_that_was_put_in_is_named_by_the_mail_alone() -> None:
    told = copy()
    told.insert(6, entry(99))

    assert checked(told, MAILS)["mark.entry"] == (7,)
    assert "without it the mark fits" in says("mark.entry", told)
    assert checked(told, MAILS, TRUE)["older.put_in"] == (7,)


@pytest.mark.parametrize(("one", "other"), [(5, 6), (4, 9), (1, 3)])
def test_two_entries_that_changed_places_are_named_by_the_mail_alone(one: int, other: int) -> None:
    told = copy()
    told[one], told[other] = told[other], told[one]

    assert checked(told, MAILS)["mark.entry"] == (one + 1, other + 1)
    assert "older.moved" in checked(told, [], TRUE)


def test_an_entry_that_was_emptied_in_silence_is_named() -> None:
    told = copy()
    erase(told, 3, named=False)
    assert checked(told) == {"record.emptied": (4,)}

    del told[3]["erased_on"]
    assert checked(told) == {"record.emptied": (4,)}


def test_an_erasing_that_is_only_named_before_it_happened_or_by_a_false_entry_is_none() -> None:
    told = [entry(99, "person.erased", places=[4]), *copy()]
    erase(told, 4, named=False)
    assert checked(told) == {"record.emptied": (5,)}

    told = copy()
    erase(told, 4)
    salt = to_text(b"\x01" * 32)
    told[-1] = told[-1] | {"entry": told[-1]["entry"] | {"salt": salt}}
    assert checked(told) == {"record.emptied": (5,), "record.text": (13,)}


def test_an_end_that_was_cut_off_is_found_by_a_mail_and_the_older_copy_says_what_it_held() -> None:
    assert set(checked(TRUE[:8])) == set()
    assert set(checked(TRUE[:8], MAILS)) == {"mark.longer"}
    assert "2 or more were taken from the end" in says("mark.longer", TRUE[:8])
    assert checked(TRUE[:11], [], TRUE)["older.taken"] == (12,)


def test_a_cut_end_that_other_entries_grew_over_is_found() -> None:
    told = [*TRUE[:8], *(entry(number) for number in range(50, 60))]

    assert "mark.between" in checked(told, MAILS)
    older = [("old.json", record(TRUE))]
    taken = [
        one.entries for one in check_record(record(told), [], older) if one.code == "older.taken"
    ]
    assert taken == [(9,), (10,), (11,), (12,)]
    assert "older.put_in" not in checked(told, [], TRUE)


def test_heads_that_were_not_made_anew_tell_where_without_any_mail() -> None:
    whole = json.loads(file_of(rewritten()))
    whole["heads"] = json.loads(file_of(TRUE, [2, 5, 8]))["heads"]

    found = check_record(read_record_file(json.dumps(whole).encode()))

    assert set(broken(found)) == {"record.heads"}
    assert "among entries 6 to 8" in next(f.says for f in found if f.code == "record.heads")


def test_a_head_that_is_not_signed_or_says_more_than_there_is_does_not_hold() -> None:
    forged = read_record_file(file_of(TRUE, key=b"\x09" * 32))
    assert set(broken(check_record(forged))) == {"record.signature"}

    whole = json.loads(file_of(TRUE))
    del whole["entries"][-2:]
    short = read_record_file(json.dumps(whole).encode())
    assert set(broken(check_record(short))) == {"record.end"}
    whole["heads"] = []
    none = read_record_file(json.dumps(whole).encode())
    assert set(broken(check_record(none))) == {"record.heads"}


def test_a_place_that_is_missing_or_there_twice_is_named() -> None:
    whole = json.loads(file_of(TRUE))
    del whole["entries"][4]
    found = broken(check_record(read_record_file(json.dumps(whole).encode())))
    assert found["record.places"] == (6,)


def test_after_a_restore_it_says_which_marks_can_not_hold() -> None:
    told = [*TRUE[:6], entry(60, "installation.restored", made_at="2026-03-03"), *entries(9)[7:]]

    findings = check_record(record(told), [mail(TRUE, 4), mail(TRUE, 8)])

    codes = {one.code: one.verdict for one in findings}
    assert codes["record.restored"] is Verdict.UNTOLD
    assert codes["mark.restored"] is Verdict.UNTOLD
    assert codes["mark.between"] is Verdict.BROKEN
    early = check_record(record([TRUE[1], TRUE[0], *told[2:]]), [mail(TRUE, 4)])
    assert "mark.restored" not in {one.code for one in early}


def test_an_older_copy_that_does_not_hold_by_itself_proves_nothing() -> None:
    before = json.loads(file_of(TRUE))
    before["entries"][3]["entry"]["text"] = before["entries"][4]["entry"]["text"]
    older = read_record_file(json.dumps(before).encode())

    found = check_record(record(TRUE), [], [("old.json", older)])
    assert set(broken(found)) == {"older.sound"}
    unsigned = read_record_file(file_of(TRUE, key=b"\x09" * 32))
    assert "older.unsigned" in {
        one.code for one in check_record(record(rewritten()), [], [("old.json", unsigned)])
    }


def test_a_record_without_an_entry_says_so_and_an_old_mail_still_speaks() -> None:
    nothing = read_record_file(b'{"v":1,"kind":"bothways-record","entries":[],"heads":[]}')

    assert broken(check_record(nothing)) == {}
    assert "mark.longer" in broken(check_record(nothing, MAILS))


def test_many_rewritten_entries_are_named_up_to_twenty_and_the_rest_counted() -> None:
    told = [
        put_down(one["entry"]["text"].replace("thing", "x"), b"\x05" * 32) for one in entries(50)
    ]

    findings = check_record(record(told), [], [("old.json", record(entries(50)))])

    changed = [one for one in findings if one.code == "older.changed"]
    assert len(changed) == 21
    assert changed[-1].says == "And 30 more of this kind."


def test_entries_of_one_moment_are_told_apart() -> None:
    def of_one_moment(*words: str) -> list[Entry]:
        return [entry(0), *(entry(1, words=word) for word in words), entry(2)]

    before = of_one_moment("a", "b", "c")
    findings = check_record(record(of_one_moment("x", "y")), [], [("old.json", record(before))])

    codes = [(one.code, one.entries) for one in findings if one.code.startswith("older.")]
    assert codes[:3] == [("older.changed", (2,)), ("older.changed", (3,)), ("older.taken", (4,))]
    more = of_one_moment("a", "x", "y", "b", "c")
    assert checked(more, [], before)["older.put_in"] == (4,)


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param('"entries":[{}],"heads":[]', id="a place without a number"),
        pytest.param('"entries":[[]],"heads":[]', id="a place that is a list"),
        pytest.param('"entries":[],"heads":[{"text":"x"}]', id="a head that is none"),
        pytest.param('"heads":[]', id="no entries"),
    ],
)
def test_what_is_no_record_is_refused(odd: str) -> None:
    with pytest.raises(BallotError):
        read_record_file(('{"v":1,"kind":"bothways-record",' + odd + "}").encode())


def test_an_entry_that_says_nonsense_is_named_and_nothing_crashes() -> None:
    for text in ("", "[]", "[" * 5000, '{"verb":[],"details":3,"at":{}}'):
        told = [*copy(), put_down(text, b"\x05" * 32)]
        assert checked(told) == {}
        told[-1] = told[-1] | {"commitment": TRUE[0]["commitment"]}
        assert checked(told)["record.text"] == (13,)
