"""Promises in the words of the reader: `{% load promises %}`."""

from datetime import date

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bothways.commitments.models import Commitment
from bothways.commitments.queries import SayDo
from bothways.commitments.words import Standing, day_and_year
from bothways.commitments.words import standing as standing_on
from bothways.people.models import Person

register = template.Library()


@register.filter
def standing(promise: Commitment, today: date) -> Standing:
    """How it stands today: `state`, `sign`, `words`, `more`."""
    return standing_on(promise, today)


@register.filter
def in_words(on: date, today: date) -> str:
    """A day without its year, unless the year is another one."""
    return day_and_year(on, today)


@register.filter
def author(promise: Commitment, reader: Person) -> str:
    """'You', or the name with what they do, and whether they have left."""
    if promise.made_by_id == reader.pk:
        return _("You")
    maker = promise.made_by
    name = f"{maker.name}, {maker.title}" if maker.title else maker.name
    return name if maker.is_active else _("%(name)s (has left)") % {"name": name}


@register.filter
def addressee(promise: Commitment, reader: Person) -> str:
    """'everyone', the unit's name, 'you', or the one person's name."""
    if promise.to_unit is not None:
        return promise.to_unit.name
    if promise.to_person is None:
        return _("everyone")
    return _("you") if promise.to_person == reader else promise.to_person.name


@register.filter
def addressees(promise: Commitment, n_heard: int) -> str:
    """'the 13 people in Assembly', as it was on the day it was made."""
    fields = {"n": n_heard, "unit": promise.to_unit}
    if promise.to_unit is not None:
        words = ngettext("%(n)s person in %(unit)s", "the %(n)s people in %(unit)s", n_heard)
        return words % fields
    return ngettext("%(n)s other person", "all %(n)s others here", n_heard) % fields


@register.filter
def signs(said: SayDo) -> list[str]:
    """The signs in a row, kept first."""
    row = {"kept": said.kept, "moved": said.moved, "silent": said.overdue + said.silent}
    return [sign for sign, n in (row | {"broken": said.broken}).items() for _one in range(n)]


@register.inclusion_tag("commitments/_promise_row.html", takes_context=True)
def promise_row(context: template.Context, promise: Commitment, today: date) -> dict[str, object]:
    """One promise in a list, as the signed-in person reads it."""
    reader = context["request"].user
    return {
        "promise": promise,
        "how": standing_on(promise, today),
        "who": author(promise, reader),
        "whom": addressee(promise, reader),
        "day": in_words(promise.made_on, today),
        "is_mine": promise.made_by_id == reader.pk,
        "beside": (context.get("beside") or {}).get(promise.pk, []),
    }
