"""Refusals of this room."""

from django.utils.translation import gettext as _

from bothways.people.errors import RefusedError


class RulesChangedError(RefusedError):
    """What stands as a round's rules is not what its box was opened with."""

    def __str__(self) -> str:
        return _(
            "The rules of this round are not the ones its box was opened with, so it is not "
            "counted. Put back the rules as they were fixed."
        )


class NotWaitingError(RefusedError):
    """The round does not wait for this."""

    def __str__(self) -> str:
        return _("This round does not wait for that now. Load the page again.")


class ForgedAnswerError(RefusedError):
    """A signature of the second key does not hold."""

    def __str__(self) -> str:
        return _("This is not signed by the second key that the round's rules name.")


class OtherGroupsError(RefusedError):
    """The second keyholder formed other groups, or handed back more or fewer slips."""

    def __init__(self, blocks: str) -> None:
        super().__init__()
        self.blocks = blocks

    def __str__(self) -> str:
        return _(
            "The slips that were handed back are not as many as the ballots in the box. "
            "Where: %(blocks)s. Nothing was counted."
        ) % {"blocks": self.blocks}


class CountsDifferError(RefusedError):
    """Both counted, and the figures are not the same."""

    def __str__(self) -> str:
        return _(
            "The two counts differ, so nothing is released. Both sides see which figures differ, "
            "and it is on the record."
        )


class KeyNotNeededError(RefusedError):
    """A key can be declared lost only while its round still needs it."""

    def __str__(self) -> str:
        return _(
            "This round has no second key that could be lost, or does not need it any more. "
            "Nothing was changed."
        )
