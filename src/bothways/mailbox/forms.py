"""What people type about desks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bothways.mailbox.models import Desk
from bothways.people.models import Person


class DeskForm(forms.Form):
    """A new desk."""

    name = forms.CharField(
        label=_("What is the desk called?"),
        max_length=Desk._meta.get_field("name").max_length,
        help_text=_("For example: To the employee representative"),
    )


class ReaderForm(forms.Form):
    """Who is to read at a desk."""

    person = forms.ModelChoiceField(
        label=_("A new reader"), queryset=Person.objects.none(), empty_label=_("Choose a person")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Person.objects.here().order_by("name", "id")
        self.fields["person"].queryset = here  # type: ignore[attr-defined]
