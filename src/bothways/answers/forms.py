"""Why a round can't wait, in one's own words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bothways.answers.models import LONGEST_WORDS


class WhyForm(forms.Form):
    """Everybody reads it."""

    words = forms.CharField(
        label=_("Why can't it wait?"),
        help_text=_("It stands on the record and on the round's page, for everyone."),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say in a sentence why the round can't wait.")},
    )
