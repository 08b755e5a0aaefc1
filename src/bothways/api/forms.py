"""What an owner says of a new token."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bothways.api.models import Token

LASTS = {30: _("30 days"), 90: _("90 days"), 365: _("a year")}


class TokenForm(forms.Form):
    """For which program, what it may do, how long."""

    name = forms.CharField(
        label=_("For which program?"),
        max_length=60,
        help_text=_("As “payroll” or “shop statistics”. It stands on the record."),
        error_messages={"required": _("Name the program.")},
    )
    scope = forms.ChoiceField(
        label=_("What may it do?"),
        choices=Token.Scope.choices,
        initial=Token.Scope.READ,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        coerce=int,
        choices=list(LASTS.items()),
        initial=90,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
