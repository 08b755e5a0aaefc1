"""What results put into everybody's week: that one is there, and the promises that answer it."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from bothways.commitments.models import Commitment
from bothways.commitments.queries import that_answer, with_people
from bothways.commitments.weekly import news_since
from bothways.commitments.words import standing
from bothways.notifications.blanks import Asking
from bothways.notifications.pointing import Point, Pointing, point
from bothways.notifications.weekly import ANSWERED, FRESH_DAYS, NEW, Asked, Line, in_words, weekly
from bothways.people.models import Person
from bothways.results.queries import releases
from bothways.surveys.models import Round
from bothways.trust.counted import Counted
from bothways.trust.queries import MOST_NEWS, Answer, answers_among, newest_of, with_questions


def results_and_promises(asking: Asking) -> list[Pointing]:
    """The newest rounds and the promises that answer them, in everybody's week."""
    rounds = Round.objects.filter(pk__in=asking.given)
    return [point(rounds), point(that_answer(asking.given), with_people)]


@weekly(NEW, points=results_and_promises, given=lambda asked: tuple(_newest(asked)))
def results_and_their_answers(
    _person: Person, things: Sequence[Point | Commitment], asked: Asked
) -> list[Line]:
    """The newest results of the last 30 days, the same for everyone, and what answered them."""
    newest, since = _newest(asked), asked.on - timedelta(days=FRESH_DAYS)
    promises = [one for one in things if isinstance(one, Commitment)]
    fresh = [one for one in newest.values() if localdate(one.round.closes_at) > since]
    answers = answers_among(promises, newest, on=asked.on)[:MOST_NEWS]
    return [*map(_result, fresh), *(_answer(one, asked.on) for one in answers)]


def _newest(asked: Asked) -> dict[UUID, Counted]:
    """Return the round that was counted last to each audience, by its id."""
    newest = newest_of(with_questions(asked.once(releases)))
    return {counted.round.pk: counted for counted in newest.values()}


def _result(counted: Counted) -> Line:
    def words() -> str:
        return _("%(title)s: the result is there") % {"title": counted.round.title}

    return Line(
        key=f"result:{counted.round.pk}",
        words=in_words(words),
        by=in_words(partial(_answered, counted)),
        link=f"{reverse('trust:trust-page')}?round={counted.round.pk}",
        minutes=1,
        since=localdate(counted.round.closes_at),
        weight=10,
        sign="back",
    )


def _answered(counted: Counted) -> str:
    released = counted.released
    n, total = released.n_answered, released.n_eligible
    parts = [_("What those who lead say of their teams.")] if counted.round.asks_leaders else []
    if n is None:
        few = _("Fewer than %(k)s of %(total)s people answered.")
        parts.append(few % {"k": released.k, "total": total})
    else:
        parts.append(_("%(n)s of %(total)s people answered.") % {"n": n, "total": total})
    parts.append(_("Everyone sees the same."))
    return " ".join(parts)


def _who(promise: Commitment) -> str:
    who = promise.made_by
    return f"{who.name}, {who.title}" if who.title else who.name


def _answer(answer: Answer, on: date) -> Line:
    promise = answer.promise

    return Line(
        key=f"promise:{promise.pk}",
        words=in_words(lambda: standing(promise, on).words),
        more=in_words(lambda: standing(promise, on).more),
        said=promise.text,
        by=in_words(partial(_who, promise)),
        asked=answer.question,
        asked_by=in_words(lambda: f"{answer.counted.round.title}: {answer.figure}"),
        link=reverse("commitments:one", args=[promise.pk]),
        since=news_since(promise, on),
        sign=standing(promise, on).sign,
        section=ANSWERED,
    )
