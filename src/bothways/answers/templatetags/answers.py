"""How an entry is put into words."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django import template

from bothways.answers.forms import GiveForm
from bothways.answers.queries import Entry
from bothways.commitments.words import Standing, standing
from bothways.decisions.words import outcome
from bothways.record.prompted import PromptKind

register = template.Library()


@register.filter
def voice(entry: Entry) -> str:
    """'a suggestion', for what was said outside a round."""
    return str(PromptKind(entry.kind).label)


@register.filter
def waited(entry: Entry, today: date) -> int:
    """Days since the count, on a day."""
    return entry.days_waited(today)


@register.filter
def in_short(entry: Entry, today: date) -> tuple[Standing, str]:
    """How what came back stands, and its words: the newest open promise, else the newest answer."""
    still_open = [promise for promise in entry.promises if promise.is_open]
    for promise in (still_open or entry.promises)[-1:]:
        return standing(promise, today), promise.text
    decision = entry.refusals[-1]
    return Standing("", "back", outcome(decision)), decision.reasons


@register.filter
def of(words: Mapping[UUID, str], pk: UUID) -> str:
    """What is said of this one, '' if nothing is."""
    return words.get(pk, "")


@register.filter
def form_for(forms: Mapping[str, GiveForm], key: str) -> GiveForm | None:
    """Return the form that answers this question, if this reader has one."""
    return forms.get(key)
