"""What can be found of decisions: their newest words, corrections, questions and answers.

Whoever looks for the words of a question that was asked of everybody, or of a suggestion, finds
the decision that answers it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bothways.decisions.models import Decision, Said
from bothways.record.prompted import PromptKind
from bothways.search.registry import AT_A_TIME, Text, in_batches, searchable
from bothways.surveys.queries import wordings_of


@searchable("decision", one=_("Decision"), several=_("Decisions"), at="decisions:one")
def decisions(refs: Sequence[str] | None) -> Iterator[Text]:
    """Yield decisions that were recorded; what is still being written is for its writers."""
    recorded = Decision.objects.prefetch_related("versions", "corrections", "questions__answer")
    chosen = recorded if refs is None else recorded.filter(pk__in=refs)
    for some in in_batches(chosen.iterator(chunk_size=AT_A_TIME)):
        of_results = [one for one in some if one.prompt_kind == PromptKind.RESULT]
        asked = _asked(one.prompt_ref for one in of_results)
        yield from (_text(decision, asked) for decision in some)


def _text(decision: Decision, asked: dict[str, list[str]]) -> Text:
    said, words = list(_said_under(decision)), _words_of(decision)
    words += _beside(decision.question, [decision.prompt_words])
    told = " · ".join(part for part in [*words, *(text for _on, text in said)] if part)
    answers = _beside(decision.question, asked[decision.prompt_ref])
    body = "\n".join(filter(None, [told, *answers]))  # each wording is a line of its own
    newest = max([decision.recorded_on, *(on for on, _text in said)])
    return Text(str(decision.pk), decision.question, body, newest)


def _asked(refs: Iterable[str]) -> dict[str, list[str]]:
    """Return every wording of the questions that are named as '<round>/<code>'; [] for others."""
    rounds = {UUID(ref.partition("/")[0]) for ref in refs}
    found = {f"{of}/{code}": words for (of, code), words in wordings_of(rounds).items()}
    return defaultdict(list, found)


def _beside(title: str, texts: Iterable[str]) -> list[str]:
    """Return what the title does not say already."""
    return [text for text in texts if text not in title and title not in text]


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
