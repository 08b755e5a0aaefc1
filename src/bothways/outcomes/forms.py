"""What people type in about a month or a measure, into clean values."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bothways.outcomes.measures import Measure
from bothways.outcomes.models import MOST_DECIMALS, OwnMeasure
from bothways.outcomes.rules import value_fault


class MonthForm(forms.Form):
    """All figures of one month, each of which may stay blank."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, measures: list[Measure], *args: Any, hints: dict[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.measures = measures
        for measure in measures:
            self.fields[measure.code] = forms.DecimalField(
                label=f"{measure.label} ({measure.unit})" if measure.unit else str(measure.label),
                required=False,
                help_text=hints.get(measure.code, ""),
                max_digits=13,
                widget=forms.NumberInput(
                    attrs={"step": _step(measure), **({} if measure.own else {"min": "0"})}
                ),
                error_messages={"invalid": _("This is no number. Write it as in 4.5.")},
            )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        for measure in self.measures:
            value = values.get(measure.code)
            why = value_fault(measure, value) if value is not None else ""
            if why:
                self.add_error(measure.code, why)
        return values

    @property
    def figures(self) -> dict[str, Decimal | None]:
        """What was typed, None for what is blank."""
        return {measure.code: self.cleaned_data[measure.code] for measure in self.measures}


class FileForm(forms.Form):
    """A file of figures."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("CSV, one row for each month. You see what it would change first."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty. Choose another."),
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv"}),
    )


class OwnForm(forms.Form):
    """A measure of the firm's own."""

    name = forms.CharField(
        label=_("What do you count?"),
        max_length=60,
        help_text=_("For the whole firm, as “orders out on time”. No figure of a person."),
        error_messages={"required": _("Give it a name.")},
    )
    unit = forms.CharField(
        label=_("In which unit?"),
        max_length=20,
        required=False,
        help_text=_("As %, pieces or hours. Leave it blank for a bare number."),
    )
    better = forms.ChoiceField(
        label=_("What is better?"),
        choices=OwnMeasure.Better.choices,
        initial=OwnMeasure.Better.NEITHER,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
    decimals = forms.TypedChoiceField(
        label=_("Digits after the point"),
        coerce=int,
        choices=[(n, str(n)) for n in range(MOST_DECIMALS + 1)],
        initial=0,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not name:
            raise forms.ValidationError(_("Give it a name."))
        return name


def _step(measure: Measure) -> str:
    return "1" if measure.decimals == 0 else f"0.{'0' * (measure.decimals - 1)}1"
