"""All writes of confirmations: by name, and the drafts of the monthly rounds.

What is said of a promise between two stays between the two: it is told to them, and not put on the
record that everyone reads.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from bothways.commitments.errors import NotYourWordError, NoWordsError, TooManyWordsError
from bothways.commitments.models import LONGEST_WORDS, Commitment
from bothways.confirmations import errors, queries
from bothways.confirmations.along import code_of_vote
from bothways.confirmations.gathering import (
    Month,
    all_to_ask,
    asked_by,
    first_of,
    first_working_day,
    too_few,
)
from bothways.confirmations.models import (
    AskedOpenly,
    Gathered,
    GatheredMonth,
    GatheredVote,
    Judgement,
    Reply,
)
from bothways.confirmations.questions import code_of
from bothways.notifications.actions import tell
from bothways.people.models import Person
from bothways.people.queries import firm_language
from bothways.record.actions import note
from bothways.storage.alone import stand_alone
from bothways.surveys.actions import change_round, drop_draft, prepare_round
from bothways.surveys.models import Round

AHEAD = timedelta(days=3)  # from announcing to opening
LATEST_AHEAD = timedelta(days=2)  # nearer than that, a draft gets other days
OPEN_FOR = timedelta(days=7)
OPENS, CLOSES = time(8), time(18)
SATURDAY = 5
Says = Judgement.Says
DRAFT = Round.State.DRAFT


@transaction.atomic
def judge(
    commitment: Commitment, *, by: Person, says: str, words: str = "", at: datetime
) -> Judgement:
    """Confirm or contest, by name, that a promise was kept. The same twice is said once.

    Raises NotKeptNowError, NotMadeToYouError, NotAskedByNameError, ReasonMissingError where
    somebody contests without words, TooManyWordsError, TooLateToChangeError two weeks after the
    first word.
    """
    stand_alone(f"end of {commitment.pk}")  # two clicks at once are one word
    commitment.refresh_from_db()
    words, on = " ".join(words.split()), localdate(at)
    end = queries.end_of(commitment)
    if end is None:
        raise errors.NotKeptNowError
    if not (commitment.is_made_to(by) and by.is_active):
        raise errors.NotMadeToYouError
    if not queries.is_asked_by_name(commitment):
        raise errors.NotAskedByNameError
    if says == Says.CONTESTED and not words:
        raise errors.ReasonMissingError
    if len(words) > LONGEST_WORDS:
        raise TooManyWordsError(LONGEST_WORDS)
    before = queries.words_of(by, commitment)
    if before and (before[-1].says, before[-1].words) == (says, words):
        return before[-1]
    if not queries.may_change(before, on):
        raise errors.TooLateToChangeError
    said = Judgement.objects.create(
        commitment=commitment,
        end=end,
        person=by,
        number=len(before) + 1,
        says=says,
        words=words,
        said_on=on,
    )
    _note(f"commitment.{Says(says).value}", commitment, by=by, at=at, words=words)
    tell(
        f"confirmation.{Says(says).value}",
        to=[commitment.made_by],
        at=at,
        who=by.name,
        text=commitment.text,
        words=words,
        link=_link(commitment),
    )
    return said


@transaction.atomic
def answer_contest(judgement: Judgement, *, by: Person, words: str, at: datetime) -> Reply:
    """Say something to one who sees it differently: whoever gave the word, once.

    Raises NotYourWordError, NothingToAnswerError if it was changed meanwhile, AnsweredOnceError,
    NoWordsError, TooManyWordsError.
    """
    commitment, words = judgement.commitment, " ".join(words.split())
    stand_alone(f"end of {commitment.pk}")
    if by.pk != commitment.made_by_id:
        raise NotYourWordError
    if not words:
        raise NoWordsError
    if len(words) > LONGEST_WORDS:
        raise TooManyWordsError(LONGEST_WORDS)
    same = Reply.objects.filter(judgement__end=judgement.end_id, judgement__person=judgement.person)
    if same.exists():
        raise errors.AnsweredOnceError
    last = queries.last_words([commitment.pk]).get(commitment.pk, [])
    if judgement not in last or judgement.says != Says.CONTESTED:
        raise errors.NothingToAnswerError
    reply = Reply.objects.create(judgement=judgement, words=words, said_on=localdate(at))
    _note("commitment.contest_answered", commitment, by=by, at=at, words=words)
    tell(
        "confirmation.answered",
        to=[judgement.person],
        at=at,
        who=by.name,
        text=commitment.text,
        words=words,
        link=_link(commitment),
    )
    return reply


@transaction.atomic
def ask_openly(commitment: Commitment, *, by: Person, at: datetime) -> None:
    """Ask those it was made to by name, where too few are left to be asked secretly.

    Raises NotYourWordError, NotKeptNowError, NotTooFewError. Said twice it is said once.
    """
    stand_alone(f"end of {commitment.pk}")
    commitment.refresh_from_db()
    if by.pk != commitment.made_by_id:
        raise NotYourWordError
    if commitment.state != Commitment.State.KEPT:
        raise errors.NotKeptNowError
    is_secret = commitment.confirm == Commitment.Confirm.SECRETLY
    if not is_secret or _was_asked(commitment) or not too_few(commitment):
        raise errors.NotTooFewError
    row = {"agreed_on": localdate(at)}
    _row, is_new = AskedOpenly.objects.get_or_create(commitment=commitment, defaults=row)
    if is_new:
        _note("commitment.asked_openly", commitment, by=by, at=at)


def gather(*, at: datetime, again: bool = False) -> Round | None:
    """Draft the round of this month, from its first working day on; once, and kept up to date.

    again: gather anew though its days are still ahead. What an older draft asked that nobody
    announced is free again. Return the draft, or None where there is nothing to ask or to do.
    """
    on = localdate(at)
    if on < first_working_day(on):
        return None
    with transaction.atomic():
        stand_alone("the month's promises")
        month = GatheredMonth.objects.select_related("round").filter(pk=first_of(on)).first()
        if month is None:
            return _draft(on, at)
        if month.round is None or month.round.state != DRAFT:
            return None
        return _brought_up_to_date(month.round, on, at, again=again)


def _draft(on: date, at: datetime) -> Round | None:
    for old in Round.objects.filter(kind=Round.Kind.PROMISES, state=DRAFT):
        drop_draft(old, by=None, at=at)
    month = all_to_ask(on)
    if not month:
        return None
    opens_at, closes_at = _days_from(on)
    round_ = prepare_round(
        by=None,
        title=_title(month, on),
        kind=Round.Kind.PROMISES,
        questions=month.questions(),
        opens_at=opens_at,
        closes_at=closes_at,
        at=at,
    )
    _tie(round_, month)
    GatheredMonth.objects.create(first=first_of(on), round=round_)
    return round_


def _brought_up_to_date(round_: Round, on: date, at: datetime, *, again: bool) -> Round | None:
    """Give a draft the days and the questions that it would have if it were made today."""
    is_late = round_.opens_at < at + LATEST_AHEAD
    month = all_to_ask(on, but=round_)
    if month.things == asked_by(round_) and not (is_late or again):
        return round_
    if not month:
        drop_draft(round_, by=None, at=at)
        return None
    opens_at, closes_at = _days_from(on) if is_late else (round_.opens_at, round_.closes_at)
    change_round(
        round_,
        by=None,
        at=at,
        title=_title(month, on),
        kind=round_.kind,
        questions=month.questions(),
        opens_at=opens_at,
        closes_at=closes_at,
    )
    round_.gathered.all().delete()
    round_.votes.all().delete()
    _tie(round_, month)
    return round_


def _title(month: Month, on: date) -> str:
    """Return what the month's round is called, in the firm's language."""
    with override(firm_language() or settings.LANGUAGE_CODE):
        when = {"month": date_format(on, "YEAR_MONTH_FORMAT")}
        if not month.votes:
            return _("Promises, %(month)s") % when
        if not month.promises:
            return _("Ideas, %(month)s") % when
        return _("Promises and ideas, %(month)s") % when


def _tie(round_: Round, month: Month) -> None:
    Gathered.objects.bulk_create(
        Gathered(
            round=round_,
            code=code_of(item.commitment, item.asks),
            commitment=item.commitment,
            asks=item.asks,
        )
        for item in month.promises
    )
    GatheredVote.objects.bulk_create(
        GatheredVote(
            round=round_,
            code=code_of_vote(one.topic, one.vote.thing),
            topic=one.topic.name,
            thing=one.vote.thing,
        )
        for one in month.votes
    )


def _days_from(on: date) -> tuple[datetime, datetime]:
    """Return when the box of a round announced on this day opens and closes: on working days."""
    opens = on + AHEAD
    while opens.weekday() >= SATURDAY:
        opens += timedelta(days=1)
    return (
        timezone.make_aware(datetime.combine(opens, OPENS)),
        timezone.make_aware(datetime.combine(opens + OPEN_FOR, CLOSES)),
    )


def _was_asked(commitment: Commitment) -> bool:
    return commitment.gathered.filter(asks=Gathered.Asks.KEPT).exists()


def _note(verb: str, commitment: Commitment, *, by: Person, at: datetime, **details: Any) -> None:
    if not commitment.is_between_two:
        note(verb, by=by, about=commitment, at=at, **details)


def _link(commitment: Commitment) -> str:
    return settings.BASE_URL + reverse("commitments:one", args=[commitment.pk])
