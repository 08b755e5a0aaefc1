"""Input into clean values."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    """Who wants to sign in."""

    address = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("Work or private, the one you gave us."),
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _(
                "This does not look like an e-mail address. It needs a name, @ and a place."
            ),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "username", "inputmode": "email"}),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class CodeForm(forms.Form):
    """The six digits of the mail; spaces between them do no harm."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=20,
        help_text=_("Six digits. It works once, for 10 minutes."),
        error_messages={"required": _("Type the six digits of the mail.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "class": "input--code",
                "autofocus": True,
            }
        ),
    )

    def clean_code(self) -> str:
        """Return the digits alone."""
        return "".join(sign for sign in self.cleaned_data["code"] if sign.isdigit())


class LookForm(forms.Form):
    """How a person wants to see Bothways."""

    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=lambda: [("", _("As my browser has it")), *settings.LANGUAGES],
    )
    theme = forms.ChoiceField(
        label=_("Light or dark"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("", _("As my device has it")), ("light", _("Light")), ("dark", _("Dark"))],
    )
