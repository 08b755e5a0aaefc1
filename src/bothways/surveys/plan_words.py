"""What an entry of the record says of the plan of the year: which month, what was, what is now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bothways.record.models import Entry
from bothways.surveys.models import PlannedMonth

CHANGED = "plan.changed"
NEWEST = 12


@dataclass(frozen=True)
class Change:
    """One change of the plan: who made it, when, and the sentence."""

    who: str
    at: datetime
    month: str
    was: str
    now: str


def plan_said(details: Mapping[str, Any]) -> dict[str, str]:
    """Return the month, what it asked and what it asks now, by the names the sentence uses."""
    if "plan" not in details:
        return {}
    return {
        "month": _month(str(details["plan"])),
        "was": _asks(details["was"]),
        "now": _asks(details["now"]),
    }


def newest_changes() -> list[Change]:
    """Return what was changed in the plan lately, the newest first (1 query)."""
    entries = Entry.objects.filter(verb=CHANGED).select_related("by").order_by("-id")
    return [
        Change(entry.by.name if entry.by else "", entry.at, **said)
        for entry in entries[:NEWEST]
        if (said := plan_said(entry.details))
    ]


def _asks(told: Mapping[str, Any]) -> str:
    what = str(told.get("what"))
    words = str(dict(PlannedMonth.What.choices).get(what, what))
    return _("%(what)s (as the plan says)") % {"what": words} if told.get("by_plan") else words


def _month(text: str) -> str:
    year, _dash, month = text.partition("-")
    return date_format(date(int(year), int(month), 1), "YEAR_MONTH_FORMAT")
