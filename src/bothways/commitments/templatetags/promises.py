"""Promises in the words of the reader: `{% load promises %}`."""

from datetime import date

from django import template
from django.utils.translation import ngettext

from bothways.commitments.models import Commitment
from bothways.commitments.queries import SayDo
from bothways.commitments.words import Standing, addressee, author
from bothways.commitments.words import standing as standing_on
from bothways.ui.days import day_and_year

register = template.Library()
register.filter("author", author)
register.filter("addressee", addressee)


@register.filter
def standing(promise: Commitment, today: date) -> Standing:
    """How it stands today: `state`, `sign`, `words`, `more`."""
    return standing_on(promise, today)


@register.filter
def in_words(on: date, today: date) -> str:
    """A day without its year, unless the year is another one."""
    return day_and_year(on, today)


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
