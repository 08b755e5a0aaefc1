"""An old mark, as a mail or a page said it, is read and held against the record."""

from datetime import datetime

import pytest
from django.db import connection
from django.utils import translation

from bothways.notifications.marks import mark_line
from bothways.people.models import Person
from bothways.record.actions import append_entries, note
from bothways.record.models import Entry, Head, Leaf
from bothways.trust.marks import Mark, Verdict, check, read_mark
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.record.done import done

ROOT = "00ff" * 16
FOURS = " ".join(["00ff"] * 16)
CHECK = "/record/check/"


@pytest.fixture
def old(firm: Cast, now: datetime) -> Head:
    """A head of five entries, with six more that came later."""
    done(5, at=now)
    head = append_entries(at=now)
    done(6, at=now)
    append_entries(at=now)
    assert head is not None
    return head


def mark_of(head: Head) -> Mark:
    return Mark(head.size, bytes(head.root))


def rewrite(position: int) -> None:
    """Change an entry with its place, and build all that follows from it anew, heads included."""
    leaf = Leaf.objects.get(position=position)
    entries = list(Entry.objects.order_by("leaf__position"))
    entry = entries[position]
    entry.details = {"words": "something else"}
    changed = entry.computed_commitment()
    Entry._base_manager.filter(pk=leaf.entry_id).update(details=entry.details, commitment=changed)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_leaf")
        cursor.execute("DELETE FROM record_head")
    append_entries(at=entry.at)


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_the_line_of_a_mail_is_read_back_in_every_language(old: Head, language: str) -> None:
    with translation.override(language):
        line = mark_line(old)

    assert read_mark(line) == mark_of(old)
    assert read_mark(f"The result is there.\n\n12 of 30 answered.\n\n{line}\n") == mark_of(old)


@pytest.mark.parametrize(
    "text",
    [f"5 {ROOT}", f"5 {ROOT.upper()}", f"5 entries, root:\n{FOURS}\n", f"On 2 May: 5 {FOURS}",
     f"5-{ROOT}", f"5\n{ROOT[:32] + ROOT[32:]}. Keep it"],
)  # fmt: skip
def test_a_size_and_a_root_are_read_in_any_form(text: str) -> None:
    assert read_mark(text) == Mark(5, bytes.fromhex(ROOT))


def test_a_size_of_four_digits_is_not_taken_for_a_part_of_the_root() -> None:
    assert read_mark(f"1234 {FOURS}") == Mark(1234, bytes.fromhex(ROOT))


@pytest.mark.parametrize(
    "text",
    ["", "hello", ROOT, FOURS, f"5 {ROOT[:-1]}", f"5 {ROOT}0", f"0 {ROOT}", f"five {ROOT}"],
)
def test_what_is_no_mark_is_not_read(text: str) -> None:
    assert read_mark(text) is None


def test_an_old_mark_holds_while_nothing_was_rewritten(old: Head) -> None:
    checked = check(mark_of(old))

    assert checked is not None
    assert (checked.verdict, checked.restored) == (Verdict.HOLDS, [])


def test_an_old_mark_finds_a_rewrite_of_what_was_done_before_it(old: Head) -> None:
    mark = mark_of(old)
    rewrite(2)

    checked = check(mark)

    assert checked is not None
    assert checked.verdict is Verdict.REWRITTEN


def test_an_old_mark_says_nothing_of_what_came_after_it(old: Head) -> None:
    mark = mark_of(old)
    rewrite(8)

    checked = check(mark)

    assert checked is not None
    assert checked.verdict is Verdict.HOLDS


def test_a_mark_of_more_entries_than_there_are_finds_that_some_were_taken_away(old: Head) -> None:
    checked = check(Mark(12, bytes(32)))

    assert checked is not None
    assert checked.verdict is Verdict.SHORTER


def test_where_nothing_was_done_there_is_nothing_to_check(db: None) -> None:
    assert check(Mark(1, bytes(32))) is None


def test_the_page_says_that_a_mark_holds(old: Head, employee: Person, client_of: ClientOf) -> None:
    answer = client_of(employee).get(CHECK, {"mark": mark_line(old)})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "It holds" in page
    assert "All 5 entries" in page
    assert "This server did the sum itself" in page


def test_the_page_says_loudly_that_a_mark_does_not_hold(
    old: Head, employee: Person, client_of: ClientOf
) -> None:
    line = mark_line(old)
    rewrite(0)

    page = client_of(employee).get(CHECK, {"mark": line}).content.decode()

    assert "It does not hold" in page
    assert "no innocent reason" in page
    assert "representative" in page


def test_after_a_restore_the_page_says_what_can_not_be_linked(
    old: Head, employee: Person, client_of: ClientOf, now: datetime
) -> None:
    note("installation.restored", by=None, at=now, made_at="2026-10-30")
    append_entries(at=now)

    page = client_of(employee).get(CHECK, {"mark": f"99 {ROOT}"}).content.decode()

    assert "so something was taken away" in page
    assert "the backup of 2026-10-30 was put back" in page
    assert "no innocent reason" not in page


def test_what_is_no_mark_is_said_with_what_to_do(
    old: Head, employee: Person, client_of: ClientOf
) -> None:
    answer = client_of(employee).get(CHECK, {"mark": "the mail said nothing"})

    assert answer.status_code == 422
    assert "Copy the whole last line" in answer.content.decode()


def test_with_nothing_on_the_record_every_page_stands(
    firm: Cast, employee: Person, client_of: ClientOf
) -> None:
    for address in (CHECK, f"{CHECK}?mark=5+{ROOT}", "/record/", "/trust/"):
        assert client_of(employee).get(address).status_code == 200


def test_the_record_and_the_trust_page_show_the_newest_mark(
    old: Head, employee: Person, client_of: ClientOf
) -> None:
    newest = Head.objects.get(size=11)

    record = client_of(employee).get("/record/").content.decode()
    trust = client_of(employee).get("/trust/").content.decode()

    assert newest.root_in_fours in record
    assert newest.key_in_fours in record
    assert newest.origin in record
    assert "11 entries" in record
    assert newest.root_in_fours[:24] in trust


def test_each_entry_says_its_place_on_the_ledger_and_a_new_one_none_yet(
    old: Head, employee: Person, client_of: ClientOf, now: datetime
) -> None:
    note("thing.done", by=None, at=now)

    page = client_of(employee).get("/record/").content.decode()

    assert "On the ledger, place 11" in page
    assert "On the ledger, place 12" not in page


def test_what_was_erased_by_law_is_said_with_its_day(
    old: Head, employee: Person, client_of: ClientOf, now: datetime
) -> None:
    Entry._base_manager.filter(leaf__position=4).update(
        verb="", details={}, salt=b"", erased_on=now.date()
    )

    page = client_of(employee).get("/record/").content.decode()

    assert "Erased by law on 2 November 2026" in page
    assert "thing 4" not in page
    assert "On the ledger, place 5" in page
