"""Words of this room in templates."""

from django import template
from django.utils.translation import gettext

from bothways.members.importing.columns import MEANINGS
from bothways.members.queries import PersonLine
from bothways.members.words import FATES

register = template.Library()


@register.filter
def fate_words(kind: str) -> str:
    """Say what becomes of a row: 'leaver' is 'Leaves'."""
    return str(FATES[kind])


@register.filter
def column_words(column: str) -> str:
    """Say what a column means: 'email' is 'e-mail'."""
    return str(MEANINGS[column])


@register.filter
def reports_to(name: str) -> str:
    """Say whom somebody reports to; in Python, because a list says it on every line."""
    return gettext("reports to %(name)s") % {"name": name}


@register.filter
def above(path: str) -> str:
    """Say where a unit hangs, without the firm: 'Millrace/Operations/Stores' is in 'Operations'."""
    return " / ".join(path.split("/")[1:-1])


@register.filter
def holds(line: PersonLine) -> str:
    """Say which roles somebody holds, and that they lead people."""
    leads = [gettext("leads people")] if line.leads else []
    return ", ".join([*line.roles, *leads])
