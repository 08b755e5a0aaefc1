"""Reads of ideas and questions that more than one page needs."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, Value, When

from bothways.commitments.models import Commitment
from bothways.people.models import Person
from bothways.voices.models import Support, Voice, VoiceQuerySet, Word

FILTERS = ("all", "owed", "late", "will", "done", "wont", "answered", "mine")
KEPT, BROKEN = Commitment.State.KEPT, Commitment.State.BROKEN


def with_people(voices: VoiceQuerySet) -> VoiceQuerySet:
    """Fetch who said it, who owes the answer, and what it became."""
    return voices.select_related("author", "owner", "deputy", "asked_of", "promise", "decision")


def listed(kind: str, person: Person, *, show: str, on: date) -> VoiceQuerySet:
    """Return voices of a kind in list order: answers that are owed, oldest first, then the newest.

    show: one of FILTERS; an unknown word shows all.
    """
    seen = with_people(Voice.objects.filter(kind=kind, merged_into=None).standing())
    if show == "mine":
        seen = with_people(Voice.objects.filter(kind=kind, author=person))
    elif show == "owed":
        seen = seen.owed()
    elif show == "late":
        seen = seen.late(on)
    elif show == "will":
        seen = seen.filter(state=Voice.State.WILL).exclude(promise__state=KEPT)
    elif show == "done":
        seen = seen.filter(promise__state=KEPT)
    elif show in {"wont", "answered"}:
        seen = seen.filter(state=show)
    return in_list_order(seen)


def in_list_order(voices: VoiceQuerySet) -> VoiceQuerySet:
    """Put first what waits for an answer, what is owed soonest first."""
    owed = Q(answered_on=None, hidden_on=None) & ~Q(state=Voice.State.TAKEN_BACK)
    group = Case(When(owed, then=Value(0)), default=Value(1), output_field=IntegerField())
    due = Case(When(owed, then=F("answer_due_on")))
    return voices.order_by(group, due, "-said_on", "pk")


def n_supports(voices: Iterable[Voice]) -> dict[UUID, int]:
    """Return how many people stand behind each of these, or what was merged into it (1 query)."""
    ids = [voice.pk for voice in voices]
    rows = Support.objects.filter(Q(voice__in=ids) | Q(voice__merged_into__in=ids))
    found: dict[UUID, set[UUID]] = {}
    for pk, into, who in rows.values_list("voice_id", "voice__merged_into_id", "person_id"):
        found.setdefault(into or pk, set()).add(who)
    return {pk: len(people) for pk, people in found.items()}


def words_to(voice: Voice) -> list[Word]:
    """Return all that was said to a voice or done with it, the first one first."""
    said = voice.words.select_related("by", "to", "promise", "decision", "other")
    return list(said.order_by("pk"))
