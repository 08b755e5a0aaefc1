"""Words for when the weekly mail leaves, and for what stands in it."""

import re
from datetime import time

from django import template
from django.template.defaultfilters import urlize
from django.utils.dates import WEEKDAYS
from django.utils.formats import time_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

register = template.Library()
ROOT = re.compile("[0-9a-f]{64}")
EIGHT = re.compile(".{8}")


@register.filter
def quoted(words: str) -> str:
    """Put somebody's words into the quotation marks of the language, for a mail without HTML."""
    return gettext("“{words}”").format(words=words)


@register.filter
def with_breaks(mark: str) -> str:
    """Return the mark in HTML, its root free to break into lines: no phone scrolls sideways."""
    root = ROOT.search(mark)
    if root is None:
        return urlize(mark, autoescape=True)
    return format_html(
        "{}{}{}",
        urlize(mark[: root.start()], autoescape=True),
        format_html_join("", "<wbr>{}", ((piece,) for piece in EIGHT.findall(root.group()))),
        urlize(mark[root.end() :], autoescape=True),
    )


@register.filter
def weekday_name(weekday: int) -> str:
    """'Monday' for 0, in the language in use."""
    return str(WEEKDAYS[weekday])


@register.filter
def hour_name(hour: int) -> str:
    """'7:00' for 7, as the language in use writes it."""
    return time_format(time(hour), "TIME_FORMAT")
