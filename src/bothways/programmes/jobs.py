"""What runs by itself around programmes: the draw, and the look whether it worked."""

from datetime import datetime, timedelta

from django.utils.translation import ngettext

from bothways.jobs.registry import job
from bothways.programmes import actions
from bothways.programmes.models import Design
from bothways.programmes.queries import on_now


@job(every=timedelta(seconds=10))
def draw_lots(now: datetime) -> str:
    """Draw who begins, once a declaration is under a signed head of the ledger."""
    waiting = on_now().filter(design__chosen=Design.Chosen.LOT, draw=None)
    n = sum(actions.draw_lot(programme, at=now) is not None for programme in waiting)
    return ngettext("%(n)s lot was drawn.", "%(n)s lots were drawn.", n) % {"n": n} if n else ""


@job(every=timedelta(minutes=5))
def look_whether_it_worked(now: datetime) -> str:
    """Look at each programme once its round was counted, or once none can come any more."""
    n = sum(actions.judge(programme, at=now) is not None for programme in on_now())
    said = ngettext("%(n)s programme was looked at.", "%(n)s programmes were looked at.", n)
    return said % {"n": n} if n else ""
