"""The weekly mails of 500 people, written by a real worker that is killed in the middle.

Run: python3 bothways bench digest
Goals: under 20 s of writing; nobody without a mail, nobody with two.
"""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

from benchmarks.installation import ROOT, throw_away
from benchmarks.report import report

PEOPLE, PROMISES, GOAL_SECONDS, PATIENCE = 500, 200, 20.0, 240


def main() -> None:
    with throw_away():
        filled()
        whole = seconds_of_one_run()
        report(f"weekly mails of {PEOPLE}, in one go", whole, "s", goal=GOAL_SECONDS)
        n_then = killed_in_the_middle()
        report("written when the worker was killed", n_then, "")
        seconds = finished_by_the_next()
        report("after it, by the next worker, once the lease was over", seconds, "s")
        n_mails, n_people = counted()
        report("people without a mail", PEOPLE - n_people, "", goal=0)
        report("people with a second one", n_mails - n_people, "", goal=0)


def filled() -> None:
    """Make the firm and promises of the last week, and let the mails be due today."""
    from django.utils import timezone

    from benchmarks.firms import firm_of
    from bothways.commitments.actions import make_commitment
    from bothways.notifications.weekly_mails import set_rhythm

    owner, people = firm_of(PEOPLE)
    now = timezone.now()
    today = timezone.localdate(now)
    for number in range(PROMISES):
        make_commitment(
            by=people[number],
            text=f"Promise {number}",
            to=people[number + 1] if number % 4 else None,
            due_on=today + timedelta(days=number % 9),
            at=now - timedelta(days=1 + number % 6),
        )
    set_rhythm(weekday=today.weekday(), hour=0, by=owner, at=now)


def seconds_of_one_run() -> float:
    """Write them all once, in this process, and forget them again."""
    from django.utils import timezone

    from bothways.notifications.models import Message, WeeklyMail
    from bothways.notifications.weekly_mails import build_weekly_mails

    started = time.perf_counter()
    n_written = build_weekly_mails(at=timezone.now())
    took = time.perf_counter() - started
    if n_written != PEOPLE:
        raise RuntimeError(f"{n_written} of {PEOPLE} were written")
    Message.objects.all().delete()
    WeeklyMail.objects.all().delete()
    return took


def killed_in_the_middle() -> int:
    """Start a worker, kill it when some are written, and return how many those are."""
    from bothways.notifications.models import WeeklyMail

    worker = started()
    _until(WeeklyMail.objects.exists)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    return WeeklyMail.objects.count()


def finished_by_the_next() -> float:
    """Start another as if the lease of the killed one were over; return the seconds it needs."""
    from django.utils import timezone

    from bothways.jobs.models import Schedule
    from bothways.notifications.models import WeeklyMail

    job = Schedule.objects.filter(name="notifications.write_weekly_mails")
    job.update(due_at=timezone.now())
    begun = time.perf_counter()
    worker = started()
    _until(lambda: WeeklyMail.objects.count() >= PEOPLE)
    took = time.perf_counter() - begun
    time.sleep(2)  # it may not write more
    worker.kill()
    worker.wait()
    return took


def counted() -> tuple[int, int]:
    """Return how many weekly mails there are, and to how many people."""
    from bothways.notifications.models import Message

    mails = Message.objects.filter(kind="week.mail")
    return mails.count(), mails.values("to").distinct().count()


def started() -> "subprocess.Popen[bytes]":
    """Start a real worker on these databases."""
    words = [sys.executable, "-m", "bothways", "worker"]
    return subprocess.Popen(words, cwd=ROOT / "src", stdout=subprocess.DEVNULL)


def _until(done) -> None:  # type: ignore[no-untyped-def]
    latest = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > latest:
            raise RuntimeError("the worker did not do it in time")
        time.sleep(0.02)


if __name__ == "__main__":
    main()
