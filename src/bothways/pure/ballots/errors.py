"""What can be wrong with a ballot, without a word about whose it is."""


class BallotError(ValueError):
    """Something about a ballot, a credential or a key does not hold."""


class MalformedError(BallotError):
    """The bytes are not JSON, or not the one JSON that is meant."""


class ShapeError(BallotError):
    """A part is missing, doubled, of the wrong type or of the wrong length."""


class ForgedError(BallotError):
    """A signature does not verify, or a sealed text does not open."""


class OlderError(BallotError):
    """The box already holds a ballot of this key with this counter or a higher one."""


class CrowdedError(BallotError):
    """The box would hold more ballots than people were entitled."""


class SigningUnavailableError(RuntimeError):
    """No OpenSSL was found that signs as RFC 9474 demands."""
