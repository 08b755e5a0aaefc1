"""Refusals around confirmations: what happened and what to do next."""

from django.utils.translation import gettext as _

from bothways.people.errors import RefusedError


class NotKeptNowError(RefusedError):
    """Only what is closed as kept can be confirmed or contested."""

    def __str__(self) -> str:
        return _(
            "This promise is not closed as kept now, so there is nothing to confirm. "
            "Look at it again; your text is still here."
        )


class NotMadeToYouError(RefusedError):
    """The promise was not made to this person, or this person gave it."""

    def __str__(self) -> str:
        return _("Only those it was made to can say whether it was kept.")


class NotAskedByNameError(RefusedError):
    """Those it was made to are asked secretly, or not at all."""

    def __str__(self) -> str:
        return _("Nobody is asked by name about this promise.")


class ReasonMissingError(RefusedError):
    """Who sees it differently says why, so that it can be answered."""

    def __str__(self) -> str:
        return _("Say what you see differently, so that it can be answered.")


class TooLateToChangeError(RefusedError):
    """What somebody said of a promise stands after two weeks."""

    def __str__(self) -> str:
        return _("You said this more than two weeks ago, so it stands.")


class AnsweredOnceError(RefusedError):
    """A contest is answered once; what more there is to say is said in a talk."""

    def __str__(self) -> str:
        return _("You have answered this once. For all else, talk to each other.")


class NothingToAnswerError(RefusedError):
    """Whoever saw it differently does not any more."""

    def __str__(self) -> str:
        return _("This was changed meanwhile, so there is nothing to answer. Look at it again.")


class NotTooFewError(RefusedError):
    """By name they are asked only where a secret round can't ask them."""

    def __str__(self) -> str:
        return _("They can be asked secretly, so they are. Asking by name is for too few.")
