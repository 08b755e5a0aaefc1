"""Secret votes on ideas and questions: one question each of the month's round, once ever.

What is asked stands in the rules of that round for good, so it names nobody but by their own words.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bothways.confirmations.figures import Sentences
from bothways.confirmations.queries import Secret, voted
from bothways.confirmations.registry import Shown, Topic, Vote, asked_along
from bothways.voices.models import Voice, VoteAsked

SUGGESTION, QUESTION = Voice.Kind.SUGGESTION, Voice.Kind.QUESTION


def vote_on(voice: Voice) -> Secret | None:
    """Return what a monthly round asks or asked of this voice; None while none does (2 queries)."""
    return voted(TOPICS[voice.kind], [voice.pk]).get(voice.pk)


def votes_on(kind: str, voices: Iterable[Voice]) -> dict[UUID, str]:
    """Return the figures of those of one kind that were voted on and counted (2 queries)."""
    found = voted(TOPICS[kind], [voice.pk for voice in voices])
    return {pk: secret.words for pk, secret in found.items() if secret.words}


def _waiting(kind: str, _on: date) -> list[Vote]:
    """Those that have no answer yet: what everyone thinks comes too late after it."""
    rows = VoteAsked.objects.filter(voice__in=Voice.objects.filter(kind=kind).owed())
    return [Vote(row.voice_id, row.asked_on) for row in rows]


def _titles(things: Iterable[UUID]) -> dict[UUID, str]:
    return dict(Voice.objects.filter(pk__in=list(things)).values_list("pk", "title"))


def _worded_idea(things: Iterable[UUID]) -> Mapping[UUID, str]:
    words = _("An idea: “%(title)s” It is worth doing.")
    return {pk: words % {"title": title} for pk, title in _titles(things).items()}


def _worded_question(things: Iterable[UUID]) -> Mapping[UUID, str]:
    words = _("A question to those in charge: “%(title)s” I want to know this too.")
    return {pk: words % {"title": title} for pk, title in _titles(things).items()}


def _shown(things: Iterable[UUID]) -> Mapping[UUID, Shown]:
    """What pages show: the words, unless they are hidden or taken back."""
    found = {}
    for voice in Voice.objects.filter(pk__in=list(things)):
        gone = voice.is_hidden or voice.is_taken_back
        said = _("It is not shown any more.") if gone else voice.title
        page = "questions:one" if voice.is_question else "voices:one"
        found[voice.pk] = Shown(said, reverse(page, args=[voice.pk]))
    return found


TOPICS: dict[str, Topic] = {
    SUGGESTION: asked_along(
        Topic(
            name="idea",
            letter="I",
            waiting=lambda on: _waiting(SUGGESTION, on),
            worded=_worded_idea,
            shown=_shown,
            asks=gettext_lazy("Asked is whether it is worth doing."),
            figure=Sentences(
                gettext_lazy("%(low)d of %(n)d who answered say it is worth doing."),
                gettext_lazy("At least %(low)d of %(n)d who answered say it is worth doing."),
                gettext_lazy("At most %(high)d of %(n)d who answered say it is worth doing."),
                gettext_lazy(
                    "Between %(low)d and %(high)d of %(n)d who answered say it is worth doing."
                ),
            ),
        )
    ),
    QUESTION: asked_along(
        Topic(
            name="question",
            letter="Q",
            waiting=lambda on: _waiting(QUESTION, on),
            worded=_worded_question,
            shown=_shown,
            asks=gettext_lazy("Asked is who wants to know this too."),
            figure=Sentences(
                gettext_lazy("%(low)d of %(n)d who answered want to know this too."),
                gettext_lazy("At least %(low)d of %(n)d who answered want to know this too."),
                gettext_lazy("At most %(high)d of %(n)d who answered want to know this too."),
                gettext_lazy(
                    "Between %(low)d and %(high)d of %(n)d who answered want to know this too."
                ),
            ),
        )
    ),
}
