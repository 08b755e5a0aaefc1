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


class PasskeyOverError(RefusedError):
    """The question that a passkey answered is too old, was answered before, or is not ours."""

    def __str__(self) -> str:
        return _("That took too long, or was used already. Try again.")


class PasskeyRefusedError(RefusedError):
    """The answer does not fit: another site, another person, a false signature, no unlocking."""

    def __str__(self) -> str:
        return _("That passkey does not fit here. Nothing was changed. Sign in with a code.")


class PasskeyGoneError(RefusedError):
    """Nobody who works here has this passkey."""

    def __str__(self) -> str:
        return _("This passkey opens nothing any more. Delete it on your device, and use a code.")


class PasskeyCopiedError(RefusedError):
    """The counter of the passkey has gone back: somebody may hold a copy."""

    def __str__(self) -> str:
        return _(
            "Somebody may hold a copy of this passkey. It was not let in. "
            "Sign in with a code, remove it on your page and make a new one."
        )


class PasskeysFullError(RefusedError):
    """A person has as many passkeys as one can look after."""

    def __str__(self) -> str:
        return _("You have ten passkeys. Remove one first.")


class NotOwnDeviceError(RefusedError):
    """A passkey on a device of many would be everybody's."""

    def __str__(self) -> str:
        return _("Say first that this device is yours alone. On a shared one make no passkey.")


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


class DayPassedError(RefusedError):
    """A day that should be to come is over."""

    def __str__(self) -> str:
        return _("This day is over. Name today or a later one, or say that the person has left.")


class StandInError(RefusedError):
    """Somebody can't be a second leader or stand in here."""

    def __str__(self) -> str:
        return _(
            "Choose somebody else who is here, and a first day that is not after the last one."
        )


class LastOwnerError(RefusedError):
    """Somebody must own."""

    def __str__(self) -> str:
        return _("One owner must stay. Make somebody else owner first.")


class NotAnOwnerError(RefusedError):
    """Whoever keeps the list of people could else choose who owns."""

    def __str__(self) -> str:
        return _("Only an owner can let an owner go. Ask one of them.")


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


class TooManyCardTriesError(TooManyAttemptsError):
    """Somebody seems to be guessing at cards."""

    def __str__(self) -> str:
        return _("That was tried too often in the last hour. Wait an hour, then try again.")


class WrongCardError(RefusedError):
    """No working card has this code, or this is not its PIN."""

    def __str__(self) -> str:
        return _(
            "This card and this PIN do not open the door. Look at both again. If you chose a PIN "
            "of your own, the printed one does not work any more. If you never chose one, "
            "somebody else may have: ask for a new card."
        )


class CardLockedError(RefusedError):
    """Too many wrong PINs."""

    def __str__(self) -> str:
        return _(
            "This card is locked after five wrong PINs. Ask whoever keeps the list of people "
            "for a new one."
        )


class NoCardError(RefusedError):
    """There is nothing to revoke."""

    def __str__(self) -> str:
        return _("There is no card of this person that could open anything.")


class TooManyCardsError(RefusedError):
    """One paper holds so many cards and no more."""

    def __str__(self) -> str:
        return _("100 cards can be printed at once. Choose fewer, then print the others.")


class AlreadyPrintedError(RefusedError):
    """The same form was sent twice; a second paper would make the first one worthless."""

    def __str__(self) -> str:
        return _(
            "These cards were printed a moment ago, and nothing was printed again. Look for the "
            "file where your browser keeps what it saves. To print them anew, open this page again."
        )


class EasyPinError(RefusedError):
    """A PIN that anybody would try first, or none of six digits."""

    def __str__(self) -> str:
        return _(
            "Choose six digits that are no day like 190378, no row like 123456 and no repeat "
            "like 121212."
        )


class SamePinError(RefusedError):
    """Whoever copied the card knows the printed PIN."""

    def __str__(self) -> str:
        return _("This is the printed PIN. Choose another one, which only you know.")


class NameTakenError(RefusedError):
    """Two devices of one name could not be told apart."""

    def __str__(self) -> str:
        return _("Another shared device has this name. Give it a name of its own.")
