"""Refusals around ideas and questions: what happened and what to do next."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from bothways.commitments.words import say_day
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


class AlreadyAnsweredError(RefusedError):
    """Somebody answered first, or it waits for no answer any more."""

    def __str__(self) -> str:
        return _("This waits for no answer any more. Look how it stands now.")


class NotYoursToAnswerError(RefusedError):
    """Somebody else owes this answer."""

    def __str__(self) -> str:
        return _("You can see this, but only those who owe the answer can give it.")


class NotAnsweredError(RefusedError):
    """What has no answer can't be opened again."""

    def __str__(self) -> str:
        return _("This is open already.")


class NotHereError(RefusedError):
    """Somebody who has left, or comes later, can't owe an answer."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return _("%(name)s is not here now. Choose somebody who is.") % {"name": self.name}


class OwnVoiceError(RefusedError):
    """Nobody supports what they said themselves."""

    def __str__(self) -> str:
        return _("You said this yourself, so you stand behind it already.")


class NotYoursToTakeBackError(RefusedError):
    """Somebody else's words."""

    def __str__(self) -> str:
        return _("Only whoever said it can take it back.")


class TooLateToTakeBackError(RefusedError):
    """Others have built on it."""

    def __str__(self) -> str:
        return _("It has its answer, so it stays. The answer would stand there without a cause.")


class NothingToTakeBackError(RefusedError):
    """What the thread said first was refused."""

    def __str__(self) -> str:
        return _("It never came to a page that others read, so there is nothing to take back.")


class TooLateToHideError(RefusedError):
    """Its words stand with the promise or the decision that came of it."""

    def __str__(self) -> str:
        return _(
            "A promise or a decision came of it, and these words stand there as its cause. So "
            "they stay."
        )


class PromisedOtherwiseError(RefusedError):
    """The same promise was given today, by another day."""

    def __init__(self, due_on: date) -> None:
        super().__init__(due_on)
        self.due_on = due_on

    def __str__(self) -> str:
        return _(
            "You promised this today already, by %(day)s, and that promise is open. Choose that "
            "day, or say it in other words."
        ) % {"day": say_day(self.due_on)}


class HiddenNowError(RefusedError):
    """Nothing is added to words that are hidden."""

    def __str__(self) -> str:
        return _("It is hidden now. Its page says why.")


class SpeaksOfConditionsError(RefusedError):
    """Talk on pay, hours or conditions is never hidden."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word

    def __str__(self) -> str:
        return _(
            "This speaks of pay, hours or conditions (“%(word)s”), and that is never hidden here. "
            "Answer it instead."
        ) % {"word": self.word}


class LosesConditionsError(RefusedError):
    """Talk on pay, hours or conditions does not go on under what says nothing of it."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word

    def __str__(self) -> str:
        return _(
            "This speaks of pay, hours or conditions (“%(word)s”), and the other one does not. "
            "It keeps its own answer."
        ) % {"word": self.word}


class ChangedMeanwhileError(RefusedError):
    """It does not stand as it did when the page was read."""

    def __str__(self) -> str:
        return _("This was changed a moment ago. Look how it stands now.")


class CannotMergeError(RefusedError):
    """Two that can't be one."""

    def __str__(self) -> str:
        return _(
            "These two can't be merged. Both must be ideas or both questions, and the one that "
            "goes on must wait for its answer."
        )


class NoKeeperError(RefusedError):
    """Only whoever has the paper box in hand types its slips in."""

    def __str__(self) -> str:
        return _("Only a keeper of the paper box can type a slip in. The people lead names them.")
