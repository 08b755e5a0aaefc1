"""What the second key sets before a round is announced."""

from datetime import datetime

from bothways.keyholders.actions import refuse_too_few
from bothways.keyholders.errors import TooFewSpareKeysError
from bothways.keyholders.queries import second_party
from bothways.people.queries import organisation
from bothways.surveys.models import Round
from bothways.surveys.registry import condition
from bothways.surveys.roster import roster_for, standing_for


@condition
def spare_keys_for_every_block(round_: Round, _at: datetime) -> list[str]:
    """A round needs a fresh key of the second key for every block."""
    holder, firm = second_party(), organisation()
    if holder is None or firm is None:
        return []
    blocks = roster_for(standing_for(round_), k=firm.k).blocks
    try:
        refuse_too_few(holder, len(blocks))
    except TooFewSpareKeysError as refusal:
        return [str(refusal)]
    return []
