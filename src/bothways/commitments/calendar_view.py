"""The day of one promise as a file for a calendar program."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bothways.access.guard import SignedInRequest, guarded
from bothways.commitments.calendar import day_of
from bothways.commitments.models import Commitment
from bothways.notifications.calendar_file import as_ics, ics


@require_safe
@guarded("commitments.see", Commitment)
def day(request: SignedInRequest, thing: Commitment) -> HttpResponse:
    """The day of one promise, for a calendar program."""
    entry = day_of(thing, reader=request.user)
    return ics(as_ics([entry], at=timezone.now()), f"promise-{thing.due_on:%Y-%m-%d}.ics")
