"""Refusals around programmes: what happened and what to do next."""

from django.utils.translation import gettext as _

from bothways.people.errors import RefusedError


class FixedError(RefusedError):
    """What was declared is not changed."""

    def __str__(self) -> str:
        return _(
            "What was declared stays as it is, so that nobody can fit it to the result. "
            "Take it back or end it with a reason, and declare another."
        )


class StartsTooSoonError(RefusedError):
    """A declaration comes before the start."""

    def __str__(self) -> str:
        return _("Declare it before it starts. Choose tomorrow or a later day.")


class RestTooSoonError(RefusedError):
    """The rest may not begin before a round could see the first."""

    def __str__(self) -> str:
        return _(
            "The rest would begin before a round could look at the first. "
            "Give it four weeks more than the first ones have before the look."
        )


class NothingAskedError(RefusedError):
    """There is no figure from before to hold it against."""

    def __str__(self) -> str:
        return _(
            "No counted round has asked this yet, so there would be nothing to hold it "
            "against. Ask it in a round first."
        )


class NoGroupError(RefusedError):
    """Nobody would begin, or nobody would wait."""

    def __str__(self) -> str:
        return _(
            "Some groups have to begin and some have to wait. "
            "Choose at least one to begin and leave one at least."
        )


class NoReasonError(RefusedError):
    """Groups that were chosen by hand were chosen for a reason."""

    def __str__(self) -> str:
        return _("Say why these groups begin. It decides how the result is worked out.")


class NoWordsError(RefusedError):
    """An end, or a word on the way, needs words."""

    def __str__(self) -> str:
        return _("Say it in a sentence.")


class AlreadyDeclaredError(RefusedError):
    """The same was declared a moment ago."""

    def __init__(self, first: object) -> None:
        super().__init__()
        self.first = first

    def __str__(self) -> str:
        return _("This was declared already.")


class HasStartedError(RefusedError):
    """After the start it can be ended, not taken back."""

    def __str__(self) -> str:
        return _("It has started, so it can't be taken back. You can end it early, with a reason.")


class HasNotStartedError(RefusedError):
    """Before the start it can be taken back, not ended."""

    def __str__(self) -> str:
        return _("It has not started. You can take it back, with a reason.")


class IsOverError(RefusedError):
    """It was taken back, ended or judged in the meantime."""

    def __str__(self) -> str:
        return _("This is over. Look at how it ended; your text is still here.")
