"""What runs by itself around promises."""

from datetime import timedelta

from bothways.commitments.actions import keep_commitment
from bothways.commitments.jobs import remind_of_promises
from bothways.commitments.models import Commitment
from bothways.jobs.registry import JOBS
from bothways.notifications.models import Message
from bothways.people.models import Person
from tests.cast import Cast
from tests.commitments.conftest import DUE, days_after
from tests.factories import NOW, TODAY, at_nine, make_promise


def reminders() -> list[tuple[str, str]]:
    """Who was told which kind of thing about their own promise."""
    kinds = ["commitment.due", "commitment.silent"]
    return list(Message.objects.filter(kind__in=kinds).values_list("to__name", "kind"))


def test_the_job_is_registered() -> None:
    assert JOBS["commitments.remind_of_promises"].every == timedelta(hours=1)


def test_on_the_morning_of_the_day_the_author_is_reminded_once(promise: Commitment) -> None:
    assert remind_of_promises(at_nine(DUE)) == "1 author was told."
    assert remind_of_promises(at_nine(DUE) + timedelta(hours=1)) == ""
    assert reminders() == [("Ruben Dahl", "commitment.due")]


def test_before_seven_nobody_is_woken(promise: Commitment) -> None:
    assert remind_of_promises(at_nine(DUE).replace(hour=6, minute=59)) == ""
    assert reminders() == []


def test_the_day_after_the_author_hears_that_it_is_silent(promise: Commitment) -> None:
    assert remind_of_promises(at_nine(days_after(11))) == "1 author was told."
    assert remind_of_promises(at_nine(days_after(12))) == ""
    assert reminders() == [("Ruben Dahl", "commitment.silent")]


def test_a_silence_is_told_even_if_the_worker_slept_for_days(promise: Commitment) -> None:
    assert remind_of_promises(at_nine(days_after(15))) == "1 author was told."


def test_nobody_is_reminded_of_what_is_done(promise: Commitment, firm: Cast) -> None:
    keep_commitment(promise, by=firm.manager, words="Done.", at=NOW)

    assert remind_of_promises(at_nine(DUE)) == ""
    assert remind_of_promises(at_nine(days_after(11))) == ""


def test_whoever_promises_for_today_is_not_reminded_at_once(firm: Cast) -> None:
    make_promise(firm.owner, due_on=TODAY)

    assert remind_of_promises(NOW) == ""


def test_whoever_has_left_is_not_written_to(promise: Commitment, firm: Cast) -> None:
    Person.objects.filter(pk=firm.manager.pk).update(left_on=TODAY)

    assert remind_of_promises(at_nine(days_after(11))) == ""


def test_two_authors_are_two_sentences_in_one(promise: Commitment, firm: Cast) -> None:
    make_promise(firm.owner, due_on=DUE)

    assert remind_of_promises(at_nine(DUE)) == "2 authors were told."
