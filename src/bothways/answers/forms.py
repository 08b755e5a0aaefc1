"""What is written on the page of answers: an answer, and why a round can't wait."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bothways.answers.models import LONGEST_WORDS
from bothways.commitments import errors as promising
from bothways.commitments.models import LONGEST_PROMISE
from bothways.decisions import errors as deciding
from bothways.decisions.models import LONGEST_TEXT
from bothways.people.errors import RefusedError

WILL, WONT = "will", "wont"
ABOUT_THE_DAY = (
    promising.DayInThePastError,
    promising.DayTooFarError,
    deciding.LookAgainInThePastError,
    deciding.LookAgainTooFarError,
)
ABOUT_THE_WORDS = (
    deciding.TooManyWordsError,
    deciding.NoReasonError,
    deciding.TooShortReasonError,
)


class GiveForm(forms.Form):
    """An answer in short: 'we will ... by ...' or 'we won't, because ...'."""

    says = forms.ChoiceField(
        label=_("What is the answer?"),
        widget=forms.RadioSelect,
        choices=((WILL, _("We will")), (WONT, _("We won't, because"))),
        error_messages={"required": _("Choose one of the two.")},
    )
    words = forms.CharField(
        label=_("In your words"),
        help_text=_(
            "If we will: something others can see is done or not. If we won't: the reason, as you "
            "would say it to somebody who hoped for it."
        ),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say it in a sentence.")},
    )
    day = forms.DateField(
        label=_("By when? Or, if not now, when do you look at it again?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("An answer needs a day. Choose one."),
            "invalid": _("This is no day. Write it as in 2026-11-27."),
        },
    )

    @property
    def will(self) -> bool:
        return bool(self.cleaned_data["says"] == WILL)

    def clean(self) -> dict[str, Any]:
        """A promise is shorter than the reasons of a decision may be."""
        typed = super().clean() or {}
        too_long = len(" ".join(typed.get("words", "").split())) > LONGEST_PROMISE
        if typed.get("says") == WILL and too_long:
            self.add_error("words", str(promising.TooManyWordsError(LONGEST_PROMISE)))
        return typed

    def put_at_its_field(self, refusal: RefusedError) -> bool:
        """Say a refusal at the field that it is about; False where it is about none."""
        if isinstance(refusal, ABOUT_THE_DAY):
            self.add_error("day", str(refusal))
        elif isinstance(refusal, ABOUT_THE_WORDS):
            self.add_error("words", str(refusal))
        else:
            return False
        return True


class WhyForm(forms.Form):
    """Everybody reads it. reading: the mark of the draft that was read."""

    reading = forms.CharField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Why can't it wait?"),
        help_text=_("It stands on the record and on the round's page, for everyone."),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say in a sentence why the round can't wait.")},
    )

    def read_again(self, reading: str) -> "WhyForm":
        """Return the form with what was typed, as if it had been written after this draft."""
        typed: dict[str, Any] = {name: self.data.get(name, "") for name in self.data}
        return WhyForm(typed | {"reading": reading})
