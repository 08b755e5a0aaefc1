"""What can be found of promises: those made in the open, with all that was said about them.

Whoever looks for the words of a question finds the promises that answer it, and for the words of
what prompted a promise, that promise.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bothways.commitments.models import Commitment
from bothways.search.registry import AT_A_TIME, Text, in_batches, searchable
from bothways.surveys.queries import wordings_of


@searchable("promise", one=_("Promise"), several=_("Promises"), at="commitments:one")
def promises(refs: Sequence[str] | None) -> Iterator[Text]:
    """Yield promises to a unit or to all; what is between two people is for the two."""
    open_to_all = (
        Commitment.objects.all().made_in_the_open().prefetch_related("changes", "evidence")
    )
    chosen = open_to_all if refs is None else open_to_all.filter(pk__in=refs)
    for some in in_batches(chosen.iterator(chunk_size=AT_A_TIME)):
        asked = wordings_of(one.round_id for one in some if one.round_id is not None)
        yield from (_text(promise, asked) for promise in some)


def _text(promise: Commitment, asked: dict[tuple[UUID, str], list[str]]) -> Text:
    said = promise.changes.all()
    newest = max([promise.made_on, *(change.said_on for change in said)])
    shown = promise.evidence.all()
    texts = [change.words for change in said] + [one.words for one in shown]
    texts.append(promise.prompt_words)
    words = " · ".join(text for text in texts if text)
    answers = asked.get((promise.round_id, promise.question), []) if promise.round_id else []
    body = "\n".join(filter(None, [words, *answers]))  # each wording is a line of its own
    return Text(str(promise.pk), promise.text, body, newest)
