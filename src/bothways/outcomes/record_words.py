"""What an entry of the record says of figures: which months, and what stood there before."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from bothways.outcomes.measures import EVERYBODYS
from bothways.outcomes.months import month_from


def months_said(details: Mapping[str, Any]) -> dict[str, str]:
    """Return the months of an entry in words, by the names that its sentence uses."""
    said = {}
    if "changes" in details:
        said["month"] = _words(details.get("month"))
    if {"first", "last"} <= details.keys():
        first, last = _words(details["first"]), _words(details["last"])
        both = _("%(first)s to %(last)s") % {"first": first, "last": last}
        said["months"] = first if first == last else both
    return said


def changes_said(details: Mapping[str, Any]) -> list[str]:
    """Return each figure that an entry changed, with what it was."""
    return [_change(one) for one in details.get("changes", ())]


def _change(one: Mapping[str, str]) -> str:
    measure = EVERYBODYS.get(one["measure"])
    name = one.get("name") or (str(measure.label) if measure else one["measure"])
    told = {"name": name, "was": one["was"], "now": one["now"]}
    if not one["now"]:
        return _("%(name)s: taken away, was %(was)s") % told
    return _("%(name)s: %(now)s, was %(was)s") % told


def _words(text: object) -> str:
    month = month_from(str(text))
    return month.words if month else str(text)
