"""The whole story to take away: every figure of the firm, with what it is made of and its seals.

The firm's figures alone, so it is the same for everybody. Each figure comes with the words the
pages show for it, so that a table elsewhere need not say more than is known.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy

from bothways.commitments.queries import SayDo
from bothways.people.queries import organisation
from bothways.results.queries import Seal, seals_of
from bothways.results.tables import tame
from bothways.trust.change import words_of
from bothways.trust.chapters import Story
from bothways.trust.counted import Counted
from bothways.trust.figures import Figure
from bothways.trust.report.telling import fewer_than, limits
from bothways.trust.scores import score_of
from bothways.trust.together import Together, together_in
from bothways.voices.figures import Answers

VERSION = 1
LEVEL = 0.95  # of the intervals
SCORE_DIGITS = 2
SIDES = ("people", "leaders")

Row = tuple[str | int | float, ...]

HEAD = (
    gettext_lazy("side"),
    gettext_lazy("round"),
    gettext_lazy("closed"),
    gettext_lazy("theme"),
    gettext_lazy("question"),
    gettext_lazy("text"),
    gettext_lazy("asked"),
    gettext_lazy("answered"),
    gettext_lazy("agree, at least"),
    gettext_lazy("agree, at most"),
    gettext_lazy("true share, from"),
    gettext_lazy("true share, to"),
    gettext_lazy("score out of 5"),
    gettext_lazy("true score, from"),
    gettext_lazy("true score, to"),
    gettext_lazy("said"),
    gettext_lazy("in a sentence"),
    gettext_lazy("since the last time"),
    gettext_lazy("mark of the rules"),
    gettext_lazy("mark of the result"),
    gettext_lazy("signature"),
    gettext_lazy("second signature"),
)


def document(
    story: Story, kept: SayDo, *, on: date, heard: Mapping[str, Answers]
) -> dict[str, Any]:
    """Return the story as one value, ready for JSON, with each round's whole manifest."""
    firm = organisation()
    seals = seals_of(counted.round.pk for counted in story.rounds)
    return {
        "v": VERSION,
        "kind": "bothways.story",
        "firm": firm.name if firm else "",
        "as_of": on.isoformat(),
        "level": LEVEL,
        "rounds": [_round(counted, side, seals) for side, counted in _sides(story)],
        "figures": [_figure(*one) for one in _figures(story)],
        "scores": [_score(*one) for one in _scores(story)],
        "together": [_together(*one) for one in _links(story)],
        "promises": vars(kept),
        "voices": {kind: vars(answers) for kind, answers in heard.items()},
        "limits": limits(),
    }


def rows(story: Story) -> Iterator[Row]:
    """Yield the head and a row for each figure; no spreadsheet takes a text for a formula."""
    seals = seals_of(counted.round.pk for counted in story.rounds)
    yield tuple(str(name) for name in HEAD)
    for side, counted, code, figure in _figures(story):
        said = _figure(side, counted, code, figure)
        numbers = (*_numbers(figure), "", "", "")
        yield _row(counted, said, code, numbers, said["words"]["figure"], seals)
    for side, counted, found in _scores(story):
        said = _score(side, counted, found)
        numbers = (
            said["asked"],
            said["answered"],
            "",
            "",
            "",
            "",
            said["score"],
            *said["true_score"],
        )
        yield _row(counted, said, "", numbers, said["words"]["score"], seals)
    for counted, links in _links(story):
        said = _together(counted, links)
        for sentence in links.sentences:
            told = said | {"words": {"sentence": sentence, "change": ""}}
            yield _row(counted, told, "", ("",) * 9, "", seals)


def _row(
    counted: Counted,
    said: dict[str, Any],
    code: str,
    numbers: Row,
    words: str,
    seals: dict[Any, Seal],
) -> Row:
    """Return one line of the table: what it is about, its numbers, its words, its seals."""
    seal = seals[counted.round.pk]
    about = (said["side"], counted.round.title, said["closed"], said["theme"], code)
    told = (words, said["words"]["sentence"], said["words"]["change"])
    marks = (
        counted.round.manifest_hash,
        seal.root or seal.digest,
        seal.signature,
        seal.guardian_signature,
    )
    return (*map(tame, (*about, said.get("text", ""))), *numbers, *map(tame, told), *marks)


def _sides(story: Story) -> Iterator[tuple[str, Counted]]:
    for side, rounds in zip(SIDES, (story.everyone, story.of_leaders), strict=True):
        for counted in rounds:
            yield side, counted


def _figures(story: Story) -> Iterator[tuple[str, Counted, str, Figure]]:
    """Yield every figure of the firm, the newest round first."""
    for side, counted in _sides(story):
        for code in counted.questions:
            figure = counted.firm_figure(code)
            if figure:
                yield side, counted, code, figure


def _scores(story: Story) -> Iterator[tuple[str, Counted, Mapping[str, Any]]]:
    """Yield every score of the firm that a survey gives, the newest round first."""
    for side, counted in _sides(story):
        for found in counted.said.firm["scores"]:
            yield side, counted, found


def _links(story: Story) -> Iterator[tuple[Counted, Together]]:
    """Yield what goes together in each survey, or why nobody can tell."""
    for counted in story.everyone:
        found = together_in(counted)
        if found:
            yield counted, found


def _round(counted: Counted, side: str, seals: dict[Any, Seal]) -> dict[str, Any]:
    round_, released, seal = counted.round, counted.released, seals[counted.round.pk]
    return {
        "id": str(round_.pk),
        "side": side,
        "title": round_.title,
        "closed": round_.closes_at.isoformat(),
        "asked": released.n_eligible,
        "answered": released.n_answered,
        "k": released.k,
        "c": released.c,
        "format": released.format,
        "manifest": seal.manifest,
        "manifest_hash": round_.manifest_hash,
        "result": {
            "digest": seal.digest,
            "root": seal.root,
            "signature": seal.signature,
            "second_signature": seal.guardian_signature,
        },
        "public_file": f"{settings.BASE_URL}/results/{round_.pk}/public.json",
    }


def _figure(side: str, counted: Counted, code: str, figure: Figure) -> dict[str, Any]:
    asked, item = counted.questions[code], counted.said.items[code]
    few = figure.is_too_few
    return {
        "side": side,
        "round": str(counted.round.pk),
        "closed": counted.round.closes_at.date().isoformat(),
        "construct": counted.construct_of(code),
        "theme": counted.name_of(counted.construct_of(code)),
        "question": code,
        "version": asked.version,
        "text": asked.text,
        "asked": figure.asked,
        "answered": figure.answered,
        "fewer_than": figure.fewer_than if few else None,
        "at_or_above": {str(option): list(ends) for option, ends in figure.at_least.items()},
        "true_share": None if few or figure.says_nothing else list(figure.probable),
        "words": {
            "figure": figure.words,
            "sentence": figure.too_few_words if few else figure.sentence,
            "change": words_of(item["change"], in_other_words=item["in_other_words"]),
        },
    }


def _score(side: str, counted: Counted, found: Mapping[str, Any]) -> dict[str, Any]:
    score = score_of(found, change=found["change"])
    return {
        "side": side,
        "round": str(counted.round.pk),
        "closed": counted.round.closes_at.date().isoformat(),
        "construct": found["construct"],
        "theme": counted.name_of(found["construct"]),
        "questions": found["codes"],
        "asked": score.asked,
        "answered": score.answered,
        "score": round(score.estimate, SCORE_DIGITS),
        "true_score": [round(end, SCORE_DIGITS) for end in score.probable],
        "answers_alone": [round(end, SCORE_DIGITS) for end in score.raw],
        "words": {"score": score.words, "sentence": score.sentence, "change": score.change},
    }


def _together(counted: Counted, found: Together) -> dict[str, Any]:
    return {
        "side": SIDES[0],
        "round": str(counted.round.pk),
        "closed": counted.round.closes_at.date().isoformat(),
        "theme": found.outcome,
        "together": list(found.together),
        "apart": list(found.apart),
        "unclear": list(found.unclear),
        "sentences": found.sentences,
    }


def _numbers(figure: Figure) -> tuple[int | float | str, ...]:
    if figure.answered is None:
        return (figure.asked, fewer_than(figure.fewer_than), "", "", "", "")
    share = ("", "") if figure.says_nothing else figure.probable
    return (figure.asked, figure.answered, *figure.agree, *share)
