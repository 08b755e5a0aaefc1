"""Things that were done, to fill the record with."""

from datetime import datetime

from bothways.record.actions import note
from bothways.record.models import Entry


def done(n: int, *, at: datetime) -> list[Entry]:
    """Note that many things, each with words of its own."""
    start = Entry.objects.count()
    return [note("thing.done", by=None, at=at, words=f"thing {start + i}") for i in range(n)]
