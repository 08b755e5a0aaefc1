"""Marks from mails that somebody kept, held against the record as it stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.checking.findings import Finding, Verdict
from bothways.pure.checking.mails import Mark
from bothways.pure.checking.old_marks import KeptMark, check_marks
from tests.pure.checking.records import Entry, entries, entry, mail, put_down, record

TRUE = entries(12)


def rewritten(at: int) -> list[Entry]:
    return [*TRUE[:at], put_down(TRUE[at]["entry"]["text"], b"\x01" * 32), *TRUE[at + 1 :]]


def found(told: list[Entry], *sizes: int) -> list[Finding]:
    return check_marks(record(told), [mail(TRUE, size) for size in sizes])


def test_without_a_mark_nothing_is_said_of_marks() -> None:
    assert check_marks(record(TRUE), []) == []


def test_each_mark_that_holds_is_named_with_how_far_it_reaches_the_oldest_first() -> None:
    assert [one.says for one in found(TRUE, 12, 1, 5)] == [
        "mail-1: the first 1 places are as they were then.",
        "mail-5: the first 5 places are as they were then.",
        "mail-12: the first 12 places are as they were then.",
    ]


@settings(max_examples=25)
@given(st.integers(0, 11), st.sets(st.integers(1, 12), min_size=1, max_size=4))
def test_a_rewrite_lies_between_the_last_mark_that_holds_and_the_first_that_does_not(
    at: int, sizes: set[int]
) -> None:
    findings = found(rewritten(at), *sizes)

    holding = {one.says.split(":")[0] for one in findings if one.verdict is Verdict.HOLDS}
    assert holding == {f"mail-{size}" for size in sizes if size <= at}
    where = [one.says for one in findings if one.code == "mark.between"]
    odd = [size for size in sorted(sizes) if size > at]
    assert len(where) == bool(odd)
    if odd:
        first = max((size for size in sizes if size <= at), default=0) + 1
        assert f"among the entries {first} to {odd[0]}:" in where[0]


def test_before_the_first_mark_there_is_only_one_end_to_name() -> None:
    between = next(one for one in found(rewritten(1), 4) if one.code == "mark.between")

    assert "put on the record before mail-4." in between.says
    assert "after" not in between.says
    assert "An older copy of this file (--before) tells which." in between.says


@pytest.mark.parametrize(("size", "gone"), [(12, 2), (11, 1)])
def test_a_record_shorter_than_a_mark_lost_its_end_and_it_is_said_by_how_much(
    size: int, gone: int
) -> None:
    (finding,) = found(TRUE[:10], size)

    assert (finding.code, finding.verdict) == ("mark.longer", Verdict.BROKEN)
    assert finding.says == (
        f"mail-{size}: there were {size} entries then, and there are 10 now: "
        f"{gone} or more were taken from the end."
    )


def test_large_numbers_are_written_so_that_they_can_be_read() -> None:
    (finding,) = check_marks(record(TRUE), [KeptMark("old.eml", Mark(20_012, b"\x00" * 32))])

    assert "there were 20,012 entries then, and there are 12 now: 20,000 or more" in finding.says


def test_one_change_that_a_mark_betrays_is_said_instead_of_a_stretch() -> None:
    findings = found([*TRUE[:6], entry(70), *TRUE[6:]], 4, 9)

    assert [one.code for one in findings] == ["mark", "mark", "mark.entry"]
    assert findings[-1].entries == (7,)


def test_where_a_backup_was_put_back_it_is_said_that_a_mark_may_be_of_the_time_that_was_lost() -> (
    None
):
    restored = entry(60, "installation.restored", made_at="2026-03-03")
    findings = found([*TRUE[:5], restored, *TRUE[7:]], 8)

    assert findings[-1].code == "mark.restored"
    assert findings[-1].verdict is Verdict.UNTOLD
    assert "mark.restored" not in {one.code for one in found(rewritten(3), 8)}


def test_two_people_who_kept_the_same_mail_are_both_answered() -> None:
    mark = mail(TRUE, 5).mark
    findings = check_marks(record(TRUE), [KeptMark("jo.eml", mark), KeptMark("edda.eml", mark)])

    assert [one.says.split(":")[0] for one in findings] == ["jo.eml", "edda.eml"]


def test_a_mail_of_another_firm_does_not_hold() -> None:
    findings = check_marks(record(TRUE), [KeptMark("odd.eml", Mark(6, b"\x05" * 32))])

    assert findings[0].says == "odd.eml: the first 6 places are not as they were then."
    assert findings[0].verdict is Verdict.BROKEN


def test_a_false_mark_between_two_that_hold_is_placed_behind_the_one_before_it() -> None:
    false = KeptMark("odd.eml", Mark(6, b"\x05" * 32))
    findings = check_marks(record(TRUE), [mail(TRUE, 3), false, mail(TRUE, 9)])

    assert [one.code for one in findings] == ["mark", "mark", "mark", "mark.between"]
    assert "among the entries 4 to 6: " in findings[-1].says
    assert "after mail-3 and before odd.eml" in findings[-1].says
