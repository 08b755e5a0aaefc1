"""What people write about decisions, into clean values."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bothways.decisions.errors import (
    LookAgainInThePastError,
    LookAgainTooFarError,
    NoReasonError,
    NothingDecidedError,
    TooShortReasonError,
)
from bothways.decisions.models import LONGEST_LINE, LONGEST_TEXT, MOST_OPTIONS, Decision
from bothways.decisions.wording import (
    LONGEST_DECIDED,
    OPTION,
    Told,
    check_look_again,
    checked_reasons,
)
from bothways.people.models import Person, Value

LEAST_ROWS = 3
LOOK_AGAIN_AFTER = timedelta(days=182)
MORE = (
    "deciders",
    "decided_on",
    "context",
    "who_was_heard",
    "uncertain",
    "would_change_our_mind",
    "value",
)

LABELS = {
    "text": gettext_lazy("The option"),
    "for": gettext_lazy("What spoke for it"),
    "against": gettext_lazy("What spoke against it"),
}


class Day(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {
        "required": gettext_lazy("A day is missing. Choose one."),
        "invalid": gettext_lazy("This is no day. Write it as in 2026-11-27."),
    }


class Words(forms.CharField):
    """A few sentences in somebody's own words."""

    def __init__(self, *, longest: int = LONGEST_DECIDED, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": gettext_lazy("Say it in a sentence.")})
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=longest, widget=widget, **kwargs)


class People(forms.CharField):
    """People by name, one after the other with commas between them."""

    def clean(self, value: Any) -> list[Person]:
        listed = super().clean(value).replace("\n", ",").split(",")
        names = [" ".join(one.split()) for one in listed]
        return [_named(name) for name in dict.fromkeys(names) if name]


class WriteForm(forms.Form):
    """A decision, new or changed: the short form first, the rest folded away (`more`)."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    question = forms.CharField(
        label=gettext_lazy("What was to be decided?"),
        help_text=gettext_lazy("As a question, as in “Do we close the night shift?”."),
        max_length=LONGEST_LINE,
        error_messages={"required": gettext_lazy("Say what was to be decided, as a question.")},
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("How was it decided?"),
        widget=forms.RadioSelect,
        choices=Decision.Outcome.choices,
        error_messages={"required": gettext_lazy("Choose how it was decided.")},
    )
    decided = Words(
        label=gettext_lazy("What exactly was decided?"),
        help_text=gettext_lazy("For a plain yes or no you may leave it empty."),
        rows=2,
        required=False,
    )
    reasons = Words(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy(
            "The reasons as you would say them to somebody who wanted the opposite. "
            "A no needs them most: what stands in the way, and what would have to be different?"
        ),
        longest=LONGEST_TEXT,
        rows=5,
        required=False,  # what is missing is said by clean_reasons
    )
    look_again_on = Day(
        label=gettext_lazy("When do you look at it again?"),
        help_text=gettext_lazy("Once that day has passed, everyone sees that it is due."),
    )
    deciders = People(
        label=gettext_lazy("Who decided, besides you?"),
        help_text=gettext_lazy(
            "Names, with commas between them. They answer the questions with you."
        ),
        required=False,
    )
    decided_on = Day(label=gettext_lazy("Decided on"), required=False)
    context = Words(
        label=gettext_lazy("What led to it?"), longest=LONGEST_TEXT, rows=3, required=False
    )
    who_was_heard = Words(
        label=gettext_lazy("Who was heard?"),
        help_text=gettext_lazy("People and groups, as in “Assembly, on 3 November”."),
        longest=LONGEST_TEXT,
        rows=2,
        required=False,
    )
    uncertain = Words(
        label=gettext_lazy("What is uncertain?"), longest=LONGEST_TEXT, rows=2, required=False
    )
    would_change_our_mind = Words(
        label=gettext_lazy("What would change your mind?"),
        longest=LONGEST_TEXT,
        rows=2,
        required=False,
    )
    value = forms.ModelChoiceField(
        label=gettext_lazy("For the sake of"),
        queryset=Value.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nothing named"),
    )
    writers = People(
        label=gettext_lazy("Who writes it with you?"),
        help_text=gettext_lazy("Names, with commas between them. They see the draft and write it."),
        required=False,
    )
    why = Words(label=gettext_lazy("Why do the words change?"), rows=2)

    def __init__(
        self, *args: Any, today: date, changing: Decision | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.changing = today, changing
        held = Value.objects.filter(dropped_on=None)
        self.fields["value"].queryset = held  # type: ignore[attr-defined]
        unasked = ("deciders", "value", "writers") if changing else ("why",)
        for name in unasked:
            del self.fields[name]
        if not changing and not held.exists():
            del self.fields["value"]
        self.fields["decided_on"].initial = today
        self.fields["look_again_on"].initial = today + LOOK_AGAIN_AFTER
        for number in range(self._n_options()):
            for key, label in LABELS.items():
                self.fields[f"option_{number}_{key}"] = forms.CharField(
                    label=label, max_length=LONGEST_DECIDED, required=False
                )

    @property
    def short(self) -> list[forms.BoundField]:
        """The fields that everybody fills in."""
        names = ("question", "outcome", "decided", "reasons", "look_again_on", "why")
        return [self[name] for name in names if name in self.fields]

    @property
    def more(self) -> list[forms.BoundField]:
        """The fields that are folded away, but for the options."""
        return [self[name] for name in MORE if name in self.fields]

    @property
    def options(self) -> list[list[forms.BoundField]]:
        """What else was weighed: for each option its text, what spoke for it and against it."""
        return [
            [self[f"option_{number}_{key}"] for key in OPTION]
            for number in range(self._n_options())
        ]

    @property
    def more_is_open(self) -> bool:
        """Something in the folded part was filled in or is wrong."""
        folded = [*self.more, *(field for row in self.options for field in row)]
        plain = {"decided_on"}
        return any(one.errors or (one.name not in plain and one.value()) for one in folded)

    def clean_reasons(self) -> str:
        reasons: str = self.cleaned_data["reasons"]
        try:
            return checked_reasons(reasons, self.cleaned_data.get("outcome", ""))
        except (NoReasonError, TooShortReasonError) as error:
            raise forms.ValidationError(str(error)) from error

    def clean_look_again_on(self) -> date:
        day: date = self.cleaned_data["look_again_on"]
        if self.changing and day == self.changing.look_again_on:
            return day
        try:
            check_look_again(day, after=self.today)
        except (LookAgainInThePastError, LookAgainTooFarError) as error:
            raise forms.ValidationError(str(error)) from error
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("outcome") == Decision.Outcome.OTHER and not said.get("decided"):
            self.add_error("decided", str(NothingDecidedError()))
        if (said.get("decided_on") or self.today) > self.today:
            self.add_error("decided_on", _("This day has not come yet. Choose today or earlier."))
        return said

    def told(self) -> Told:
        """Return the words as they were written, once the form is valid."""
        said = self.cleaned_data
        texts = ("context", "who_was_heard", "uncertain", "would_change_our_mind", "decided")
        return Told(
            question=said["question"],
            outcome=said["outcome"],
            reasons=said["reasons"],
            decided_on=said["decided_on"] or self.today,
            look_again_on=said["look_again_on"],
            options=[
                {key: said[f"option_{number}_{key}"] for key in OPTION}
                for number in range(self._n_options())
            ],
            **{name: said[name] for name in texts},
        )

    def _n_options(self) -> int:
        """One row more than are filled in, three at the least."""
        given: Mapping[str, Any] = self.data if self.is_bound else self.initial
        filled = [n for n in range(MOST_OPTIONS) if given.get(f"option_{n}_text")]
        return min(max(LEAST_ROWS, max(filled, default=-1) + 2), MOST_OPTIONS)


class StandsForm(forms.Form):
    """Looked at again, and it stands."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    why = Words(
        label=gettext_lazy("It stands, because"),
        help_text=gettext_lazy("What you looked at, and why it is still right."),
    )
    look_again_on = Day(label=gettext_lazy("When do you look at it next?"))


class CorrectForm(forms.Form):
    """'We were wrong about'."""

    was = Words(
        label=gettext_lazy("What did it say?"),
        help_text=gettext_lazy("As it stands there, as in “34 of 46 presses stand still”."),
        rows=2,
    )
    now = Words(label=gettext_lazy("What is so?"), rows=2)
    words = Words(
        label=gettext_lazy("How did it come to that?"),
        help_text=gettext_lazy("In your own words. It stands above the decision from now on."),
        rows=3,
    )
    thanks_to = People(
        label=gettext_lazy("Who pointed it out?"),
        help_text=gettext_lazy(
            "A name, if somebody did. They are asked first, and named only if they wish it."
        ),
        required=False,
    )

    def clean_thanks_to(self) -> Person | None:
        people: list[Person] = self.cleaned_data["thanks_to"]
        if len(people) > 1:
            raise forms.ValidationError(_("Thank one person here, and the others in your words."))
        return people[0] if people else None


class AskForm(forms.Form):
    """A question about a decision."""

    words = Words(
        label=gettext_lazy("What do you want to know?"),
        help_text=gettext_lazy("It stands here with your name, and everyone sees the answer."),
        rows=3,
    )


class AnswerForm(forms.Form):
    """An answer to a question."""

    words = Words(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("It can't be changed afterwards. “I don't know yet” is an answer."),
        longest=LONGEST_TEXT,
        rows=5,
    )


def initial_of(decision: Decision) -> dict[str, Any]:
    """Return what the form of a decision begins with when it is changed."""
    said = decision.wording() | {"version": decision.version}
    return said | typed_options(said.pop("options"))


def typed_options(options: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return options as the fields of the form."""
    return {
        f"option_{number}_{key}": option.get(key, "")
        for number, option in enumerate(options)
        for key in OPTION
    }


def typed_in(form: WriteForm) -> dict[str, str]:
    """Return what stands in a form, right or wrong, to be kept as a draft."""
    kept = set(form.fields) - {"version", "writers"}
    return {name: str(form.data.get(name, "")) for name in kept if form.data.get(name)}


def _named(name: str) -> Person:
    found = list(Person.objects.here().filter(name__iexact=name)[:2])
    found = found or list(Person.objects.here().filter(email__iexact=name)[:2])
    if not found:
        raise forms.ValidationError(
            _("Nobody here has the name %(name)s. Look how it is written.") % {"name": name}
        )
    if len(found) > 1:
        raise forms.ValidationError(
            _("More than one person here has the name %(name)s. Write the e-mail address instead.")
            % {"name": name}
        )
    return found[0]
