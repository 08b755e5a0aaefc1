"""Refusals of this room."""

from django.utils.translation import gettext as _

from bothways.people.errors import RefusedError


class MailServerError(RefusedError):
    """The mail server did not answer, or did not take the mail."""

    def __str__(self) -> str:
        return _("The mail server did not answer. Try again.")


class UnknownPushServiceError(RefusedError):
    """A browser gave an address of a service that is not on our list."""

    def __str__(self) -> str:
        return _(
            "This browser's notifications go through a service that this server does not know. "
            "Nothing was kept. Try another browser, or go on with mails."
        )


class NotToBeTurnedOffError(RefusedError):
    """These mails keep an account or a round safe, or there are none of this name."""

    def __str__(self) -> str:
        return _("These mails can't be turned off: they keep your account or a round safe.")
