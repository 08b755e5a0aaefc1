"""Words of this room in templates."""

from django import template

from bothways.members.words import FATES

register = template.Library()


@register.filter
def fate_words(kind: str) -> str:
    """Say what becomes of a row: 'leaver' is 'Leaves'."""
    return str(FATES[kind])
