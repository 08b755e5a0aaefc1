"""What people write about promises, into clean values."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bothways.commitments.models import LONGEST_PROMISE, LONGEST_WORDS, Commitment
from bothways.people.models import Person, Unit, Value
from bothways.record.prompted import LONGEST_PROMPT, LONGEST_REF, Prompt, PromptKind

FIRST = ("question", "text", "to", "due_on")
KINDS = (
    ("promise", _("A promise")),
    ("answer", _("An answer to a result")),
    ("amends", _("Amends for something that went wrong")),
    ("action", _("An action from a meeting or a decision")),
)
CONFIRM = (
    ("not", _("Nobody. The end stands there with what you write to it.")),
    ("by_name", _("Those it is made to, by name and in the open.")),
    ("secretly", _("Those it is made to, gathered in the monthly round.")),
)


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
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=KINDS, required=False, initial=Commitment.Kind.PROMISE
    )
    prompt_words = forms.CharField(
        label=_("What prompted it?"),
        help_text=_("A meeting, a talk, a decision. This may stay empty."),
        required=False,
        max_length=LONGEST_PROMPT,
    )
    prompt_kind = forms.ChoiceField(
        choices=[("", ""), *PromptKind.choices], required=False, widget=forms.HiddenInput
    )
    prompt_ref = forms.CharField(max_length=LONGEST_REF, required=False, widget=forms.HiddenInput)
    confirm = forms.ChoiceField(
        label=_("Who says later whether it was kept?"),
        help_text=_("One person is always asked by name."),
        choices=CONFIRM,
        required=False,
        initial=Commitment.Confirm.NOT,
        widget=forms.RadioSelect,
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

    def first(self) -> list[forms.BoundField]:
        """What every promise needs: what, to whom, by when."""
        return [self[name] for name in FIRST if name in self.fields]

    def more(self) -> list[forms.BoundField]:
        """What most promises can do without, folded away."""
        return [field for field in self if field.name not in FIRST]

    def has_more(self) -> bool:
        """Something of it was chosen or is wrong, so it must be in sight."""
        usual = {"": "", "kind": Commitment.Kind.PROMISE, "confirm": Commitment.Confirm.NOT}
        said = ((field.name, field.value()) for field in self.more())
        return any(value and value != usual.get(name) for name, value in said)

    def clean_kind(self) -> str | None:
        """What is not said follows from what prompted it."""
        return self.cleaned_data["kind"] or None

    def clean_confirm(self) -> str:
        return self.cleaned_data["confirm"] or Commitment.Confirm.NOT.value

    def made(self) -> dict[str, Any]:
        """Return what was typed as the arguments of make_commitment, without the question."""
        typed = dict(self.cleaned_data)
        typed.pop("question", None)
        words = " ".join(typed.pop("prompt_words").split())
        kind, ref = typed.pop("prompt_kind") or PromptKind.MEETING, typed.pop("prompt_ref")
        return typed | {"prompt": Prompt(kind, ref, words) if words else None}

    def clean_to(self) -> Person | Unit | None:
        """Turn 'all', 'unit:3' or 'person:ID' into those it is made to; None is all."""
        kind, _colon, key = self.cleaned_data["to"].partition(":")
        if kind == "unit":
            return Unit.objects.get(pk=key)
        return Person.objects.get(pk=key) if kind == "person" else None


class ShowForm(forms.Form):
    """What shows how a promise stands: words, with a link or a picture if there is one."""

    words = Words(
        label=_("What is to be seen?"),
        help_text=_(
            "In a sentence. With a picture, say what it shows, for those who can't see it."
        ),
        rows=3,
    )
    link = forms.CharField(
        label=_("A link, if there is one"),
        help_text=_("It begins with https:// and everyone who sees the promise can follow it."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    picture = forms.FileField(
        label=_("A picture, if there is one"),
        help_text=_(
            "JPEG, PNG or WEBP, at most 8 MB. Where and when it was taken is removed. "
            "Ask whoever can be seen on it."
        ),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    def clean(self) -> dict[str, Any]:
        """One thing at a time, so that each has its own words."""
        typed = super().clean() or {}
        if typed.get("link") and typed.get("picture"):
            raise forms.ValidationError(_("Show one thing at a time: the link or the picture."))
        return typed


class Somebody(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none when it runs
    """Somebody, with where they work: two may have one name."""

    def label_from_instance(self, obj: Person) -> str:
        return f"{obj.name}, {obj.unit.name}"


class HandOverForm(forms.Form):
    """Who is asked to take a promise on, and why."""

    to = Somebody(
        label=_("Who could take it on?"),
        queryset=Person.objects.none(),
        empty_label=_("Choose somebody"),
        help_text=_("They are asked. Until they say yes it stays with its old name."),
        error_messages={"required": _("Choose somebody."), "invalid_choice": _("Choose again.")},
    )
    words = Words(label=_("What should they and the others know?"))

    def __init__(self, *args: Any, promise: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Person.objects.here().exclude(pk=promise.made_by_id).select_related("unit")
        self.fields["to"].queryset = others  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """Yes or no to a promise that somebody asks one to take on."""

    words = Words(
        label=_("A word to it"),
        help_text=_("With a no it is needed. With a yes it may stay empty."),
        required=False,
        rows=3,
    )


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


class LetGoForm(forms.Form):
    """The end of a promise whose hearer has left."""

    words = Words(label=_("What became of it?"))


class EndForm(forms.Form):
    """The end of a leaver's promise that nobody takes on."""

    words = Words(
        label=_("Nobody takes it on, because"),
        help_text=_("Everyone it was made to is told. It does not count against whoever left."),
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
