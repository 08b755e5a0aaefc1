"""Refusals of this room."""

from django.utils.translation import gettext as _

from bothways.people.errors import RefusedError


class TooManyAttemptsError(RefusedError):
    """A code was asked for, or typed wrongly, too often within an hour."""

    def __str__(self) -> str:
        return _(
            "That was tried too often in the last hour. Wait an hour, then ask for a new code."
        )


class WrongCodeError(RefusedError):
    """The code is not the live one of this person, or its time or its tries are over."""

    def __str__(self) -> str:
        return _(
            "That code does not open the door. Look for the newest mail and type its six digits. "
            "After ten minutes or five wrong tries, ask for a new one."
        )
