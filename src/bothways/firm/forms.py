"""What whoever sets up types, into clean values."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bothways.firm.actions import MOST_VALUES
from bothways.firm.models import LONGEST_WORDS
from bothways.firm.presets import PRESETS
from bothways.firm.ready import READY
from bothways.members.queries import may_represent
from bothways.people.models import Person
from bothways.surveys.forms import LOCAL, TO_THE_SECOND

LEAST_ROWS = 3
MOST_LINES = 40
LETTERS_A_LINE = 64  # in a box on a desk; on a phone the browser makes it as tall as its text


class Language(forms.ChoiceField):
    """One of the languages that Bothways speaks."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=lambda: list(settings.LANGUAGES), required=False, **kwargs)


class SettingsForm(forms.Form):
    """The firm's name and language."""

    firm = forms.CharField(
        label=_("Name of the firm"),
        max_length=120,
        error_messages={"required": _("Type the name that everyone here knows.")},
    )
    language = Language(
        label=_("Language of the firm"),
        help_text=_("For posters, and for mails to people who have not chosen their own."),
    )


class BeginForm(SettingsForm):
    """The first step: the firm, and who sets it up."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        error_messages={"required": _("Everyone needs a name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("You sign in with it."),
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("This is not an e-mail address."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("firm", "language", "name", "email")


class NamesForm(forms.Form):
    """A few people, one a line."""

    lines = forms.CharField(
        label=_("A few names, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_(
            "Name, e-mail or staff number, team. As in: Jo Marsh, jo@millrace.example, Assembly"
        ),
    )
    mine = forms.BooleanField(
        label=_("They report to me"),
        required=False,
        help_text=_("In a small firm mostly so. You can change it at each person's page."),
    )

    def clean_lines(self) -> list[str]:
        """Return the lines that hold something."""
        lines = [line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if not lines:
            raise forms.ValidationError(_("Type at least one name, or take in a file."))
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(
                _("Forty lines at most. For more people a file is quicker.")
            )
        return lines


class GroupForm(forms.Form):
    """Which of the three sizes; `seen` is the size that stood when the page was opened."""

    preset = forms.ChoiceField(
        label=_("The smallest group"),
        choices=[(preset.key, preset.name) for preset in PRESETS],
        error_messages={"required": _("Choose one of the three.")},
    )
    seen = forms.RegexField(r"^\d{1,3}/\d{1,3}$", widget=forms.HiddenInput)


class RepresentativeForm(forms.Form):
    """Who stands for the employees."""

    person = forms.ModelChoiceField(
        label=_("Who is it?"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("Only those who lead nobody and don't act for the company can be chosen."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = may_represent()  # type: ignore[attr-defined]


class ValuesForm(forms.Form):
    """Up to seven values, a name and a sentence each; `seen` is the list that was changed."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, n_rows: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.n_rows = n_rows
        for number in range(1, n_rows + 1):
            said = {"number": number}
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Value %(number)d, in a word or two") % said, max_length=60, required=False
            )
            self.fields[f"sentence_{number}"] = forms.CharField(
                label=_("What one sees when it is lived"),
                max_length=200,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the fields as the page shows them, two by two."""
        numbers = range(1, self.n_rows + 1)
        return [(self[f"name_{number}"], self[f"sentence_{number}"]) for number in numbers]

    def clean(self) -> dict[str, Any]:
        """Insist on both halves of a value, and on each name once."""
        cleaned: dict[str, Any] = self.cleaned_data
        names: list[str] = []
        for number in range(1, self.n_rows + 1):
            name, sentence = self._pair(number)
            if name and not sentence:
                self.add_error(
                    f"sentence_{number}", _("Say in a sentence what one would see or hear.")
                )
            if sentence and not name:
                self.add_error(f"name_{number}", _("Give it a name of a word or two."))
            if name and name.casefold() in names:
                self.add_error(f"name_{number}", _("This name is there twice. Take one out."))
            names.append(name.casefold())
        return cleaned

    def values(self) -> list[tuple[str, str]]:
        """Return (name, sentence) of each that was filled in, in order."""
        pairs = [self._pair(number) for number in range(1, self.n_rows + 1)]
        return [pair for pair in pairs if pair[0]]

    def _pair(self, number: int) -> tuple[str, str]:
        name = str(self.cleaned_data.get(f"name_{number}", ""))
        sentence = str(self.cleaned_data.get(f"sentence_{number}", ""))
        return " ".join(name.split()), " ".join(sentence.split())


def values_as_data(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return values as the form's fields, numbered from 1."""
    data: dict[str, str] = {}
    for number, (name, sentence) in enumerate(rows, start=1):
        data |= {f"name_{number}": name, f"sentence_{number}": sentence}
    return data


def n_rows_for(filled: Sequence[object]) -> int:
    """Return how many rows to show: one more than are filled, three at least, seven at most."""
    return min(MOST_VALUES, max(LEAST_ROWS, len(filled) + 1))


def _moment(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)
    return forms.DateTimeField(label=label, widget=widget, input_formats=[LOCAL, TO_THE_SECOND])


class ReadyForm(forms.Form):
    """One of the three rounds, and its days."""

    ready = forms.ChoiceField(
        label=_("The first round"),
        choices=[(ready.key, ready.title) for ready in READY],
        error_messages={"required": _("Choose one of the three.")},
    )
    opens_at = _moment(_("The box opens"))
    closes_at = _moment(_("The box closes"))

    def clean(self) -> dict[str, Any]:
        """Refuse a box that closes before it opens."""
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The box must close after it opens. Choose a later day."))
        return cleaned


def n_lines(text: str) -> int:
    """Return how many lines a text takes in a box of the page's width, twelve at least."""
    return max(12, sum(1 + len(line) // LETTERS_A_LINE for line in text.splitlines()) + 1)


class WordsForm(forms.Form):
    """The firm's own words about a round."""

    words = forms.CharField(
        label=_("Your words"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"class": "input--whole"}),
        help_text=_("As you would say it in the hall. Leave out days, and what is kept secret."),
        error_messages={"required": _("Say why you ask, in a sentence or two.")},
    )
    contact = forms.CharField(
        label=_("Whom people can ask"),
        max_length=200,
        required=False,
        help_text=_("It stands on the poster. A name, and where to find them."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].widget.attrs["rows"] = n_lines(str(self["words"].value() or ""))
