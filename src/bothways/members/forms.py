"""Input into clean values."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bothways.members.importing import Choice, Layout
from bothways.members.importing.columns import MEANINGS
from bothways.members.importing.layout import Head
from bothways.members.queries import sites, unit_path
from bothways.people.models import Line, Person, Unit


class AddressForm(forms.Form):
    """Who wants to sign in."""

    address = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("Work or private, the one you gave us."),
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _(
                "This does not look like an e-mail address. It needs a name, @ and a place."
            ),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "username webauthn", "inputmode": "email"}),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class CodeForm(forms.Form):
    """The six digits of the mail; spaces between them do no harm."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=20,
        help_text=_("Six digits. It works once, for 10 minutes."),
        error_messages={"required": _("Type the six digits of the mail.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "class": "input--code",
                "autofocus": True,
            }
        ),
    )

    own = forms.BooleanField(
        label=_("This device is mine alone"),
        required=False,
        help_text=_(
            "You stay signed in for 30 days, and your envelopes are kept here. "
            "Otherwise you are signed out when the browser closes, after four hours at the latest."
        ),
    )

    def clean_code(self) -> str:
        """Return the digits alone."""
        return "".join(sign for sign in self.cleaned_data["code"] if sign.isdigit())


class DeviceForm(forms.Form):
    """Whose the device in front of the person is."""

    own = forms.TypedChoiceField(
        label=_("Whose device is this?"),
        choices=[("yes", _("Mine alone")), ("no", _("Shared, or somebody else's"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class LookForm(forms.Form):
    """How a person wants to see Bothways."""

    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=lambda: [("", _("As my browser has it")), *settings.LANGUAGES],
    )
    theme = forms.ChoiceField(
        label=_("Light or dark"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("", _("As my device has it")), ("light", _("Light")), ("dark", _("Dark"))],
    )


class ImportForm(forms.Form):
    """A file of people, and whether whoever is missing from it has left."""

    file = forms.FileField(
        label=_("The file"),
        allow_empty_file=True,
        help_text=_("XLSX or CSV, 5 MB at most."),
        error_messages={"required": _("Choose a file first.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv,.tsv,.txt,text/csv"}),
    )
    everybody = forms.BooleanField(
        label=_("This file is everybody"),
        required=False,
        help_text=_("Whoever is here and not in the file then leaves."),
    )

    def __init__(self, *args: Any, is_alone: bool = False, **kwargs: Any) -> None:
        """is_alone: nobody else is here, so there is nobody whom a file could leave out."""
        super().__init__(*args, **kwargs)
        if is_alone:
            del self.fields["everybody"]


class ColumnsForm(forms.Form):
    """How a file is read: its sheets, the line of headers, each column, the order of days."""

    def __init__(self, layout: Layout, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.layout = layout
        if len(layout.sheets) > 1:
            self.fields["sheets"] = _sheets_field(layout)
        if any(sheet.name for sheet in layout.sheets):
            self.fields["sheet_is_unit"] = forms.BooleanField(
                label=_("The name of a sheet is its department"),
                required=False,
                initial=layout.sheet_is_unit,
            )
        if len(layout.parts) == 1:
            self.fields["header"] = forms.IntegerField(
                label=_("The line that names the columns"),
                min_value=1,
                initial=layout.parts[0].header,
                error_messages={"required": _("Type the number of a line.")},
            )
        for number, head in enumerate(layout.heads):
            self.fields[f"column-{number}"] = _column_field(head)
        if layout.has_slashed_days:
            self.fields["days"] = forms.ChoiceField(
                label=_("A day as in 03/04/2026 is"),
                choices=[
                    ("dmy", _("3 April: the day first")),
                    ("mdy", _("4 March: the month first")),
                ],
                initial=layout.days or None,
                widget=forms.RadioSelect,
                error_messages={"required": _("Say which it is. The file does not tell.")},
            )

    @property
    def columns(self) -> list[forms.BoundField]:
        """The fields of the columns, in the order of the file."""
        return [self[name] for name in self.fields if name.startswith("column-")]

    @property
    def others(self) -> list[forms.BoundField]:
        """The fields of the file as a whole."""
        return [self[name] for name in self.fields if not name.startswith("column-")]

    @property
    def choice(self) -> Choice:
        """What was chosen."""
        chosen = self.cleaned_data
        header = chosen.get("header", 0)
        columns = {
            head.key: chosen[f"column-{number}"] for number, head in enumerate(self.layout.heads)
        }
        return Choice(
            sheets=tuple(chosen.get("sheets", ())),
            header=header,
            columns={} if self._header_moved else columns,
            days=chosen.get("days", ""),
            sheet_is_unit=chosen.get("sheet_is_unit", False),
        )

    @property
    def shows_others(self) -> bool:
        """Other columns come into sight by what was chosen, so the page is shown again."""
        sheets = {part.sheet.name for part in self.layout.parts}
        return self._header_moved or sheets != set(self.cleaned_data.get("sheets", sheets))

    @property
    def _header_moved(self) -> bool:
        header = self.layout.parts[0].header
        return bool(self.cleaned_data.get("header", header) != header)


def _sheets_field(layout: Layout) -> forms.Field:
    hidden = _("%(name)s (hidden in the file)")
    return forms.MultipleChoiceField(
        label=_("Which sheets hold people?"),
        choices=[
            (sheet.name, hidden % {"name": sheet.name} if sheet.is_hidden else sheet.name)
            for sheet in layout.sheets
        ],
        initial=[part.sheet.name for part in layout.parts],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one sheet at least.")},
    )


def _column_field(head: Head) -> forms.Field:
    shown = " · ".join(head.samples)
    return forms.ChoiceField(
        label=head.key,
        required=False,
        choices=[("", _("Not read")), *MEANINGS.items()],
        initial=head.column or "",
        help_text=shown or _("Nothing stands under it."),
    )


class PersonForm(forms.Form):
    """One person, added by hand."""

    name = forms.CharField(
        label=_("Name"), max_length=120, error_messages={"required": _("Everyone needs a name.")}
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        help_text=_("Work or private. They sign in with it."),
        error_messages={"invalid": _("This is not an e-mail address.")},
    )
    number = forms.CharField(label=_("Staff number"), required=False, max_length=60)
    unit = forms.CharField(
        label=_("Unit"),
        max_length=400,
        help_text=_("As in Firm/Operations/Team 1. A unit that is new is made."),
        error_messages={"required": _("Everyone belongs somewhere.")},
    )
    manager = forms.ModelChoiceField(
        label=_("Reports to"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Nobody"),
    )
    title = forms.CharField(label=_("What they do"), required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["manager"].queryset = Person.objects.here()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Insist on something by which the person is found again."""
        values: dict[str, Any] = self.cleaned_data
        if not values.get("email") and not values.get("number") and "email" not in self.errors:
            self.add_error("email", _("Give an e-mail address or a staff number."))
        return values

    def clean_unit(self) -> str:
        """Return the path under the root, in the capitals known first."""
        return unit_path(self.cleaned_data["unit"])


DAY = {"type": "date", "autocomplete": "off"}


class AlsoForm(forms.Form):
    """A second unit of somebody."""

    unit = forms.ModelChoiceField(
        label=_("Also works in"),
        queryset=Unit.objects.all(),
        empty_label=_("Choose a unit"),
        error_messages={"required": _("Choose a unit.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].label_from_instance = lambda unit: unit.path  # type: ignore[attr-defined]


class LineForm(forms.Form):
    """A second leader of somebody, or one who stands in."""

    kind = forms.ChoiceField(label=_("Which line?"), choices=Line.Kind, widget=forms.RadioSelect)
    leader = forms.ModelChoiceField(
        label=_("Who is it?"),
        queryset=Person.objects.none(),
        empty_label=_("Choose somebody"),
        error_messages={"required": _("Choose somebody.")},
    )
    from_on = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    until_on = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        help_text=_("That day included. Empty: until you take it away."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = Person.objects.here()  # type: ignore[attr-defined]


class LeavingForm(forms.Form):
    """The last day of somebody who stays until then."""

    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        help_text=_("They count and can sign in until it is over. Empty: they stay."),
    )


class InviteForm(forms.Form):
    """Whom to invite now."""

    unit = forms.ModelChoiceField(
        label=_("Of which unit?"),
        queryset=Unit.objects.all(),
        required=False,
        empty_label=_("All units"),
    )
    site = forms.ChoiceField(
        label=_("At which site?"),
        required=False,
        choices=lambda: [("", _("All sites")), *((site, site) for site in sites())],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].label_from_instance = lambda unit: unit.path  # type: ignore[attr-defined]
