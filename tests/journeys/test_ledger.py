"""The browser does the sums over the record itself, and is loud where they don't come out."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Page, expect

from bothways.notifications.marks import mark_line
from bothways.people.models import Person
from bothways.record.actions import append_entries, note
from bothways.record.models import Entry, Head
from tests.journeys.axe import assert_accessible
from tests.journeys.conftest import DESK, WindowOf
from tests.journeys.sitting import SLOTS, own_device
from tests.record.done import done
from tests.rounds import opened

pytestmark = pytest.mark.browser

ALARM = "The record does not fit what this browser saw before"
KEPT = "JSON.parse(localStorage.getItem('bothways-head')).text.split('\\n')[1]"


@pytest.fixture
def head(owner: Person) -> Head:
    """The record of a week ago, with five entries; some more came since."""
    then = timezone.now() - timedelta(days=7)
    done(4, at=then)
    note("firm.changed", by=owner, about=owner.unit, at=then, was="Mill", now="Millrace")
    old = append_entries(at=then)
    assert old is not None
    done(6, at=timezone.now())
    append_entries(at=timezone.now())
    return old


def rewrite() -> None:
    """Change what was done, and build the whole ledger anew, as root can."""
    entry = Entry.objects.earliest("id")
    entry.details = {"words": "something else"}
    changed = entry.computed_commitment()
    Entry._base_manager.filter(pk=entry.pk).update(details=entry.details, commitment=changed)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_leaf")
        cursor.execute("DELETE FROM record_head")
    append_entries(at=timezone.now())


def seen(page: Page, n: int) -> None:
    """Wait until this browser has kept a head of that many entries."""
    page.wait_for_function(f"() => localStorage.getItem('bothways-head') && {KEPT} === '{n}'")


def test_an_old_mail_is_checked_by_the_browser_itself(
    head: Head, employee: Person, window_of: WindowOf
) -> None:
    page = window_of(employee)
    page.goto("/record/")
    page.get_by_role("link", name="Check an old mark").click()
    page.get_by_label("The last line of an old mail").fill(mark_line(head))
    page.get_by_role("button", name="Check").click()

    expect(page.get_by_text("All 5 entries that stood on the record then")).to_be_visible()
    expect(page.get_by_text("from the server's proof: it holds")).to_be_visible()
    expect(page.get_by_text("This server did the sum itself")).to_be_hidden()
    assert_accessible(page)


def test_a_browser_that_saw_an_older_record_raises_the_alarm(
    head: Head, employee: Person, window_of: WindowOf
) -> None:
    line, page = mark_line(head), window_of(employee)
    page.goto("/trust/")
    seen(page, 11)
    done(2, at=timezone.now())
    append_entries(at=timezone.now())
    page.goto("/record/")
    seen(page, 13)
    expect(page.get_by_text(ALARM)).to_be_hidden()

    rewrite()
    done(3, at=timezone.now())
    append_entries(at=timezone.now())
    page.goto("/trust/")

    expect(page.get_by_text(ALARM)).to_be_visible()
    expect(page.get_by_text("Somebody changed or took away")).to_be_visible()
    expect(page.get_by_text("a backup was put back since")).to_be_hidden()
    assert_accessible(page)
    page.goto("/record/check/?mark=" + line)
    expect(page.get_by_text("from the server's proof: it does not hold")).to_be_visible()
    expect(page.get_by_text("no innocent reason")).to_be_visible()
    expect(page.get_by_text(ALARM)).to_be_visible()
    assert page.evaluate(KEPT) == "13"  # the evidence stays until somebody has explained it

    page.get_by_role("button", name="It was explained to me").click()
    expect(page.get_by_text(ALARM)).to_be_hidden()
    seen(page, 16)


def test_what_a_browser_saw_of_the_record_outlives_the_tidying_of_closed_rounds(
    employee: Person, owner: Person, window_of: WindowOf
) -> None:
    opened(owner, opens_at=timezone.now() - timedelta(hours=1))
    page = window_of(employee)
    page.goto("/trust/")
    page.wait_for_function("() => localStorage.getItem('bothways-head')")
    before = page.evaluate(KEPT)

    own_device(page)
    page.goto("/")
    page.wait_for_function(f"() => {SLOTS}.length === 1")  # closed rounds are forgotten before that

    assert page.evaluate(KEPT) == before


def test_after_a_restore_the_browser_says_what_was_said_of_it(
    head: Head, employee: Person, window_of: WindowOf
) -> None:
    page = window_of(employee, width=DESK)
    page.goto("/trust/")
    seen(page, 11)

    rewrite()
    note("installation.restored", by=None, at=timezone.now(), made_at="2026-10-30")
    append_entries(at=timezone.now())
    page.goto("/trust/")

    expect(page.get_by_text("a backup was put back since")).to_be_visible()
    expect(page.get_by_text("Somebody changed or took away")).to_be_hidden()


def test_without_javascript_the_server_says_that_it_did_the_sum_itself(
    head: Head, employee: Person, window_of: WindowOf
) -> None:
    page = window_of(employee, java_script_enabled=False)
    page.goto("/record/check/?mark=" + mark_line(head))

    expect(page.get_by_role("heading", name="It holds")).to_be_visible()
    expect(page.get_by_text("This server did the sum itself")).to_be_visible()
    expect(page.get_by_text(ALARM)).to_be_hidden()
