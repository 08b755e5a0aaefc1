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


class NotOpenError(RefusedError):
    """It has its answer, or goes on elsewhere."""

    def __str__(self) -> str:
        return _("It does not wait for an answer now. Look at it again.")


class VotedOnceError(RefusedError):
    """Its question is in the rules of a round, which nobody changes; and each is asked once."""

    def __str__(self) -> str:
        return _("A round that asks it was announced. Each is asked about once.")


class TooFewToVoteError(RefusedError):
    """Fewer work here than a secret round takes."""

    def __str__(self) -> str:
        return _("Too few work here to be asked secretly. Ask them by name.")
