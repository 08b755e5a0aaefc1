"""What the pages of mails take in."""

from datetime import date, timedelta

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _


class RhythmForm(forms.Form):
    """When the weekly mail leaves."""

    weekday = forms.TypedChoiceField(label=_("Day"), choices=list(WEEKDAYS.items()), coerce=int)
    hour = forms.TypedChoiceField(
        label=_("Hour"),
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        coerce=int,
        help_text=_("In the firm's time zone. The mails leave within minutes of it."),
    )


class LaterForm(forms.Form):
    """Which thing is put off, and until when: a day within a quarter."""

    key = forms.CharField(max_length=80)
    days = forms.TypedChoiceField(
        choices=[(n, str(n)) for n in (1, 3, 7, 30)], coerce=int, required=False
    )

    def until(self, today: date) -> date:
        """Return the day on which it stands there again."""
        return today + timedelta(days=self.cleaned_data["days"] or 7)
