"""Two tables, as files or pasted, and which of the two scores is asked for."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from bothways.calculator.errors import BadFileError
from bothways.calculator.figures import Kind
from bothways.calculator.sheets import ANSWERS, TEAMS, FirmAnswers, read_firms

MOST_BYTES: Final = 1_000_000
MOST_PEOPLE, MOST_QUESTIONS, MOST_TEAMS = 12_000, 60, 500


def _file(label: Any, hint: Any) -> forms.FileField:
    accepted = forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"})
    return forms.FileField(
        label=label, help_text=hint, required=False, allow_empty_file=True, widget=accepted
    )


def _pasted(label: Any) -> forms.CharField:
    attrs = {"rows": 4, "spellcheck": "false", "autocomplete": "off"}
    return forms.CharField(
        label=label, required=False, strip=False, widget=forms.Textarea(attrs=attrs)
    )


class SheetsForm(forms.Form):
    """Becomes `firms`, what the two tables say; a table that can't be read is an error of it."""

    answers = _file(
        _("The file of answers"),
        _("One row for each person: team, q1, q2, q3 … CSV, 1 MB at most."),
    )
    answers_pasted = _pasted(_("Or paste these rows here"))
    teams = _file(_("The file of teams"), _("One row for each team: team, team_size."))
    teams_pasted = _pasted(_("Or paste these rows here"))
    kind = forms.ChoiceField(
        label=_("What do you want to know?"),
        choices=[
            ("now", _("How the people in each team feel today")),
            ("climate", _("What each team is like, to compare teams or years")),
        ],
        initial="now",
        widget=forms.RadioSelect,
    )

    firms: list[FirmAnswers]

    @property
    def wanted(self) -> Kind:
        """Which of the two scores is asked for."""
        return "climate" if self.cleaned_data["kind"] == "climate" else "now"

    def clean(self) -> dict[str, Any]:
        """Read both tables."""
        told = super().clean() or {}
        try:
            self.firms = self._read()
        except BadFileError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return told

    def _read(self) -> list[FirmAnswers]:
        answers, teams = self._content("answers", ANSWERS), self._content("teams", TEAMS)
        if answers is None:
            raise BadFileError("empty", file=ANSWERS)
        if teams is None and self.cleaned_data.get("kind") == "now":
            raise BadFileError("teams_wanted")
        firms = read_firms(answers, teams)
        _refuse_too_many(firms)
        return firms

    def _content(self, name: str, file: object) -> bytes | None:
        """What was chosen or pasted, None if neither."""
        chosen = self.cleaned_data.get(name)
        if chosen is None:
            content = self.cleaned_data.get(f"{name}_pasted", "").strip("\n\r").encode()
        else:
            content = chosen.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise BadFileError("too_large", file=file)
        if chosen is not None and not content.strip():
            raise BadFileError("empty", file=file)
        return content if content.strip() else None


def _refuse_too_many(firms: list[FirmAnswers]) -> None:
    n_people = sum(len(firm.answers) for firm in firms)
    n_questions = max((len(row) for firm in firms for row in firm.answers), default=0)
    n_teams = max(len(firm.teams) for firm in firms)
    if n_people > MOST_PEOPLE or n_questions > MOST_QUESTIONS or n_teams > MOST_TEAMS:
        raise BadFileError("too_many", most=MOST_PEOPLE)
