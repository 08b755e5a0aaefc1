"""Keeping readings: whatever is missing, of an older engine or of other releases is made anew."""

from uuid import UUID

from bothways.pure.reading import ENGINE
from bothways.readings.models import Reading
from bothways.readings.queries import chain, worked_out

WHAT = ("engine", "made_of", "firm", "groups")


def keep_readings() -> list[UUID]:
    """Work out and keep every reading that is missing or not today's; return their rounds.

    A round that is counted later than one that closed after it changes what the later one is
    compared with, so the later one is read again too. With nothing to do: 2 queries.
    """
    kept = {
        round_id: (engine, made_of)
        for round_id, engine, made_of in Reading.objects.values_list("pk", "engine", "made_of")
    }
    stale = [round_id for round_id, link in chain().items() if kept.get(round_id) != (ENGINE, link)]
    for reading in worked_out(stale) if stale else ():
        values = {name: getattr(reading, name) for name in WHAT}
        Reading.objects.update_or_create(round_id=reading.pk, defaults=values)
    return stale
