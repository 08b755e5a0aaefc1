"""What runs by itself here. No line says how many letters there were."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from bothways.jobs.registry import job
from bothways.letterbox.actions import sweep
from bothways.mailbox import actions


@job(every=timedelta(minutes=5))
def take_letters_out(now: datetime) -> str:
    """Put the letters of the half day into their packets, at the fixed hours and no other."""
    n_out = actions.take_out(at=now)
    sweep()
    return "letters came out" if n_out else ""


@job(every=timedelta(minutes=5))
def hear_the_board(_now: datetime) -> str:
    """Let what was written to the board, and has come out, be seen by everybody."""
    return "letters to the board were taken in" if actions.hear_board() else ""


@job(every=timedelta(hours=1))
def look_after_the_stamps(now: datetime) -> str:
    """Make the key of each month's stamps, end those of months that are over; have a board."""
    actions.open_board(on=localdate(now), at=now)
    return actions.keep_the_months(at=now)


@job(every=timedelta(days=1))
def forget_old_letters(now: datetime) -> str:
    """Delete packets of letters after 400 days, attachments after 100."""
    gone = [actions.forget_old_packets(at=now), actions.forget_old_pieces(at=now)]
    return "old letters were deleted" if any(gone) else ""
