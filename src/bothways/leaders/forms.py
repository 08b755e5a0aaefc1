"""Input of this room into clean values."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bothways.leaders.models import ProfileShare

DAYS = ((14, _("two weeks")), (30, _("a month")), (90, _("three months")))
OPTIONS = {"1", "2", "3", "4", "5"}


def answers_in(data: Mapping[str, Any], codes: list[str]) -> dict[str, int]:
    """Return the answers among these fields, by the code of the question; all else is left out."""
    return {code: int(data[code]) for code in codes if str(data.get(code, "")) in OPTIONS}


class ShareForm(forms.Form):
    """With whom a profile is shared, and for how long."""

    shown_to = forms.ChoiceField(
        label=_("Who sees it"), choices=ProfileShare.With.choices, widget=forms.RadioSelect
    )
    days = forms.TypedChoiceField(label=_("For how long"), choices=DAYS, coerce=int, initial=30)
