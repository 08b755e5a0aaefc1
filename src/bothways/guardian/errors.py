"""Refusals of this room."""

from django.utils.translation import gettext as _

from bothways.people.errors import RefusedError


class UnsignedError(RefusedError):
    """A request of the service that is not signed, is too old, or came before."""

    def __str__(self) -> str:
        return _(
            "This request is not signed by a second key that serves here, its time is over, or it "
            "came before. Look at the clock of the machine that sends it."
        )


class NotAnswersError(RefusedError):
    """A document that is no answer, or is not signed by this key."""

    def __str__(self) -> str:
        return _("This is not signed by the second key that you keep. Nothing of it was taken.")


class ShapeError(RefusedError):
    """An answer is not in the form that is meant."""

    def __str__(self) -> str:
        return _("This answer is not in the form that is meant, so it was not taken.")


class UnknownRoundError(RefusedError):
    """The round is not one of this key, or asks nothing of it now."""

    def __str__(self) -> str:
        return _("This round asks nothing of this key now. Load the page again.")


class ListChangedError(RefusedError):
    """The rules or people that were confirmed are not those of the round."""

    def __str__(self) -> str:
        return _(
            "What was confirmed is not what stands here: the rules or the list of people were "
            "others. Load the page again, and tell everyone if you can't explain it."
        )


class WrongStampError(RefusedError):
    """A stamp is not the key's signature on what was asked."""

    def __str__(self) -> str:
        return _("A stamp does not fit its envelope. It was not handed on.")
