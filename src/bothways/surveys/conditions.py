"""The conditions that surveys itself sets before a round is announced."""

from datetime import datetime, timedelta
from itertools import combinations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bothways.people.errors import RefusedError
from bothways.people.models import Person
from bothways.people.queries import leaders_here, organisation
from bothways.pure.disclosure import needed
from bothways.surveys import queries
from bothways.surveys.bank import all_items
from bothways.surveys.errors import NotForTheseError, NotInAPulseError, RetiredError
from bothways.surveys.models import OwnWording, Round, RoundQuestion
from bothways.surveys.registry import condition
from bothways.surveys.wording import alike

LONGEST_OPEN = timedelta(days=31)
LONGEST_AHEAD = timedelta(days=31)
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
def closes_within_weeks(round_: Round, at: datetime) -> list[str]:
    """While a box is open its ballots and keys exist, and no other round can be held."""
    reasons = []
    if round_.closes_at - round_.opens_at > LONGEST_OPEN:
        reasons.append(
            _("The box would be open for over %(days)d days. Choose an earlier day for closing.")
            % {"days": LONGEST_OPEN.days}
        )
    if round_.opens_at - at > LONGEST_AHEAD:
        reasons.append(
            _("The box would open in over %(days)d days. Announce it later.")
            % {"days": LONGEST_AHEAD.days}
        )
    return reasons


@condition
def enough_people(round_: Round, _at: datetime) -> list[str]:
    """Fewer than k people can't be kept anonymous, so they aren't asked."""
    firm = organisation()
    if round_.asks_leaders:
        return _enough_leaders(firm.k) if firm else []
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


def _enough_leaders(k: int) -> list[str]:
    """Fewer leaders than a group needs can't be asked in a box; by name they can say it."""
    n_leaders, need = leaders_here().count(), needed(k)
    if n_leaders >= need:
        return []
    return [
        ngettext(
            "%(n)d person leads others here. A box for those who lead takes %(need)d at least, so "
            "that nobody can be singled out. Instead, those who wish can answer by name.",
            "%(n)d people lead others here. A box for those who lead takes %(need)d at least, so "
            "that nobody can be singled out. Instead, those who wish can answer by name.",
            n_leaders,
        )
        % {"n": n_leaders, "need": need}
    ]


@condition
def questions_fit_who_is_asked(round_: Round, _at: datetime) -> list[str]:
    """A leader's question about the team makes no sense to everyone, nor the other way round."""
    direction = "down" if round_.asks_leaders else "up"
    others = {item.code for item in all_items() if item.direction != direction}
    strange = [question for question in round_.questions.all() if question.code in others]
    return [
        _("'%(text)s' is not a question for those who are asked. Take it out.")
        % {"text": question.worded}
        for question in strange
    ]


@condition
def own_questions_may_be_asked(round_: Round, _at: datetime) -> list[str]:
    """What the firm retired, or turned to others, since the draft was made is not asked by it."""
    asked = {(q.code, q.version) for q in round_.questions.all() if q.is_own}
    codes = [code for code, _version in asked]
    wordings = OwnWording.objects.filter(question__in=codes).select_related("question")
    refusals: list[RefusedError] = []
    for wording in wordings:
        if (wording.question_id, wording.version) not in asked:
            continue
        if wording.question.retired_on is not None:
            refusals.append(RetiredError(wording.worded))
        elif wording.audience != round_.audience:
            refusals.append(NotForTheseError(wording.worded))
        elif wording.keyed == OwnWording.Keyed.TURNED and round_.kind != Round.Kind.SURVEY:
            refusals.append(NotInAPulseError())
    return [str(refusal) for refusal in refusals]


@condition
def no_question_twice_a_quarter(round_: Round, _at: datetime) -> list[str]:
    """The same question asked often lets answers be worked out from their changes."""
    asked = queries.asked_within_a_quarter(before=round_)
    found = ((question, _last_asked(question, asked)) for question in round_.questions.all())
    return [
        _("'%(text)s' was asked on %(day)s. It may come back from %(back)s.")
        % {
            "text": last[0].worded,
            "day": date_format(last[1]),
            "back": date_format(last[1] + queries.A_QUARTER),
        }
        for question, last in found
        if last
    ]


@condition
def no_question_twice_in_a_round(round_: Round, _at: datetime) -> list[str]:
    """One question in two wordings is counted over two sets of people, and they can be compared."""
    return [
        _("'%(one)s' and '%(other)s' ask nearly the same. Take one out, or ask something else.")
        % {"one": one.worded, "other": other.worded}
        for one, other in combinations(round_.questions.all(), 2)
        if _same(one, other)
    ]


def _last_asked(
    question: RoundQuestion, asked: list[tuple[RoundQuestion, datetime]]
) -> tuple[RoundQuestion, datetime] | None:
    return next((pair for pair in reversed(asked) if _same(question, pair[0])), None)


def _same(one: RoundQuestion, other: RoundQuestion) -> bool:
    """The same code; or, where the firm wrote one of them itself, nearly the same words in
    any language.

    Two items of the book have codes of their own because they are known to ask different things.
    """
    if one.code == other.code:
        return True
    if not (one.is_own or other.is_own):
        return False
    return any(alike(mine, theirs) for mine in _wordings(one) for theirs in _wordings(other))


def _wordings(question: RoundQuestion) -> set[str]:
    """Whatever people read of it, in any language: who asks can change languages between rounds."""
    return {question.text, *question.texts.values()}


@condition
def two_surveys_a_year(round_: Round, _at: datetime) -> list[str]:
    """The full format shows more, so it comes back less often."""
    if round_.kind != Round.Kind.SURVEY:
        return []
    lately = queries.held_since(round_.opens_at - A_YEAR).filter(
        kind=Round.Kind.SURVEY, audience=round_.audience
    )
    if lately.exclude(pk=round_.pk).count() < SURVEYS_A_YEAR:
        return []
    return [_("Two surveys were held within a year. Make it a pulse, or wait.")]
