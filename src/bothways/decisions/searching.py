"""What can be found of decisions: their newest words, corrections, questions and answers."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from bothways.decisions.models import Decision, Said
from bothways.search.registry import Text, searchable


@searchable("decision", one=_("Decision"), several=_("Decisions"), at="decisions:one")
def decisions(refs: Sequence[str] | None) -> Iterator[Text]:
    """Yield decisions that were recorded; what is still being written is for its writers."""
    recorded = Decision.objects.prefetch_related("versions", "corrections", "questions__answer")
    chosen = recorded if refs is None else recorded.filter(pk__in=refs)
    for decision in chosen.iterator(chunk_size=500):
        said, words = list(_said_under(decision)), _words_of(decision)
        body = " · ".join(part for part in [*words, *(text for _on, text in said)] if part)
        newest = max([decision.recorded_on, *(on for on, _text in said)])
        yield Text(str(decision.pk), decision.question, body, newest)


def _words_of(decision: Decision) -> list[str]:
    options = [str(part) for option in decision.options for part in option.values()]
    return [
        decision.decided,
        decision.reasons,
        decision.context,
        *options,
        decision.who_was_heard,
        decision.uncertain,
        decision.would_change_our_mind,
    ]


def _said_under(decision: Decision) -> Iterator[tuple[date, str]]:
    """Yield (day, words) of what was written under it; of versions why they came."""
    for version in decision.versions.all():
        yield _dated(version, version.why)
    for correction in decision.corrections.all():
        yield _dated(correction, f"{correction.now} {correction.was} {correction.words}")
    for question in decision.questions.all():
        yield _dated(question, question.text)
        if hasattr(question, "answer"):
            yield _dated(question.answer, question.answer.text)


def _dated(said: Said, words: str) -> tuple[date, str]:
    return said.said_on, words
