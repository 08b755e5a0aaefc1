"""Refusals of this room."""

from django.utils.translation import gettext as _

from bothways.people.errors import RefusedError


class BoxInsteadError(RefusedError):
    """Enough people lead here for a box, so nobody need answer by name."""

    def __str__(self) -> str:
        return _(
            "Enough people lead others here for a box of their own, where nobody's answer has a "
            "name. So answers by name are not taken."
        )


class NothingAskedError(RefusedError):
    """There is no round whose mirror could be answered."""

    def __str__(self) -> str:
        return _("There is no round yet that you could answer the other side of. Wait for one.")


class NothingSaidError(RefusedError):
    """Not one question was answered, or what was agreed to is missing."""

    def __str__(self) -> str:
        return _(
            "Nothing was kept. Answer one question at least, and say that everyone may see it."
        )


class AlreadyUsedError(RefusedError):
    """The answers stand on the trust page already."""

    def __str__(self) -> str:
        return _(
            "Your answers stand on the trust page since their day, so they stay. "
            "Next time you can answer differently, or not at all."
        )


class NothingToShareError(RefusedError):
    """There is no profile, or nobody to share it with."""

    def __str__(self) -> str:
        return _("There is nothing to share yet, or nobody to share it with.")
