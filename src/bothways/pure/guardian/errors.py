"""Why the second key does not do what it is asked to."""


class GuardianError(ValueError):
    """The second key refuses; `str()` says why, for whoever keeps it."""


class NoKeyError(GuardianError):
    """What should be a key file or a key is none."""


class WrongPassphraseError(GuardianError):
    """The passphrase does not open this key file."""


class DistrustError(GuardianError):
    """What the company's server asks for does not fit what the second key knows."""


class NotConfirmedError(GuardianError):
    """Nobody has looked through this round's rules and people yet."""
