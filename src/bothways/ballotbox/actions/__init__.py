"""All writes to the box, one verb each."""

from bothways.ballotbox.actions.counting import (
    Opened,
    PeeledGroup,
    keep_peeled,
    open_ballots,
    open_peeled,
    peeled_groups,
    seal_private,
    take_ballots,
)
from bothways.ballotbox.actions.destroying import destroy
from bothways.ballotbox.actions.keys import (
    PublicKeys,
    make_keys,
    make_pairs,
    new_pair,
    sign_blinded,
    sign_slip,
    stop_signing,
)
from bothways.ballotbox.actions.opening import open_box
from bothways.ballotbox.actions.putting import put_ballot
from bothways.ballotbox.actions.signing import SignedTree, sign_release, sign_sheet

__all__ = [
    "Opened",
    "PeeledGroup",
    "PublicKeys",
    "SignedTree",
    "destroy",
    "keep_peeled",
    "make_keys",
    "make_pairs",
    "new_pair",
    "open_ballots",
    "open_box",
    "open_peeled",
    "peeled_groups",
    "put_ballot",
    "seal_private",
    "sign_blinded",
    "sign_release",
    "sign_sheet",
    "sign_slip",
    "stop_signing",
    "take_ballots",
]
