"""Reads of ideas and questions that more than one page needs."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, Value, When

from bothways.commitments.models import Commitment
from bothways.people.models import Person, Role
from bothways.voices.models import Keeper, Support, Voice, VoiceQuerySet, Word

FILTERS = ("all", "owed", "late", "will", "done", "wont", "answered", "mine")
KEPT = Commitment.State.KEPT
ENDED = (KEPT, Commitment.State.BROKEN)
MOST_TITLES = 300


def with_people(voices: VoiceQuerySet) -> VoiceQuerySet:
    """Fetch who said it, who owes the answer, and what it became."""
    return voices.select_related("author", "asked_of", "promise", "merged_into", "hidden_by")


def listed(kind: str, person: Person, *, show: str, on: date) -> VoiceQuerySet:
    """Return voices of a kind in list order: answers that are owed, oldest first, then the newest.

    show: one of FILTERS; an unknown word shows all, those that are hidden with the reason.
    """
    seen = with_people(Voice.objects.filter(kind=kind, merged_into=None))
    seen = seen.exclude(state=Voice.State.TAKEN_BACK)
    if show == "mine":
        seen = with_people(Voice.objects.filter(kind=kind, author=person))
    elif show == "owed":
        seen = seen.owed()
    elif show == "late":
        seen = seen.late(on)
    elif show == "will":
        seen = seen.filter(state=Voice.State.WILL, hidden_on=None).exclude(promise__state__in=ENDED)
    elif show == "done":
        seen = seen.filter(promise__state=KEPT, hidden_on=None)
    elif show in {"wont", "answered"}:
        seen = seen.filter(state=show, hidden_on=None)
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


def owed_by(person: Person) -> list[Voice]:
    """Return the voices whose answer this person owes now, what is owed soonest first."""
    near = Q(owner=person) | Q(deputy=person)
    if person.role_kinds & {Role.Kind.OWNER, Role.Kind.PEOPLE_LEAD}:
        near |= ~Q(owner__in=Person.objects.here()) | Q(owner=None)
    owed = Voice.objects.all().owed().filter(near).select_related("owner", "deputy")
    soonest = owed.order_by("answer_due_on", "pk")
    return [voice for voice in soonest if person in voice.answered_by()]


def can_go_on_with(voice: Voice) -> VoiceQuerySet:
    """Return what this voice can be merged into, the newest first."""
    same = Voice.objects.filter(kind=voice.kind).owed()
    return same.exclude(pk=voice.pk).order_by("-said_on", "title")


def titles_of(kind: str) -> list[Voice]:
    """Return the newest voices of a kind that everybody reads, to be compared with what is typed.

    They go to whoever types, so that what they type goes nowhere.
    """
    standing = Voice.objects.filter(kind=kind).standing().select_related("promise", "merged_into")
    return list(standing.order_by("-said_on", "pk")[:MOST_TITLES])


def merged_titles(voices: Iterable[Voice]) -> dict[UUID, list[str]]:
    """Return what was merged into each of these, by title, as everybody reads it (1 query)."""
    found: dict[UUID, list[str]] = {}
    merged = Voice.objects.filter(merged_into__in=[voice.pk for voice in voices]).standing()
    for into, title in merged.order_by("said_on", "pk").values_list("merged_into_id", "title"):
        found.setdefault(into, []).append(title)
    return found


def is_behind(person: Person, voice: Voice) -> bool:
    """Say whether this person stands behind a voice, or what was merged into it."""
    theirs = Support.objects.filter(person=person)
    return theirs.filter(Q(voice=voice) | Q(voice__merged_into=voice)).exists()


def supporters(voice: Voice) -> list[str]:
    """Return the names of those who stand behind a voice, or what was merged into it.

    Two people of one name are two.
    """
    behind = Support.objects.filter(Q(voice=voice) | Q(voice__merged_into=voice))
    people = behind.values_list("person_id", "person__name").distinct()
    return sorted(name for _pk, name in people)


def keepers() -> list[Keeper]:
    """Return who keeps the paper box, besides whoever keeps people, as far as they are here."""
    here = Keeper.objects.filter(person__in=Person.objects.here())
    return list(here.select_related("person").order_by("person__name"))
