"""Refusals around promises: what happened and what to do next."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

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


class NotEndedForLeaverError(RefusedError):
    """It was kept, or broken, by whoever gave it."""

    def __str__(self) -> str:
        return _("Whoever gave this word ended it. Only they can open it again.")


class BetweenTwoError(RefusedError):
    """What two people promised each other stays with the two."""

    def __str__(self) -> str:
        return _(
            "This is between two people, so nobody else can take it on. "
            "Talk to each other; a new word can be given."
        )


class AlreadyTheirsError(RefusedError):
    """The promise is theirs already."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return _("It is %(name)s who has this promise now. Choose somebody else.") % {
            "name": self.name
        }


class NotAskedError(RefusedError):
    """Somebody else was asked to take it on."""

    def __str__(self) -> str:
        return _("Somebody else was asked to take this on, so only they can answer.")


class AlreadyAnsweredError(RefusedError):
    """The question has its answer, or is asked no longer."""

    def __str__(self) -> str:
        return _("This was answered already, or somebody else is asked now.")


class StillHereError(RefusedError):
    """An end for want of a person, and the person is here."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        if not self.name:
            return _("This was made to more than one person. Say that it is kept, or broken.")
        return _("%(name)s is still here. Talk to each other first.") % {"name": self.name}


class BadLinkError(RefusedError):
    """No address, or one that is not safe to follow."""

    def __str__(self) -> str:
        return _("This is no safe link. Copy the whole address; it begins with https://")


class TooMuchShownError(RefusedError):
    """As much as one page holds."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most

    def __str__(self) -> str:
        return _(
            "%(most)s things show this promise already. Take one away, or link to a page with more."
        ) % {"most": self.most}


WHY_NOT = {
    "empty": gettext_lazy("This file is empty. Choose the picture again."),
    "large": gettext_lazy("This picture is larger than 8 MB. Send a smaller copy of it."),
    "program": gettext_lazy("This is a program, not a picture. It was not kept."),
    "SVG": gettext_lazy("SVG drawings can hold programs, so they are not taken. Save it as PNG."),
    "HEIC": gettext_lazy(
        "This is a HEIC picture, which many can't open. Share it as JPEG instead."
    ),
    "GIF": gettext_lazy("GIF pictures are not taken. Save it as PNG."),
    "unknown": gettext_lazy("This is no picture that can be shown. Use JPEG, PNG or WEBP."),
    "lies": gettext_lazy(
        "The name of this file says another kind than its content. Save it again."
    ),
    "moves": gettext_lazy("This picture moves. Choose one that stands still."),
    "dots": gettext_lazy("This picture has too many dots to open. Send a smaller copy of it."),
    "damaged": gettext_lazy(
        "This picture is damaged and can't be opened. Choose another copy of it."
    ),
}


class BadFileError(RefusedError):
    """A file that is not taken as a picture; `why` as in pictures.BadPictureError."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        return str(WHY_NOT[self.why])
