"""What people write and choose about a programme, into clean values."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from bothways.commitments.models import Commitment
from bothways.programmes import months
from bothways.programmes.actions import Wish
from bothways.programmes.models import LONGEST_TITLE, LONGEST_WORDS, Design, Programme
from bothways.programmes.queries import Asked, Group

SAY_IT = {"required": _("Say it in a sentence.")}
WEEKS = (4, 8, 12, 26)
REST = (4, 8, 12, 26)
WEEKS_OF_MONTHS = (26, 39, 52)
LATEST = timedelta(days=730)
TOO_SHORT = _(
    "Leavers take six whole months after the start, and so few weeks do not hold them. "
    "Choose more weeks."
)


class Words(forms.CharField):
    """A few sentences in somebody's own words."""

    def __init__(self, *, rows: int = 3, longest: int = LONGEST_WORDS, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", SAY_IT)
        super().__init__(max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class SayForm(forms.Form):
    """A word, a reason."""

    words = Words(label=_("In your words"))


class DeclareForm(forms.Form):
    """A declaration; which fields there are follows from how groups are chosen."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=Programme.Kind, widget=forms.RadioSelect
    )
    promise = forms.ModelChoiceField(
        label=_("Which promise is kept by it?"),
        queryset=Commitment.objects.none(),
        required=False,
        empty_label=_("None"),
    )
    title = forms.CharField(label=_("Its name"), max_length=LONGEST_TITLE, error_messages=SAY_IT)
    text = Words(
        label=_("What is done?"),
        help_text=_("So that somebody who was not there can tell whether it was done."),
    )
    target = forms.ChoiceField(
        label=_("What should change?"),
        help_text=_("Figures are taken from rounds that ask this in the same words."),
    )
    should_rise = forms.TypedChoiceField(
        label=_("Which way?"),
        choices=[("yes", _("More people agree")), ("no", _("Fewer people agree"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    expected = Words(label=_("What do you expect, and by when?"))
    otherwise = Words(
        label=_("What would change your mind?"),
        help_text=_("“If nothing can be seen after the winter, we stop and ask why.”"),
    )
    groups = forms.MultipleChoiceField(
        label=_("Which groups take part?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the groups that take part.")},
    )
    first = forms.MultipleChoiceField(
        label=_("Which of them begin?"),
        help_text=_("The others begin later. They are what the first are held against."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the groups that begin.")},
    )
    why = Words(label=_("Why these?"), help_text=_("Everyone reads this, and it can't be changed."))
    starts_on = forms.DateField(
        label=_("When does it start?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("This is no day. Write it as in 2026-11-27."),
        },
    )
    weeks = forms.TypedChoiceField(
        label=_("How many weeks until one can see something?"),
        help_text=_("The first round that opens after them is the one that is looked at."),
        choices=[(n, n) for n in WEEKS],
        coerce=int,
        initial=8,
    )
    rest_weeks = forms.TypedChoiceField(
        label=_("How many weeks after that do the others begin?"),
        help_text=_("A round has to open in between."),
        choices=[(n, n) for n in REST],
        coerce=int,
        initial=12,
    )

    def __init__(
        self,
        *args: Any,
        chosen: str,
        asked: Mapping[str, Asked],
        groups: Iterable[Group],
        promises: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.chosen, self.asked = chosen, asked
        self.by_key = {group.key: group for group in groups}
        names = [(group.key, f"{group.name} ({group.n})") for group in self.by_key.values()]
        self._choices("target", _targets(asked))
        self._choices("groups", names)
        self._choices("first", names)
        self.fields["groups"].initial = list(self.by_key)
        self.fields["promise"].queryset = promises  # type: ignore[attr-defined]
        if chosen == Design.Chosen.FIRM:
            self._ask_of_months()
        for name in _left_out(chosen, has_promises=promises.exists()):
            del self.fields[name]

    def clean_starts_on(self) -> date:
        """Nobody plans further ahead, and the calendar ends."""
        day: date = self.cleaned_data["starts_on"]
        if day > localdate() + LATEST:
            raise forms.ValidationError(_("Choose a day within two years."))
        return day

    def clean(self) -> dict[str, Any]:
        """Those that begin take part, and the weeks hold enough months."""
        data = super().clean() or {}
        stray = set(data.get("first", [])) - set(data.get("groups", []))
        if stray:
            self.add_error("first", _("Those that begin have to take part, too."))
        if {"target", "starts_on", "weeks"} <= data.keys():
            asked = self.asked[data["target"]]
            if months.is_too_short(asked, data["starts_on"], data["weeks"]):
                self.add_error("weeks", TOO_SHORT)
        return data

    def wish(self) -> Wish:
        """Return what was written and chosen."""
        typed = self.cleaned_data
        starts_on: date = typed["starts_on"]
        has_rest = "rest_weeks" in typed
        weeks = typed["weeks"] + typed.get("rest_weeks", 0)
        return Wish(
            kind=typed["kind"],
            title=" ".join(typed["title"].split()),
            text=" ".join(typed["text"].split()),
            expected=" ".join(typed["expected"].split()),
            otherwise=" ".join(typed["otherwise"].split()),
            asked=self.asked[typed["target"]],
            should_rise=typed["should_rise"],
            chosen=self.chosen,
            groups=tuple(self.by_key[key] for key in typed.get("groups", ())),
            first=tuple(typed.get("first", ())),
            starts_on=starts_on,
            weeks=typed["weeks"],
            rest_on=starts_on + timedelta(weeks=weeks) if has_rest else None,
            why=" ".join(typed.get("why", "").split()),
            promise=typed.get("promise"),
        )

    def _ask_of_months(self) -> None:
        self._choices("target", [(code, one.name) for code, one in self.asked.items()])
        self._choices("weeks", [(n, n) for n in WEEKS_OF_MONTHS])
        self._choices("should_rise", [("yes", _("It rises")), ("no", _("It falls"))])
        self.fields["should_rise"].initial = "no"
        self.fields["weeks"].initial = 52
        self.fields["target"].help_text = _("Figures of the whole firm, as they are written down.")
        self.fields["weeks"].help_text = _(
            "The whole months between the start and then are held against those before. "
            "Leavers take six of them."
        )

    def _choices(self, name: str, choices: list[Any]) -> None:
        field: forms.ChoiceField = self.fields[name]  # type: ignore[assignment]
        field.choices = choices


def _left_out(chosen: str, *, has_promises: bool) -> list[str]:
    left = [] if has_promises else ["promise"]
    if chosen == Design.Chosen.LOT:
        return [*left, "first", "why"]
    if chosen == Design.Chosen.FIRM:
        return [*left, "groups", "first", "why", "rest_weeks"]
    if chosen == Design.Chosen.ALL:
        return [*left, "first", "why", "rest_weeks"]
    return left


def _targets(asked: Mapping[str, Asked]) -> list[Any]:
    wholes = [(code, one.name) for code, one in asked.items() if len(one.items) > 1]
    singles = [(code, one.name) for code, one in asked.items() if len(one.items) == 1]
    return [(_("Several questions together"), wholes), (_("One question"), singles)]
