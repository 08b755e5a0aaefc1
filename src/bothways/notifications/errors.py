"""Refusals of this room."""

from django.utils.translation import gettext as _

from bothways.people.errors import RefusedError


class MailServerError(RefusedError):
    """The mail server did not answer, or did not take the mail."""

    def __str__(self) -> str:
        return _("The mail server did not answer. Try again.")
