"""Ideas and questions in the words of the reader: `{% load voices %}`."""

from datetime import date

from django import template

from bothways.commitments.words import Standing
from bothways.ui.days import day_and_year
from bothways.voices import words
from bothways.voices.actions.shared import path_of
from bothways.voices.models import Voice, Word

register = template.Library()


@register.filter
def stands(voice: Voice, today: date) -> Standing:
    """How it stands."""
    return words.standing(voice, today)


@register.filter
def author(voice: Voice) -> str:
    """Who said it, as far as they chose to."""
    return words.author(voice)


@register.filter
def on_day(on: date, today: date) -> str:
    """A day without its year, unless the year is another one."""
    return day_and_year(on, today)


@register.filter
def page(voice: Voice) -> str:
    """Its address."""
    return path_of(voice)


@register.filter
def happened(word: Word) -> str:
    """What was said or done, as a heading: 'We will,'."""
    return words.happened(word)
