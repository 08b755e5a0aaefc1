"""What people write as ideas and about them, into clean values."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bothways.decisions.forms import Words
from bothways.voices.models import LONGEST_TEXT, LONGEST_TITLE, Voice
from bothways.voices.wording import Told


class IdeaForm(forms.Form):
    """An idea, in a sentence and, if need be, in more words."""

    title = forms.CharField(
        label=_("Your idea, in a sentence"),
        help_text=_("As you would say it to somebody beside you."),
        max_length=LONGEST_TITLE,
        error_messages={"required": _("Say it in a sentence.")},
    )
    text = Words(
        label=_("More about it"),
        help_text=_("What is the matter today, and what would be better? You may leave it empty."),
        longest=LONGEST_TEXT,
        rows=5,
        required=False,
    )

    def told(self, language: str) -> Told:
        """Return the words, once the form is valid."""
        said = self.cleaned_data
        return Told(
            kind=Voice.Kind.SUGGESTION, title=said["title"], text=said["text"], language=language
        )
