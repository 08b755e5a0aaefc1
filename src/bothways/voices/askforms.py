"""What people write as a question to those in charge, into clean values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bothways.commitments.forms import Somebody
from bothways.decisions.forms import Words
from bothways.people.models import Person
from bothways.people.queries import leaders_here
from bothways.voices.models import LONGEST_TEXT, LONGEST_TITLE, Voice
from bothways.voices.wording import Told


class QuestionForm(forms.Form):
    """A question in a sentence, to whom, and if need be why."""

    title = forms.CharField(
        label=_("Your question, in a sentence"),
        help_text=_("One question. Two in one get half an answer."),
        max_length=LONGEST_TITLE,
        error_messages={"required": _("Write your question in a sentence.")},
    )
    asked_of = Somebody(
        label=_("To whom?"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Everybody in charge"),
        help_text=_("Whoever you ask owes the answer. Everyone reads it."),
        error_messages={"invalid_choice": _("Choose somebody who is on this list.")},
    )
    text = Words(
        label=_("Why you ask"),
        help_text=_("What hangs on it for you, or what you saw. You may leave it empty."),
        longest=LONGEST_TEXT,
        rows=4,
        required=False,
    )

    def __init__(self, *args: Any, asker: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaders = leaders_here().exclude(pk=asker.pk)
        asked_of = self.fields["asked_of"]
        if isinstance(asked_of, Somebody):
            asked_of.queryset = leaders.select_related("unit").order_by("name")

    def told(self, language: str) -> Told:
        """Return the words, once the form is valid."""
        said = self.cleaned_data
        return Told(
            kind=Voice.Kind.QUESTION, title=said["title"], text=said["text"], language=language
        )
