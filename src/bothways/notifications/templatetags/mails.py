"""Words for when the weekly mail leaves."""

from datetime import time

from django import template
from django.utils.dates import WEEKDAYS
from django.utils.formats import time_format
from django.utils.translation import gettext

register = template.Library()


@register.filter
def quoted(words: str) -> str:
    """Put somebody's words into the quotation marks of the language, for a mail without HTML."""
    return gettext("“{words}”").format(words=words)


@register.filter
def weekday_name(weekday: int) -> str:
    """'Monday' for 0, in the language in use."""
    return str(WEEKDAYS[weekday])


@register.filter
def hour_name(hour: int) -> str:
    """'7:00' for 7, as the language in use writes it."""
    return time_format(time(hour), "TIME_FORMAT")
