"""Refusals of this room."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bothways.people.errors import RefusedError


class NotRepresentativeError(RefusedError):
    """The second key is kept by the employee representative."""

    def __str__(self) -> str:
        return _(
            "Only the employee representative can keep the second key. "
            "Ask the owner to give you that role first."
        )


class NoProofError(RefusedError):
    """Who handed in a public key did not show that they have the secret half."""

    def __str__(self) -> str:
        return _(
            "This is not the public half of a second key, or it was altered on its way. "
            "Make the key again, or copy the whole line that the program printed."
        )


class KeyUsedError(RefusedError):
    """The same key was in office before."""

    def __str__(self) -> str:
        return _("This key was handed in before. Make a new one.")


class HeldByOtherError(RefusedError):
    """Another representative holds the second key."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def __str__(self) -> str:
        return _(
            "%(name)s keeps the second key. It can be yours when %(name)s has given it up, "
            "or is no longer the employee representative."
        ) % {"name": self.name}


class NotKeyholderError(RefusedError):
    """Somebody else's key, or none."""

    def __str__(self) -> str:
        return _("You do not keep the second key, so there is nothing here for you to do.")


class TooFewSpareKeysError(RefusedError):
    """A round needs a fresh key per group, and the stock has not so many."""

    def __init__(self, name: str, n_missing: int) -> None:
        super().__init__()
        self.name, self.n_missing = name, n_missing

    def __str__(self) -> str:
        return ngettext(
            "The second key has too few spare keys for this round. "
            "Ask %(name)s to open the page of the second key and make %(n)d more.",
            "The second key has too few spare keys for this round. "
            "Ask %(name)s to open the page of the second key and make %(n)d more.",
            self.n_missing,
        ) % {"name": self.name, "n": self.n_missing}


class SpareRefusedError(RefusedError):
    """A spare key is of another kind or length, or was handed in before."""

    def __str__(self) -> str:
        return _("A spare key is not in the form that rounds need. None of them was kept.")
