"""All writes to the box, one verb each."""

from bothways.ballotbox.actions.counting import Opened, open_ballots, take_ballots
from bothways.ballotbox.actions.destroying import destroy
from bothways.ballotbox.actions.keys import (
    PublicKeys,
    make_keys,
    make_pairs,
    sign_blinded,
    stop_signing,
)
from bothways.ballotbox.actions.opening import open_box
from bothways.ballotbox.actions.putting import put_ballot
from bothways.ballotbox.actions.signing import sign_release

__all__ = [
    "Opened",
    "PublicKeys",
    "destroy",
    "make_keys",
    "make_pairs",
    "open_ballots",
    "open_box",
    "put_ballot",
    "sign_blinded",
    "sign_release",
    "stop_signing",
    "take_ballots",
]
