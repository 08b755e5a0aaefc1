"""Refusals of this room."""

from django.utils.translation import gettext as _

from bothways.members.importing.plan import Plan
from bothways.people.errors import RefusedError


class TooManyAttemptsError(RefusedError):
    """A code was asked for, or typed wrongly, too often within an hour."""

    def __str__(self) -> str:
        return _(
            "That was tried too often in the last hour. Wait an hour, then ask for a new code."
        )


class WrongCodeError(RefusedError):
    """The code is not the live one of this person, or its time or its tries are over."""

    def __str__(self) -> str:
        return _(
            "That code does not open the door. Look for the newest mail and type its six digits. "
            "After ten minutes or five wrong tries, ask for a new one."
        )


class ImportRefusedError(RefusedError):
    """Something in the file must be mended first; `plan` tells what."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan

    def __str__(self) -> str:
        return _("Nothing was changed. Mend what is named below in your file and put it in again.")


class PlanChangedError(RefusedError):
    """People changed between the preview and the confirmation."""

    def __str__(self) -> str:
        return _("Somebody changed people since you looked. Nothing was taken in. Look again.")


class TakenError(RefusedError):
    """Somebody else has this address or this number."""

    def __str__(self) -> str:
        return _("Somebody has this e-mail address or number already.")


class HasLeftError(RefusedError):
    """The person does not work here any more."""

    def __str__(self) -> str:
        return _("This person has left and can't be given anything to do.")


class LastOwnerError(RefusedError):
    """Somebody must own."""

    def __str__(self) -> str:
        return _("One owner must stay. Make somebody else owner first.")


class LeadsPeopleError(RefusedError):
    """A representative stands on the side of those who are led."""

    def __str__(self) -> str:
        return _(
            "This person leads people, so they can't be the employee representative. "
            "Choose someone who leads nobody."
        )


class TwoSidesError(RefusedError):
    """Who acts for the company can't hold it to account for the others."""

    def __str__(self) -> str:
        return _(
            "Nobody can be the employee representative and act for the company as owner or "
            "people lead. Take one role away first, or choose somebody else."
        )


class NotTheTokenError(RefusedError):
    """The address of the first run was not the one that the terminal printed."""

    def __str__(self) -> str:
        return _("This is not the address that the terminal printed.")


class AlreadyFoundedError(RefusedError):
    """Somebody has named the firm already."""

    def __str__(self) -> str:
        return _("This installation has its firm already. Sign in.")
