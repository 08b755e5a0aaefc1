"""The conditions that surveys itself sets before a round is announced."""

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bothways.people.models import Person
from bothways.people.queries import organisation
from bothways.surveys import queries
from bothways.surveys.models import Round
from bothways.surveys.registry import condition

A_YEAR = timedelta(days=365)
SURVEYS_A_YEAR = 2


@condition
def one_at_a_time(round_: Round, _at: datetime) -> list[str]:
    """Two boxes at once would let answers be compared."""
    other = queries.open_round()
    if other is None or other.pk == round_.pk:
        return []
    return [_("'%(title)s' is still open. Wait until it is counted.") % {"title": other.title}]


@condition
def something_is_asked(round_: Round, _at: datetime) -> list[str]:
    """An empty box is no round."""
    if round_.questions.exists():
        return []
    return [_("There is no question in it yet. Choose at least one.")]


@condition
def closes_in_time_to_come(round_: Round, at: datetime) -> list[str]:
    """A box that is closed already can't be opened."""
    if round_.closes_at > at:
        return []
    return [_("It would close before it opens. Choose a later day for closing.")]


@condition
def enough_people(_round: Round, _at: datetime) -> list[str]:
    """Fewer than k people can't be kept anonymous, so they aren't asked."""
    firm = organisation()
    n_people = Person.objects.here().count()
    if firm is None or n_people >= firm.k:
        return []
    return [
        ngettext(
            "There is %(n)d person here, and we show nothing below %(k)d. "
            "We can't keep you anonymous, so we do not ask. Talk it over together instead.",
            "There are %(n)d people here, and we show nothing below %(k)d. "
            "We can't keep you anonymous, so we do not ask. Talk it over together instead.",
            n_people,
        )
        % {"n": n_people, "k": firm.k}
    ]


@condition
def no_question_twice_a_quarter(round_: Round, _at: datetime) -> list[str]:
    """The same question asked often lets answers be worked out from their changes."""
    asked = queries.asked_within_a_quarter(before=round_)
    return [
        _("'%(text)s' was asked on %(day)s. It may come back from %(back)s.")
        % {
            "text": question.text,
            "day": date_format(asked[question.code]),
            "back": date_format(asked[question.code] + queries.A_QUARTER),
        }
        for question in round_.questions.all()
        if question.code in asked
    ]


@condition
def two_surveys_a_year(round_: Round, _at: datetime) -> list[str]:
    """The full format shows more, so it comes back less often."""
    if round_.kind != Round.Kind.SURVEY:
        return []
    lately = Round.objects.filter(
        kind=Round.Kind.SURVEY, fixed_at__isnull=False, opens_at__gt=round_.opens_at - A_YEAR
    ).exclude(pk=round_.pk)
    if lately.count() < SURVEYS_A_YEAR:
        return []
    return [_("Two surveys were held within a year. Make it a pulse, or wait.")]
