"""What results put into everybody's week: that one is there, and the promises that answer it."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from bothways.commitments.models import Commitment
from bothways.commitments.weekly import news_since
from bothways.commitments.words import standing
from bothways.notifications.weekly import ANSWERED, FRESH_DAYS, NEW, Line, Lines, in_words, weekly
from bothways.people.models import Person
from bothways.trust.counted import Counted
from bothways.trust.queries import MOST_NEWS, Answer, answers_to, newest_counted


@weekly(NEW)
def results_and_their_answers(people: Sequence[Person], on: date) -> Lines:
    """The newest results, the same for everyone, and what answered them (2 queries)."""
    counted = list(newest_counted().values())
    if not counted:
        return {}
    since = on - timedelta(days=FRESH_DAYS)
    fresh = [one for one in counted if localdate(one.round.closes_at) > since]
    lines = [_result(one) for one in fresh]
    lines += [_answer(one, on) for one in answers_to(counted, on=on)[:MOST_NEWS]]
    return {person.pk: lines for person in people}


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
