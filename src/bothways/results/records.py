"""The ballots of a closed round as the second keyholder gets them: stamped, sealed, by block."""

from bothways.ballotbox import actions as box
from bothways.pure.ballots import to_text
from bothways.surveys.models import Round


def records_of(round_: Round) -> dict[str, list[str]]:
    """Return each block's valid ballots, by one-time key. Raises StillOpenError before closing."""
    found = box.take_ballots(round_.pk)
    return {block: [to_text(one.pack()) for one in ballots] for block, ballots in found.items()}
