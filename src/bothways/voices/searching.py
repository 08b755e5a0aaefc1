"""What can be found of ideas and questions: their words, and what was said to them."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bothways.search.registry import Text, searchable
from bothways.voices.models import Voice

SUGGESTION, QUESTION = Voice.Kind.SUGGESTION.value, Voice.Kind.QUESTION.value
IDEA = pgettext_lazy("what was found", "Idea")
IDEAS = pgettext_lazy("what was found", "Ideas")


@searchable(SUGGESTION, one=IDEA, several=IDEAS, at="voices:one")
def ideas(refs: Sequence[str] | None) -> Iterator[Text]:
    """Yield the ideas that everybody reads."""
    return _texts(SUGGESTION, refs)


@searchable(QUESTION, one=_("Question"), several=_("Questions"), at="questions:one")
def questions(refs: Sequence[str] | None) -> Iterator[Text]:
    """Yield the questions to those in charge that everybody reads."""
    return _texts(QUESTION, refs)


def _texts(kind: str, refs: Sequence[str] | None) -> Iterator[Text]:
    standing = Voice.objects.all().standing().filter(kind=kind).prefetch_related("words")
    chosen = standing if refs is None else standing.filter(pk__in=refs)
    for voice in chosen.iterator(chunk_size=500):
        words = list(voice.words.all())
        body = " · ".join(part for part in [voice.text, *(one.words for one in words)] if part)
        newest = max([voice.said_on, *(one.said_on for one in words)])
        yield Text(str(voice.pk), voice.title, body, newest)
