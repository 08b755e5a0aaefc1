"""What people write as ideas and about them, into clean values."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bothways.commitments.models import LONGEST_PROMISE
from bothways.decisions.forms import LOOK_AGAIN_AFTER, Day, People, Words
from bothways.people.models import Person
from bothways.voices.models import LONGEST_TEXT, LONGEST_TITLE, LONGEST_WORDS, Voice
from bothways.voices.queries import can_go_on_with
from bothways.voices.wording import Told

KINDS = (
    (Voice.Kind.SUGGESTION.value, _("An idea")),
    (Voice.Kind.QUESTION.value, _("A question to those in charge")),
)
PROMISED_FOR = timedelta(days=30)


class IdeaForm(forms.Form):
    """An idea, in a sentence and, if need be, in more words."""

    title = forms.CharField(
        label=_("Your idea, in a sentence"),
        help_text=_("As you would say it to somebody beside you."),
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
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
        kind = said.get("kind", Voice.Kind.SUGGESTION)
        return Told(kind=kind, title=said["title"], text=said["text"], language=language)


class SlipForm(IdeaForm):
    """A paper slip, typed in as it stands there."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=KINDS,
        initial=Voice.Kind.SUGGESTION,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    field_order = ("kind", "title", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("What the slip says, in a sentence")
        self.fields["title"].help_text = _("Its own words, as far as one can read them.")
        self.fields["text"].help_text = _("The rest of it. Leave out what shows who wrote it.")


class KeeperForm(forms.Form):
    """Who keeps the paper box besides whoever keeps people."""

    who = People(label=_("Who keeps the box?"), help_text=_("A name, as it is written here."))

    def clean_who(self) -> Person:
        return _one(self.cleaned_data["who"])


class LookForm(forms.Form):
    """It is being looked at."""

    words = Words(
        label=_("What happens now?"),
        help_text=_("Who looks at it and how, as in “I ask three firms for a price.”"),
        rows=3,
    )


class WillForm(forms.Form):
    """We will: a promise."""

    words = Words(
        label=_("What do you promise?"),
        help_text=_("Something others can see is done or not. It is a promise to everyone here."),
        longest=LONGEST_PROMISE,
        rows=3,
    )
    due_on = Day(label=_("By when?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = timezone.localdate() + PROMISED_FOR


class WontForm(forms.Form):
    """We won't, because: a decision with its reasons."""

    words = Words(
        label=_("Why not?"),
        help_text=_(
            "As you would say it to the person who hoped for it: what stands in the way, and what "
            "would have to be different?"
        ),
        longest=LONGEST_WORDS,
        rows=5,
    )
    look_again_on = Day(label=_("When do you look at it again?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["look_again_on"].initial = timezone.localdate() + LOOK_AGAIN_AFTER


class AnswerForm(forms.Form):
    """An answer to a question."""

    words = Words(
        label=_("Your answer"),
        help_text=_("“I don't know yet” is an answer, if you say when you will."),
        longest=LONGEST_WORDS,
        rows=6,
    )


class WhyForm(forms.Form):
    """A reason that everybody reads."""

    words = Words(label=_("Why?"), help_text=_("Everyone reads it."), rows=3)


class HandOverForm(forms.Form):
    """Who owes the answer from now on."""

    to = People(label=_("Who answers?"), help_text=_("A name, as it is written here."))
    deputy = People(
        label=_("Who answers while they are away?"),
        help_text=_("A name. You may leave it empty."),
        required=False,
    )
    words = Words(label=_("Why them?"), rows=2)

    def __init__(self, *args: Any, voice: Voice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        deputy = voice.deputy
        if deputy is not None and deputy.is_active:
            self.fields["deputy"].initial = deputy.name

    def clean_to(self) -> Person:
        return _one(self.cleaned_data["to"])

    def clean_deputy(self) -> Person | None:
        return _one(self.cleaned_data["deputy"]) if self.cleaned_data["deputy"] else None


class MergeForm(forms.Form):
    """Which other one says the same."""

    into = forms.ModelChoiceField(
        label=_("Which one goes on?"),
        queryset=Voice.objects.none(),
        empty_label=_("Choose one"),
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
    words = Words(label=_("Why are they the same?"), help_text=_("Everyone reads it."), rows=2)

    def __init__(self, *args: Any, voice: Voice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others: forms.ModelChoiceField[Voice] = self.fields["into"]  # type: ignore[assignment]
        others.queryset = can_go_on_with(voice)


class PartForm(forms.Form):
    """Two things after all."""

    words = Words(
        label=_("Why are they two?"),
        help_text=_("You may leave it empty."),
        rows=2,
        required=False,
    )


class AddForm(forms.Form):
    """More to what one said oneself."""

    words = Words(label=_("What do you add?"), longest=LONGEST_WORDS, rows=4)


def _one(people: list[Person]) -> Person:
    if len(people) != 1:
        raise forms.ValidationError(_("Write one name here."))
    return people[0]
