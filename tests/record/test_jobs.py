"""The ledger is taken up by itself."""

from datetime import datetime

from bothways.jobs.registry import JOBS
from bothways.record.jobs import append_to_the_ledger
from bothways.record.queries import newest_head
from tests.record.done import done


def test_what_was_done_is_taken_up_every_ten_seconds(now: datetime) -> None:
    done(3, at=now)

    assert append_to_the_ledger(now) == "3 entries taken up"
    assert append_to_the_ledger(now) == ""
    done(2, at=now)
    assert append_to_the_ledger(now) == "2 entries taken up"

    head = newest_head()
    assert head is not None
    assert head.size == 5
    assert JOBS["record.append_to_the_ledger"].every.total_seconds() == 10


def test_where_nothing_was_done_it_says_nothing(db: None, now: datetime) -> None:
    assert append_to_the_ledger(now) == ""
