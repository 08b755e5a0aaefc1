"""Refusals of this room."""

from django.utils.translation import gettext as _

from bothways.people.errors import RefusedError


class RulesChangedError(RefusedError):
    """What stands as a round's rules is not what its box was opened with."""

    def __str__(self) -> str:
        return _(
            "The rules of this round are not the ones its box was opened with, so it is not "
            "counted. Put back the rules as they were fixed."
        )
