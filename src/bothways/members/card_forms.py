"""What is typed at the door with a card, and when a shared device is registered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bothways.members.models import Kiosk

UNKEPT = {"autocomplete": "one-time-code", "spellcheck": "false"}  # no browser offers to keep it
DIGITS = {**UNKEPT, "inputmode": "numeric", "class": "input--code"}


class CardForm(forms.Form):
    """The code of a card and its PIN; on a shared device a staff number will do."""

    code = forms.CharField(
        label=_("Your card"),
        max_length=200,
        help_text=_("Twelve letters and digits. Small letters will do."),
        error_messages={"required": _("Type what stands on your card.")},
        widget=forms.TextInput(attrs={**UNKEPT, "autocomplete": "off", "autocapitalize": "off"}),
    )
    pin = forms.CharField(
        label=_("Your PIN"),
        max_length=20,
        help_text=_("Six digits: the printed one the first time, then the one you chose."),
        error_messages={"required": _("Type the six digits.")},
        widget=forms.PasswordInput(attrs=DIGITS),
    )
    own = forms.BooleanField(
        label=_("This device is mine alone"),
        required=False,
        help_text=_(
            "You stay signed in for 30 days, and your envelopes are kept here. "
            "Otherwise you are signed out when the browser closes, after four hours at the latest."
        ),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kiosk: Kiosk | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kiosk = kiosk
        if kiosk is not None:
            self.fields["own"].widget = forms.HiddenInput()
            self.fields["code"].label = _("Your card or your staff number")

    def clean_own(self) -> bool:
        """No shared device is anybody's own, whatever was sent."""
        return bool(self.cleaned_data["own"]) and self.kiosk is None


class PinForm(forms.Form):
    """A PIN of one's own, typed twice."""

    pin = forms.CharField(
        label=_("Your own PIN"),
        max_length=20,
        help_text=_("Six digits that nobody guesses first. Don't write it on the card."),
        error_messages={"required": _("Type six digits.")},
        widget=forms.PasswordInput(attrs={**DIGITS, "autofocus": True}),
    )
    again = forms.CharField(
        label=_("The same once more"),
        max_length=20,
        error_messages={"required": _("Type the same six digits again.")},
        widget=forms.PasswordInput(attrs=DIGITS),
    )

    def clean(self) -> dict[str, Any]:
        """Insist on the same PIN twice, so that nobody locks themselves out."""
        values: dict[str, Any] = self.cleaned_data
        if "pin" in values and "again" in values and values["pin"] != values["again"]:
            self.add_error("again", _("This is not the same. Type both again."))
        return values


class KioskForm(forms.Form):
    """The name of a shared device."""

    name = forms.CharField(
        label=_("Name of this device"),
        max_length=60,
        help_text=_("So that everyone knows which one it is, as in “Tablet in the canteen”."),
        error_messages={"required": _("Give it a name.")},
    )
