"""Words that the first hour needs in its pages."""

from datetime import datetime

from django import template

from bothways.firm import telling

register = template.Library()


@register.filter
def company(text: str, name: str) -> str:
    """Put the firm's name where a question of the book names the firm."""
    return text.replace("{company}", name)


@register.filter
def moment(at: datetime) -> str:
    """Say a moment as the announcement does: the weekday, the day, the hour."""
    return telling.moment(at)
