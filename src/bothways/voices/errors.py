"""Refusals around ideas and questions: what happened and what to do next."""

from uuid import UUID

from django.utils.translation import gettext as _

from bothways.people.errors import RefusedError


class AlreadySaidError(RefusedError):
    """The same words on the same day: a second click, not a second voice."""

    def __init__(self, first: UUID) -> None:
        super().__init__(first)
        self.first = first

    def __str__(self) -> str:
        return _("You said this today already. It stands on its page.")


class TooManyTodayError(RefusedError):
    """More on one day than others can read."""

    def __str__(self) -> str:
        return _("That is a lot for one day. Keep it, and say it tomorrow.")


class NobodyInChargeError(RefusedError):
    """Whoever is asked leads nobody, or has left."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return _("%(name)s leads nobody here now. Choose somebody else, or ask all in charge.") % {
            "name": self.name
        }
