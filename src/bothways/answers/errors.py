"""Refusals around answers owed, and around asking before they are given."""

from django.utils.translation import gettext as _

from bothways.people.errors import RefusedError


class NothingIsOwedError(RefusedError):
    """There is nothing to set aside."""

    def __str__(self) -> str:
        return _("Every question that asks for an answer has one. Announce the round.")


class NotYourSideError(RefusedError):
    """Neither the owner nor the employee representative."""

    def __str__(self) -> str:
        return _("Only the owner and the employee representative together can do this.")


class NoRepresentativeError(RefusedError):
    """Nobody but the owner could say yes."""

    def __str__(self) -> str:
        return _(
            "Nobody but the owner speaks for the employees here, so nobody can agree to it. "
            "Answer what was asked: with a promise, or with a reason why not."
        )


class NoWordsError(RefusedError):
    """Everybody will read why."""

    def __str__(self) -> str:
        return _("Say in a sentence why the round can't wait. Everybody will read it.")


class TooManyWordsError(RefusedError):
    """Longer than it may be."""

    def __str__(self) -> str:
        return _("This is too long. Say it in 1,000 characters.")


class AlreadyUsedError(RefusedError):
    """The round was announced, so nothing can be taken back or added."""

    def __str__(self) -> str:
        return _("The round was announced, so this stands as it is, for everyone to read.")


class ChangedMeanwhileError(RefusedError):
    """The draft is not the one that was read."""

    def __str__(self) -> str:
        return _(
            "The draft was changed while you wrote. Read what it asks now; your words are still "
            "here."
        )


class AnsweredMeanwhileError(RefusedError):
    """Somebody gave an answer first."""

    def __str__(self) -> str:
        return _(
            "Somebody answered this first. Their answer stands above, and yours is still here: "
            "give it too if it adds to theirs."
        )


class AsksForNoneError(RefusedError):
    """No question of a counted round, or one that asks for nothing."""

    def __str__(self) -> str:
        return _("This question asks for no answer. Look at the list again.")
