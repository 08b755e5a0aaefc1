"""What the outbox does by itself."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.timezone import localdate

from bothways.jobs.registry import job
from bothways.notifications.actions import send_due, wipe_old
from bothways.notifications.ringing import ring_due
from bothways.notifications.weekly_mails import build_weekly_mails, wipe_old_weeks


@job(every=timedelta(seconds=5))
def send_due_messages(now: datetime) -> str:
    """Send what waits in the outbox; what the mail server refuses is tried again later."""
    if not settings.MAIL_LEAVES:
        return ""
    n_sent, n_refused = send_due(at=now)
    return f"{n_sent} sent, {n_refused} refused" if n_sent or n_refused else ""


@job(every=timedelta(seconds=5))
def ring_due_browsers(now: datetime) -> str:
    """Ring the phones of those who wished it: that there is something new, never what."""
    if not settings.PUSH:
        return ""
    n_rung, n_missed = ring_due(at=now)
    return f"{n_rung} rung, {n_missed} not reached" if n_rung or n_missed else ""


@job(every=timedelta(minutes=5))
def write_weekly_mails(now: datetime) -> str:
    """Write each person's weekly mail when its hour has come: one a week, in batches."""
    n_mails = build_weekly_mails(at=now)
    return f"{n_mails} written" if n_mails else ""


@job(every=timedelta(days=1))
def wipe_old_messages(now: datetime) -> str:
    """Delete messages 30 days after they were made, if they were sent or given up."""
    n_wiped = wipe_old(at=now)
    wipe_old_weeks(on=localdate(now))
    return f"{n_wiped} deleted" if n_wiped else ""
