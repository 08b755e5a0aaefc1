"""Decisions in the words of the reader: `{% load decisions %}`."""

from datetime import date

from django import template

from bothways.decisions import words
from bothways.decisions.models import Decision, Question
from bothways.record.prompted import Prompt, address_of
from bothways.ui.days import day_and_year

register = template.Library()


@register.filter
def on_day(on: date, today: date) -> str:
    """A day without its year, unless the year is another one."""
    return day_and_year(on, today)


@register.filter
def standings(decision: Decision, today: date) -> list[words.Standing]:
    """All that needs somebody or has to be known."""
    return words.standings(decision, today)


@register.filter
def deciders(decision: Decision) -> str:
    """Who decided, by name."""
    return words.in_a_row(decision.deciders.all())


@register.filter
def waits(question: Question, today: date) -> words.Standing:
    """For how long a question has waited."""
    return words.waits(question, today)


@register.filter
def where(prompt: Prompt) -> str:
    """The address of what prompted it, '' where there is no page."""
    return address_of(prompt)
