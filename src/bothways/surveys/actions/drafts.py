"""Drafts of rounds: prepared, changed, worded, thrown away."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language

from bothways.people.models import Person
from bothways.people.queries import organisation
from bothways.record.actions import note
from bothways.surveys.bank import WRITTEN_IN, by_code
from bothways.surveys.errors import FrozenError
from bothways.surveys.models import OWN, Round, RoundQuestion
from bothways.surveys.queries import reading_of
from bothways.surveys.registry import a_draft_changed
from bothways.surveys.wording import points_at_leader


@dataclass(frozen=True)
class Asked:
    """One question on its way into a round. texts: its other wordings, where it brings them."""

    code: str
    text: str
    construct: str
    version: int = 1
    keyed: str = "+"
    about_leader: bool = False
    language: str = WRITTEN_IN
    texts: Mapping[str, str] = field(default_factory=dict)


def own_question(text: str, *, about_leader: bool = False) -> Asked:
    """Return a firm's own question, written in the language in use.

    The same wording has the same code in every round.
    """
    wording = " ".join(text.split())
    code = OWN + hashlib.sha256(wording.casefold().encode()).hexdigest()[:10]
    return Asked(
        code,
        wording,
        code,
        about_leader=about_leader or points_at_leader(wording),
        language=get_language() or WRITTEN_IN,
    )


@transaction.atomic
def prepare_round(
    *,
    by: Person | None,
    title: str,
    kind: str,
    questions: Sequence[Asked],
    opens_at: datetime,
    closes_at: datetime,
    audience: str = Round.Audience.EVERYONE,
    at: datetime | None = None,
) -> Round:
    """Make a draft that only those who keep rounds can see. by: None where a job makes it."""
    round_ = Round.objects.create(
        title=title, kind=kind, audience=audience, opens_at=opens_at, closes_at=closes_at
    )
    RoundQuestion.objects.bulk_create(_worded(round_, questions))
    note("round.prepared", by=by, about=round_, at=at)
    return round_


def change_round(
    round_: Round,
    *,
    by: Person | None,
    at: datetime,
    title: str,
    kind: str,
    questions: Sequence[Asked],
    opens_at: datetime,
    closes_at: datetime,
    audience: str = Round.Audience.EVERYONE,
) -> None:
    """Change a draft.

    Raises FrozenError once the rules are fixed, and puts the attempt on the record.
    """
    with _changed_openly(round_, by=by, at=at):
        round_.title, round_.kind, round_.audience = title, kind, audience
        round_.opens_at, round_.closes_at = opens_at, closes_at
        round_.save(update_fields=["title", "kind", "audience", "opens_at", "closes_at"])
        worded = _worded(round_, questions)  # before those go that may know a wording
        round_.questions.all().delete()
        RoundQuestion.objects.bulk_create(worded)


def word_questions(
    round_: Round, texts: Mapping[str, Mapping[str, str]], *, by: Person, at: datetime
) -> None:
    """Keep what a draft's own questions say in other languages.

    texts: wording by language, by the question's code; an empty one takes the wording away. A
    question that points at one's leader in any of its languages is treated so in all of them.
    Raises FrozenError once the rules are fixed.
    """
    with _changed_openly(round_, by=by, at=at):
        for question in round_.questions.filter(code__in=texts, code__startswith=OWN):
            given = {
                language: " ".join(text.split())
                for language, text in {**question.texts, **texts[question.code]}.items()
            }
            question.texts = {language: text for language, text in given.items() if text}
            question.texts[question.language] = question.text
            points = any(points_at_leader(text) for text in question.texts.values())
            question.about_leader = question.about_leader or points
            question.save(update_fields=["texts", "about_leader"])


def set_days(
    round_: Round, *, by: Person | None, at: datetime, opens_at: datetime, closes_at: datetime
) -> None:
    """Give a draft other days and leave all else. Raises FrozenError once the rules are fixed."""
    with _changed_openly(round_, by=by, at=at):
        round_.opens_at, round_.closes_at = opens_at, closes_at
        round_.save(update_fields=["opens_at", "closes_at"])


def drop_draft(round_: Round, *, by: Person | None, at: datetime) -> None:
    """Throw a draft away. Raises FrozenError once the rules are fixed."""
    refuse_if_frozen(round_, by=by, at=at)
    with transaction.atomic():
        hold_draft(round_)
        note("round.dropped", by=by, about=round_, at=at)
        round_.delete()


def refuse_if_frozen(round_: Round, *, by: Person | None, at: datetime) -> None:
    if round_.state == Round.State.DRAFT:
        return
    note("round.change_refused", by=by, about=round_, at=at, title=round_.title)
    raise FrozenError(round_.fixed_at)


def hold_draft(round_: Round) -> None:
    """Let nobody announce a draft while it is changed. Raises FrozenError if somebody just did."""
    drafts = Round.objects.select_for_update().filter(pk=round_.pk, state=Round.State.DRAFT)
    if not drafts.exists():
        round_.refresh_from_db(fields=["fixed_at"])
        raise FrozenError(round_.fixed_at)


@contextmanager
def _changed_openly(round_: Round, *, by: Person | None, at: datetime) -> Iterator[None]:
    """Let nobody announce a draft while it is changed; what was built on the old one follows.

    Raises FrozenError once the rules are fixed. Saved as it was, it is not changed.
    """
    refuse_if_frozen(round_, by=by, at=at)
    with transaction.atomic():
        hold_draft(round_)
        before = reading_of(round_)
        yield
        if reading_of(round_) != before:
            a_draft_changed(round_, by=by, at=at)


def _worded(round_: Round, questions: Sequence[Asked]) -> list[RoundQuestion]:
    """Return the questions of a round in every wording there is, not kept yet."""
    firm = organisation()
    name = firm.name if firm else ""
    return [
        RoundQuestion(
            round=round_,
            position=position,
            code=asked.code,
            version=asked.version,
            construct=asked.construct,
            keyed=asked.keyed,
            about_leader=asked.about_leader or any(map(points_at_leader, texts.values())),
            text=asked.text.replace("{company}", name),
            language=asked.language,
            texts={language: text.replace("{company}", name) for language, text in texts.items()},
        )
        for position, asked in enumerate(questions, start=1)
        for texts in [_texts_of(asked)]
    ]


def _texts_of(asked: Asked) -> dict[str, str]:
    """Return every wording: the book's, or those that the firm gave its own question before."""
    if asked.texts:
        return {**asked.texts, asked.language: asked.text}
    for item in by_code([asked.code]):
        return item.texts if item.text == asked.text else {asked.language: asked.text}
    before = RoundQuestion.objects.filter(code=asked.code, language=asked.language)
    last = before.order_by("-pk").first()
    return {**(last.texts if last else {}), asked.language: asked.text}
