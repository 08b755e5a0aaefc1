"""Why something at the mailbox was refused; each sentence fit for a page."""

from django.utils.translation import gettext as _

from bothways.people.errors import RefusedError


class NoMonthError(RefusedError):
    """There is no key that stamps, or the device asked for another one."""

    def __str__(self) -> str:
        return _("There are no stamps of this month yet. Try again in some minutes.")


class BooksGoneError(RefusedError):
    """All books of this month were drawn."""

    def __str__(self) -> str:
        return _(
            "You have drawn all your stamps of this month. New ones come on the first of the next. "
            "Until then you can write by name, or on paper."
        )


class NoBookError(RefusedError):
    """Not as many blinded keys as a book has, or not of the right length."""

    def __str__(self) -> str:
        return _("This is not how stamps are asked for. Reload the page and try again.")


class ReadsAlreadyError(RefusedError):
    """That person is a reader of the desk."""

    def __str__(self) -> str:
        return _("This person reads at this desk already.")


class NamedAlikeError(RefusedError):
    """There is a desk of that name."""

    def __str__(self) -> str:
        return _("There is a desk of this name. Choose another name.")


class NotReaderError(RefusedError):
    """Who asks does not read at the desk, or has no key there."""

    def __str__(self) -> str:
        return _("Only a reader of this desk who has made a key can do this.")


class FalseKeyError(RefusedError):
    """A public key, share or signature is not as it must be."""

    def __str__(self) -> str:
        return _("What your browser sent is no key as a desk needs it. Reload the page.")


class NotLetInError(RefusedError):
    """The reader who shares a key has not let in the one who is to have it."""

    def __str__(self) -> str:
        return _("Compare signs with this reader first. Then let them in.")


class ReadersAloneError(RefusedError):
    """Who has the desk's key is ended by somebody who does not read there."""

    def __str__(self) -> str:
        return _(
            "This person has the desk's key. They end their reading themselves, or another reader "
            "who has it does."
        )


class LastHolderError(RefusedError):
    """Nobody else who reads at the desk has its key."""

    def __str__(self) -> str:
        return _(
            "Nobody else has this desk's key. Without it nobody opens the letters so far, ever. "
            "Let a second reader in first, or say that you know this."
        )


class StillOpenError(RefusedError):
    """A desk begins again only when nobody who reads there has its key."""

    def __str__(self) -> str:
        return _("Somebody who reads here has the desk's key. They can let you in.")


class EpochGoneError(RefusedError):
    """Another reader changed the desk's key in the meantime, or the readers are others now."""

    def __str__(self) -> str:
        return _("The desk's key or its readers changed in the meantime. Reload the page.")


class LongAnswerError(RefusedError):
    """An answer of the board with more than 20,000 characters."""

    def __str__(self) -> str:
        return _("An answer has room for 20,000 characters. Make it shorter.")


class NoLetterError(RefusedError):
    """What came as an answer is no sealed letter of this desk."""

    def __str__(self) -> str:
        return _("This is not an answer of this desk. Reload the page and send it again.")
