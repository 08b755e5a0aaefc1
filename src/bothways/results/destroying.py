"""What is destroyed when a round ends, wherever it lies."""

from uuid import UUID

from bothways.ballotbox import actions as box
from bothways.keyholders.actions import destroy_keys
from bothways.surveys.actions import forget_stamps


def destroy_all(round_id: UUID) -> None:
    """Destroy ballots, slips, stamps and the keys of both; said twice, it changes nothing."""
    box.destroy(round_id)
    destroy_keys(round_id)
    forget_stamps(round_id)
