"""Drafts of rounds: prepared, changed, worded, thrown away."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language

from bothways.people.models import Person
from bothways.people.queries import organisation
from bothways.record.actions import note
from bothways.storage.alone import stand_alone
from bothways.surveys.actions.own import ALONE, Words, reword_question, wording_to_ask
from bothways.surveys.bank import WRITTEN_IN, by_code
from bothways.surveys.errors import (
    FrozenError,
    NotForTheseError,
    NotInAPulseError,
    TooManyError,
)
from bothways.surveys.models import MOST_OWN, OWN, OwnQuestion, OwnWording, Round, RoundQuestion
from bothways.surveys.own import own_code
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

    The same wording has the same code in every round, and is kept among the firm's own questions
    as soon as a draft asks it.
    """
    wording = " ".join(text.split())
    code = own_code(wording)
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
    """Make a draft that only those who keep rounds can see. by: None where a job makes it.

    An own question that is new is written down as such. Raises RetiredError, NotForTheseError,
    NotInAPulseError or TooLongError for one that this round can't ask.
    """
    stand_alone(ALONE)
    round_ = Round.objects.create(
        title=title, kind=kind, audience=audience, opens_at=opens_at, closes_at=closes_at
    )
    RoundQuestion.objects.bulk_create(_worded(round_, questions, by=by, at=at))
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

    Raises FrozenError once the rules are fixed, and puts the attempt on the record; otherwise as
    prepare_round.
    """
    with _changed_openly(round_, by=by, at=at):
        round_.title, round_.kind, round_.audience = title, kind, audience
        round_.opens_at, round_.closes_at = opens_at, closes_at
        round_.save(update_fields=["title", "kind", "audience", "opens_at", "closes_at"])
        worded = _worded(round_, questions, by=by, at=at)
        round_.questions.all().delete()
        RoundQuestion.objects.bulk_create(worded)


def word_questions(
    round_: Round, texts: Mapping[str, Mapping[str, str]], *, by: Person, at: datetime
) -> None:
    """Keep what a draft's own questions say in other languages, here and wherever else they are.

    texts: wording by language, by the question's code; an empty one takes the wording away, and
    a language that is not among them stays as it is. A question that points at one's leader in
    any of its languages is treated so in all of them. Raises FrozenError once the rules are fixed.
    """
    with _changed_openly(round_, by=by, at=at):
        for question in round_.questions.filter(code__in=texts, code__startswith=OWN):
            kept = OwnQuestion.objects.get(pk=question.code)
            now = kept.wordings.all()[0]
            words = Words(
                now.text,
                now.language,
                {**now.texts, **texts[question.code], now.language: now.text},
                now.about,
                now.keyed,
            )
            reword_question(kept, words, by=by, at=at)


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
        stand_alone(ALONE)  # before the draft, as whoever rewords a question does
        hold_draft(round_)
        before = reading_of(round_)
        yield
        if reading_of(round_) != before:
            a_draft_changed(round_, by=by, at=at)


def ask_in(round_: Round, question: OwnQuestion, *, by: Person, at: datetime) -> None:
    """Put an own question at the end of a draft; nothing happens where it is in it already.

    Raises FrozenError once the rules are fixed, RetiredError, NotForTheseError or
    NotInAPulseError for one that this round can't ask, and TooManyError where it asks ten.
    """
    wording = question.wordings.all()[0]
    if round_.is_about_promises:
        raise NotForTheseError(wording.worded)
    with _changed_openly(round_, by=by, at=at):
        if round_.questions.filter(code=question.code).exists():
            return
        if round_.questions.filter(code__startswith=OWN).count() >= MOST_OWN:
            raise TooManyError
        (asked,) = _worded(round_, [asked_of(question.wordings.all()[0])], by=by, at=at)
        last = round_.questions.order_by("-position").values_list("position", flat=True).first()
        asked.position = (last or 0) + 1
        asked.save()


def asked_of(wording: OwnWording) -> Asked:
    """Return an own question's wording on its way into a round."""
    return Asked(
        wording.question_id,
        wording.text,
        wording.question_id,
        wording.version,
        wording.keyed,
        wording.about_leader,
        wording.language,
        wording.texts,
    )


def _worded(
    round_: Round, questions: Sequence[Asked], *, by: Person | None, at: datetime | None
) -> list[RoundQuestion]:
    """Return the questions of a round in every wording there is, not kept yet."""
    firm = organisation()
    name = firm.name if firm else ""
    kept = [_own_as_kept(asked, round_, by=by, at=at) for asked in questions]
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
        for position, asked in enumerate(kept, start=1)
        for texts in [_texts_of(asked)]
    ]


def _own_as_kept(asked: Asked, round_: Round, *, by: Person | None, at: datetime | None) -> Asked:
    """Return an own question as it is kept among the firm's; one of the book as it came."""
    if not asked.code.startswith(OWN):
        return asked
    about = OwnWording.About.LEADER if asked.about_leader else OwnWording.About.WORK
    words = Words(asked.text, asked.language, asked.texts, about, asked.keyed)
    wording = wording_to_ask(words, audience=round_.audience, by=by, at=at)
    if wording.keyed == OwnWording.Keyed.TURNED and round_.kind != Round.Kind.SURVEY:
        raise NotInAPulseError
    return asked_of(wording)


def _texts_of(asked: Asked) -> dict[str, str]:
    """Return every wording: the book's, or those that the firm gave its own question."""
    if asked.texts:
        return {**asked.texts, asked.language: asked.text}
    items = by_code([asked.code])
    return next((item.texts for item in items if item.text == asked.text), None) or {
        asked.language: asked.text
    }
