"""Refusals around promises: what happened and what to do next."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bothways.people.errors import RefusedError


class AlreadyClosedError(RefusedError):
    """The promise was closed in the meantime."""

    def __str__(self) -> str:
        return _("Someone closed this first. Your text is still here.")


class ChangedMeanwhileError(RefusedError):
    """The promise got another day while this was being written."""

    def __str__(self) -> str:
        return _(
            "This promise was moved a moment ago. Look at its day again; your text is still here."
        )


class DayHasPassedError(RefusedError):
    """A promise can be moved until its day ends, not after."""

    def __str__(self) -> str:
        return _(
            "The day has passed, so this can't be moved in time any more. "
            "Say that it is broken and why, or that it was kept late."
        )


class NotALaterDayError(RefusedError):
    """A promise moves to a later day only."""

    def __str__(self) -> str:
        return _("The new day has to come after the one you promised. Choose a later day.")


class DayInThePastError(RefusedError):
    """Nobody can promise something for a day that is over."""

    def __str__(self) -> str:
        return _("This day is over. Choose today or a later day.")


class DayTooFarError(RefusedError):
    """A promise nobody can wait for is none."""

    def __str__(self) -> str:
        return _("This day is more than two years away. Promise a first step with a nearer day.")


class NoWordsError(RefusedError):
    """An act on a promise needs words that others can check."""

    def __str__(self) -> str:
        return _("Words are missing. Say it in a sentence that others can check.")


class TooManyWordsError(RefusedError):
    """Longer than a promise or its explanation may be."""

    def __init__(self, longest: int) -> None:
        super().__init__(longest)
        self.longest = longest

    def __str__(self) -> str:
        return _("This is too long. Say it in %(longest)s characters.") % {"longest": self.longest}


class NobodyToPromiseError(RefusedError):
    """The promise would be made to nobody, or to oneself."""

    def __str__(self) -> str:
        return _("Nobody but you would get this word. Choose somebody else who is here.")


class HasLeftError(RefusedError):
    """Whoever it would be made to is not here any more, or not yet."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return _(
            "%(name)s is not here now, so this word would reach nobody. "
            "Promise it to somebody who is here."
        ) % {"name": self.name}


class TooFewToAskSecretlyError(RefusedError):
    """In a group this small an anonymous answer would not be one."""

    def __init__(self, n_people: int, need: int) -> None:
        super().__init__(n_people, need)
        self.n_people, self.need = n_people, need

    def __str__(self) -> str:
        return ngettext(
            "Only %(n)s person would be asked, and it takes %(need)s before nobody can be picked "
            "out. Ask them openly, by name, or sit down and talk.",
            "Only %(n)s people would be asked, and it takes %(need)s before nobody can be picked "
            "out. Ask them openly, by name, or sit down and talk.",
            self.n_people,
        ) % {"n": self.n_people, "need": self.need}


class AlreadyGivenError(RefusedError):
    """The same word to the same people on the same day: a second click, not a second promise."""

    def __init__(self, first: UUID) -> None:
        super().__init__(first)
        self.first = first

    def __str__(self) -> str:
        return _("You gave this word today already. It stands among your promises.")


class NotYourWordError(RefusedError):
    """Somebody else gave this word."""

    def __str__(self) -> str:
        return _("You can see this, but only whoever gave the word can say how it stands.")


class StillOpenError(RefusedError):
    """What is open can't be opened again."""

    def __str__(self) -> str:
        return _("This promise is open. Nothing is left to take back.")


class TooLateToTakeBackError(RefusedError):
    """An end can be taken back until the next day is over."""

    def __str__(self) -> str:
        return _(
            "This was closed more than a day ago, so its end stands. "
            "If more is to do, make a new promise."
        )
