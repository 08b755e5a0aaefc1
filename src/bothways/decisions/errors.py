"""Refusals around decisions: what happened and what to do next."""

from uuid import UUID

from django.utils.translation import gettext as _

from bothways.people.errors import RefusedError


class NoReasonError(RefusedError):
    """A no without a reason of some substance."""

    def __str__(self) -> str:
        return _(
            "A no needs its reason. Say in a sentence or two what stands in the way, and what "
            "would have to be different."
        )


class TooShortReasonError(RefusedError):
    """A decision whose reasons say nothing that one could agree or argue with."""

    def __str__(self) -> str:
        return _("The reasons are missing. Say in a sentence why it was decided so.")


class NoWordsError(RefusedError):
    """Something was left empty that others are to read."""

    def __str__(self) -> str:
        return _("Words are missing. Say it in a sentence that others can follow.")


class NothingDecidedError(RefusedError):
    """Neither a yes nor a no, and not what else."""

    def __str__(self) -> str:
        return _("Say what was decided, in a sentence.")


class TooManyWordsError(RefusedError):
    """Longer than this may be."""

    def __init__(self, longest: int) -> None:
        super().__init__(longest)
        self.longest = longest

    def __str__(self) -> str:
        return _("This is too long. Say it in %(longest)s characters.") % {"longest": self.longest}


class NoDayToLookAgainError(RefusedError):
    """A no for ever, or a decision that nobody looks at again."""

    def __str__(self) -> str:
        return _("Choose a day on which you look at this again. It may be years away.")


class LookAgainInThePastError(RefusedError):
    """The day to look again is over or is the day of the decision."""

    def __str__(self) -> str:
        return _("The day to look at it again has to come. Choose a later day.")


class LookAgainTooFarError(RefusedError):
    """A day that nobody waits for."""

    def __str__(self) -> str:
        return _("This day is more than five years away. Choose a nearer day to look again.")


class DecidedInTheFutureError(RefusedError):
    """What is decided tomorrow is not decided yet."""

    def __str__(self) -> str:
        return _("This day has not come yet. Write down what was decided once it is decided.")


class NobodyDecidedError(RefusedError):
    """Nobody stands for the decision."""

    def __str__(self) -> str:
        return _("Say who decided. At least one of them has to be here to answer questions.")


class AlreadyRecordedError(RefusedError):
    """The same decision on the same day: a second click, not a second decision."""

    def __init__(self, first: UUID) -> None:
        super().__init__(first)
        self.first = first

    def __str__(self) -> str:
        return _("You wrote this decision down today already. It stands among the decisions.")


class ChangedMeanwhileError(RefusedError):
    """Somebody else wrote first."""

    def __str__(self) -> str:
        return _(
            "Someone else changed this while you were writing. Your text is still here, and the "
            "newer one stands beside it. Take over what you want to keep, then save again."
        )


class NothingChangedError(RefusedError):
    """A new version with the old words."""

    def __str__(self) -> str:
        return _("Nothing is different from before. Change the words, or leave it as it is.")


class NoWhyError(RefusedError):
    """A change without its reason."""

    def __str__(self) -> str:
        return _("Say why it changes. The old words stay in sight, and so does the reason.")


class AlreadyReplacedError(RefusedError):
    """A later decision took its place."""

    def __str__(self) -> str:
        return _("A later decision took the place of this one. Change that one instead.")


class NotYoursToWriteError(RefusedError):
    """Somebody else's decision."""

    def __str__(self) -> str:
        return _("You can see this, but only those who decided can change it. You can ask them.")


class NotYoursToAnswerError(RefusedError):
    """Somebody else owes this answer."""

    def __str__(self) -> str:
        return _("You can see this, but only those who decided can answer it.")


class AlreadyAnsweredError(RefusedError):
    """Another of those who decided answered first."""

    def __str__(self) -> str:
        return _("Someone answered this first. Your text is still here.")


class AskingYourselfError(RefusedError):
    """Whoever owes the answers asks."""

    def __str__(self) -> str:
        return _("You are among those who answer here. If something is missing, change the words.")


class NotYoursToSayError(RefusedError):
    """Only whoever is thanked says whether they are named."""

    def __str__(self) -> str:
        return _("Only the person who is thanked can say whether the name is shown.")
