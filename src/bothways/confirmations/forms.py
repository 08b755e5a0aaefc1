"""What people say of a promise, into clean values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bothways.commitments.forms import Words
from bothways.confirmations.errors import ReasonMissingError
from bothways.confirmations.models import Judgement

Says = Judgement.Says


class JudgeForm(forms.Form):
    """It was kept; or I see it differently, because."""

    says = forms.ChoiceField(
        label=_("What do you say?"),
        choices=Says.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    words = Words(
        label=_("In your words"),
        help_text=_("Needed if you see it differently: what is not as it was promised?"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words where somebody sees it differently."""
        cleaned = super().clean() or {}
        if cleaned.get("says") == Says.CONTESTED and not cleaned.get("words"):
            self.add_error("words", str(ReasonMissingError()))
        return cleaned


class ReplyForm(forms.Form):
    """An answer to one who sees it differently."""

    words = Words(
        label=_("Your answer"),
        help_text=_("You can answer once. It stands under their words."),
    )
