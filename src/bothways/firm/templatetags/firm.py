"""Words that the first hour needs in its pages."""

from datetime import datetime

from django import template

from bothways.access.guard import may
from bothways.firm import telling
from bothways.firm.path import STEPS, Left, is_setting_up, what_is_left
from bothways.people.models import Person

register = template.Library()


@register.simple_tag
def first_hour_left(person: Person) -> Left | None:
    """Say what is left of the first hour, to those who may go on with it."""
    return what_is_left(person) if may(person, "firm.set_up") else None


@register.simple_tag
def setting_up(person: Person) -> int:
    """Say how many steps the first hour has, to those who are in it; 0 to everybody else."""
    return len(STEPS) if may(person, "firm.set_up") and is_setting_up(person) else 0


@register.filter
def company(text: str, name: str) -> str:
    """Put the firm's name where a question of the book names the firm."""
    return text.replace("{company}", name)


@register.filter
def moment(at: datetime) -> str:
    """Say a moment as the announcement does: the weekday, the day, the hour."""
    return telling.moment(at)
