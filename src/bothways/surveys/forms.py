"""Input about rounds into clean values."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bothways.surveys.actions import Asked, asked_of, own_question
from bothways.surveys.bank import askable, by_code
from bothways.surveys.errors import NotInAPulseError, TooLongError, TooManyError
from bothways.surveys.models import LONGEST_OWN, MOST_OWN, OWN, OwnWording, Round, RoundQuestion
from bothways.surveys.own import is_too_long

ANNOUNCED_DAYS_BEFORE = timedelta(days=3)
OPEN_FOR = timedelta(days=7)
LOCAL = "%Y-%m-%dT%H:%M"
TO_THE_SECOND = "%Y-%m-%dT%H:%M:%S"  # what a browser sends where seconds were chosen


def _moment_field(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local", "class": "input"}, format=LOCAL)
    return forms.DateTimeField(label=label, widget=widget, input_formats=[LOCAL, TO_THE_SECOND])


def _book() -> list[tuple[str, str]]:
    items = (*askable(Round.Kind.SURVEY), *askable(Round.Kind.SURVEY, Round.Audience.LEADERS))
    return [(item.code, item.worded) for item in items]


class RoundForm(forms.Form):
    """What a round asks, and when."""

    title = forms.CharField(
        label=_("Title"), max_length=120, widget=forms.TextInput(attrs={"class": "input"})
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind, kind.label) for kind in (Round.Kind.PULSE, Round.Kind.SURVEY)],
    )
    audience = forms.ChoiceField(
        label=_("Who is asked"),
        choices=Round.Audience.choices,
        required=False,
        initial=Round.Audience.EVERYONE,
        widget=forms.HiddenInput,
    )
    items = forms.MultipleChoiceField(
        label=_("Questions from the book"), required=False, choices=_book
    )
    reuse = forms.MultipleChoiceField(label=_("Our own questions"), required=False)
    own = forms.CharField(
        label=_("New questions of your own, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
    )
    opens_at = _moment_field(_("The box opens"))
    closes_at = _moment_field(_("The box closes"))

    def __init__(self, *args: Any, reuse: Iterable[OwnWording] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = {wording.question_id: wording for wording in reuse}
        field: forms.MultipleChoiceField = self.fields["reuse"]  # type: ignore[assignment]
        field.choices = [(code, wording.worded) for code, wording in self.kept.items()]

    def clean_own(self) -> list[str]:
        """Return the firm's own questions, one wording each."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["own"].splitlines()]
        lines = list(dict.fromkeys(line for line in lines if line))
        if len(lines) > MOST_OWN:
            raise forms.ValidationError(str(TooManyError()))
        for line in filter(is_too_long, lines):
            raise forms.ValidationError(str(TooLongError(line)))
        return lines

    def clean_audience(self) -> str:
        """Everyone, where nothing else was said."""
        return self.cleaned_data["audience"] or Round.Audience.EVERYONE

    def clean(self) -> dict[str, Any]:
        """Refuse a box that closes before it opens, and a pulse with survey-only items."""
        cleaned = super().clean() or {}
        _refuse_turned_round(self, cleaned)
        audience = cleaned.get("audience", Round.Audience.EVERYONE)
        allowed = {item.code for item in askable(cleaned.get("kind", Round.Kind.PULSE), audience)}
        if set(cleaned.get("items", [])) - allowed:
            self.add_error("items", str(NotInAPulseError()))
        if len(cleaned.get("own", [])) + len(cleaned.get("reuse", [])) > MOST_OWN:
            self.add_error("own", str(TooManyError()))
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return what the actions take."""
        data = self.cleaned_data
        book = [
            Asked(item.code, item.text, item.construct, item.version, item.keyed, item.about_leader)
            for item in by_code(data["items"])
        ]
        return {
            "title": data["title"],
            "kind": data["kind"],
            "audience": data["audience"],
            "questions": [
                *book,
                *(asked_of(self.kept[code]) for code in data["reuse"]),
                *(own_question(text) for text in data["own"]),
            ],
            "opens_at": data["opens_at"],
            "closes_at": data["closes_at"],
        }


class DaysForm(forms.Form):
    """The days of a draft whose questions follow from something else."""

    opens_at = _moment_field(_("The box opens"))
    closes_at = _moment_field(_("The box closes"))

    def clean(self) -> dict[str, Any]:
        """Refuse a box that closes before it opens."""
        cleaned = super().clean() or {}
        _refuse_turned_round(self, cleaned)
        return cleaned


def _refuse_turned_round(form: forms.Form, cleaned: Mapping[str, Any]) -> None:
    opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
    if opens and closes and closes <= opens:
        form.add_error("closes_at", _("The box must close after it opens. Choose a later day."))


class WordingsForm(forms.Form):
    """What a firm's own questions say in the other languages; empty where nobody has said it.

    Each field brings what the page showed: what somebody else has written since stays.
    """

    def __init__(
        self, data: Mapping[str, Any] | None, *, questions: Iterable[RoundQuestion]
    ) -> None:
        super().__init__(data)
        self.rows: list[tuple[RoundQuestion, list[str]]] = []
        for question in questions:
            if question.is_own:
                others = [pair for pair in settings.LANGUAGES if pair[0] != question.language]
                names = [self._add(question, code, name) for code, name in others]
                self.rows.append((question, names))

    def _add(self, question: RoundQuestion, language: str, name: str) -> str:
        """Put in a field for one wording of one question, and return how it is called."""
        place = f"{question.code}.{language}"
        self.fields[place] = forms.CharField(
            label=name,
            required=False,
            initial=question.texts.get(language, ""),
            show_hidden_initial=True,
            widget=forms.TextInput(attrs={"lang": language, "maxlength": LONGEST_OWN}),
        )
        return place

    def groups(self) -> list[tuple[RoundQuestion, list[forms.BoundField]]]:
        """Return each question with its fields."""
        return [(question, [self[name] for name in names]) for question, names in self.rows]

    def clean(self) -> dict[str, Any]:
        """Refuse what is too long to be asked, where it was written now."""
        cleaned = super().clean() or {}
        for place in self.changed_data:
            if is_too_long(text := cleaned.get(place, "")):
                self.add_error(place, str(TooLongError(text)))
        return cleaned

    def texts(self) -> dict[str, dict[str, str]]:
        """Return the wordings that were changed by language, by the question's code."""
        found: dict[str, dict[str, str]] = {}
        for place in self.changed_data:
            code, _point, language = place.partition(".")
            found.setdefault(code, {})[language] = self.cleaned_data[place]
        return found


def start_values(
    kind: str, codes: list[str], *, now: datetime, audience: str = Round.Audience.EVERYONE
) -> dict[str, Any]:
    """Return how an empty form begins: announced three days before, open for a week."""
    opens = timezone.localtime(now + ANNOUNCED_DAYS_BEFORE).replace(hour=8, minute=0, second=0)
    closes = (opens + OPEN_FOR).replace(hour=18)
    return {
        "kind": kind,
        "audience": audience,
        "items": codes,
        "opens_at": opens,
        "closes_at": closes,
    }


def values_of(round_: Round) -> dict[str, Any]:
    """Return a draft as the form shows it."""
    questions = list(round_.questions.all())
    return {
        "title": round_.title,
        "kind": round_.kind,
        "audience": round_.audience,
        "items": [question.code for question in questions if not _is_own(question.code)],
        "reuse": [question.code for question in questions if _is_own(question.code)],
        "opens_at": timezone.localtime(round_.opens_at),
        "closes_at": timezone.localtime(round_.closes_at),
    }


def _is_own(code: str) -> bool:
    return code.startswith(OWN)
