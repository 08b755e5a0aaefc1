"""What people write about promises, into clean values."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bothways.commitments.models import LONGEST_PROMISE, LONGEST_WORDS
from bothways.people.models import Person, Unit, Value


class Day(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {
        "required": _("A promise needs a day. Choose one."),
        "invalid": _("This is no day. Write it as in 2026-11-27."),
    }


class Words(forms.CharField):
    """A few sentences in somebody's own words."""

    def __init__(self, *, longest: int = LONGEST_WORDS, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": _("Say it in a sentence.")})
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=longest, widget=widget, **kwargs)


class MakeForm(forms.Form):
    """A new promise: what, to whom, by when; `results` are those it may answer, if any."""

    question = forms.ChoiceField(
        label=_("Which result does it answer?"),
        required=False,
        error_messages={"invalid_choice": _("Choose a result that is on this list.")},
    )

    text = Words(
        label=_("What do you promise?"),
        help_text=_(
            "Something others can see is done or not. “Every station gets its own gauges” "
            "can be checked. “Better tools” can't."
        ),
        longest=LONGEST_PROMISE,
        rows=3,
    )
    to = forms.ChoiceField(
        label=_("To whom?"),
        error_messages={"invalid_choice": _("Choose somebody who is on this list.")},
    )
    value = forms.ModelChoiceField(
        label=_("For the sake of"),
        queryset=Value.objects.none(),
        required=False,
        empty_label=_("Nothing named"),
        help_text=_("What the firm says it stands for. It then points to your promise."),
    )
    due_on = Day(
        label=_("By when?"),
        help_text=_(
            "Until that day ends you can move it, with the reason. "
            "The day after, silence shows by itself."
        ),
    )

    def __init__(
        self, *args: Any, author: Person, results: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if results:
            asked: forms.ChoiceField = self.fields["question"]  # type: ignore[assignment]
            asked.choices = [("", _("None of them")), *results]
        else:
            del self.fields["question"]
        held = Value.objects.filter(dropped_on=None)
        if held.exists():
            self.fields["value"].queryset = held  # type: ignore[attr-defined]
        else:
            del self.fields["value"]
        chosen: forms.ChoiceField = self.fields["to"]  # type: ignore[assignment]
        chosen.choices = [
            ("all", _("Everyone here")),
            (_("A unit and everybody in it"), _units()),
            (_("One person: only you two see it"), _people(author)),
        ]

    def clean_to(self) -> Person | Unit | None:
        """Turn 'all', 'unit:3' or 'person:ID' into those it is made to; None is all."""
        kind, _colon, key = self.cleaned_data["to"].partition(":")
        if kind == "unit":
            return Unit.objects.get(pk=key)
        return Person.objects.get(pk=key) if kind == "person" else None


class WordForm(forms.Form):
    """How an open promise stands."""

    words = Words(label=_("How does it stand?"))


class KeepForm(forms.Form):
    """The end everybody hopes for, with what shows it."""

    words = Words(
        label=_("What shows that it was kept?"),
        help_text=_("What was done, and where others can see it."),
    )


class BreakForm(forms.Form):
    """The honest end."""

    words = Words(
        label=_("Why, in your own words?"),
        help_text=_("It stands under your promise for as long as the promise does."),
    )


class MoveForm(forms.Form):
    """Another day, before the first one has passed."""

    to = Day(label=_("By when now?"))
    words = Words(label=_("Why is it moved?"))


class TakeBackForm(forms.Form):
    """An end that was a mistake."""

    words = Words(label=_("What was wrong?"))


def _units() -> list[tuple[str, str]]:
    """Every unit below the firm itself, as 'Operations, Assembly'."""
    below = Unit.objects.exclude(parent=None)
    return [(f"unit:{unit.pk}", ", ".join(unit.path.split("/")[1:])) for unit in below]


def _people(author: Person) -> list[tuple[str, str]]:
    others = Person.objects.here().exclude(pk=author.pk).select_related("unit")
    return [(f"person:{person.pk}", f"{person.name}, {person.unit.name}") for person in others]
