"""Refusals of this room."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bothways.people.errors import RefusedError


class FrozenError(RefusedError):
    """The rules of a round were fixed when it was announced."""

    def __init__(self, fixed_at: datetime | None) -> None:
        self.fixed_at = fixed_at

    def __str__(self) -> str:
        day = date_format(self.fixed_at) if self.fixed_at else ""
        return _(
            "This can't be changed now. The rules of this round were fixed on %(day)s. "
            "That it was tried is on the record, where everyone sees it."
        ) % {"day": day}


class FirmFixedError(RefusedError):
    """A round is on that was announced with the firm's smallest group."""

    def __init__(self, title: str) -> None:
        self.title = title

    def __str__(self) -> str:
        return _(
            "'%(title)s' was announced with this smallest group, so it stays as it is until that "
            "round is counted. That it was tried is on the record, where everyone sees it."
        ) % {"title": self.title}


class CannotOpenError(RefusedError):
    """Something stands in the way of opening a round; `reasons` says what, one sentence each."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons

    def __str__(self) -> str:
        return " ".join(self.reasons)


class NotAskedError(RefusedError):
    """This person is not among those who are asked in this round."""

    def __str__(self) -> str:
        return _(
            "You are not asked in this round, because the list was fixed before you came. "
            "You are in the next one."
        )


class EnvelopeGoneError(RefusedError):
    """Another device has this person's envelope."""

    def __str__(self) -> str:
        return _(
            "Your envelope for this round is on another device. Answer there. "
            "Nobody can hand out a second one, because then one person could answer twice."
        )


class BoxLostError(RefusedError):
    """The round is open, and its box is not where it should be."""

    def __str__(self) -> str:
        return _(
            "The box of this round can't be found on the server, so no envelope can be stamped. "
            "Tell whoever runs the server. If it does not come back within an hour, the round is "
            "void and can be asked again."
        )


class BoxClosedError(RefusedError):
    """The round is not taking envelopes any more, or not yet."""

    def __str__(self) -> str:
        return _("The box is closed. Nothing more can go in. The next round asks you again.")


class NotPlannedError(RefusedError):
    """Somebody wants to prepare a month in which nothing is asked."""

    def __str__(self) -> str:
        return str(_("Nothing is asked in that month. Open the plan again to see what changed."))


class OwnRefusedError(RefusedError):
    """Something about a question of the firm's own."""


class SameWordsError(OwnRefusedError):
    """An own question with these words is there already, in this version or an older one."""

    def __init__(self, code: str, words: str) -> None:
        self.code, self.words = code, words

    def __str__(self) -> str:
        return _("“%(words)s” is among your own questions already. Take that one.") % {
            "words": self.words
        }


class RetiredError(OwnRefusedError):
    """An own question that was retired is asked by nobody."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __str__(self) -> str:
        return _("“%(words)s” was retired. Take it up again under Our own questions.") % {
            "words": self.words
        }


class NotForTheseError(OwnRefusedError):
    """An own question about the own team is for those who lead, every other one for everyone."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __str__(self) -> str:
        return _("“%(words)s” is not a question for those who are asked. Take it out.") % {
            "words": self.words
        }


class TooLongError(OwnRefusedError):
    """An own question that is too long to read on a phone; the firm's name counts in full."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __str__(self) -> str:
        if "{company}" in self.words:
            return str(
                _("With the firm's name for {company} it has over 200 letters. Make it shorter.")
            )
        return str(_("A question has 200 letters at most. Make it shorter."))


class TooManyError(OwnRefusedError):
    """A round asks so many own questions already."""

    def __str__(self) -> str:
        return str(_("Ten questions of your own at most. Take some out."))


class NotInAPulseError(OwnRefusedError):
    """Where agreeing is the less good sign, a pulse of a few questions is easily misread."""

    def __str__(self) -> str:
        return str(_("Questions turned the other way round belong in a survey, not a pulse."))
