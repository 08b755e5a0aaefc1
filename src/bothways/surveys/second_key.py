"""Where the second key to the box is: one place that every text asks."""

from typing import Any, Literal

from bothways.keyholders.models import Keyholder
from bothways.keyholders.queries import keyholder_of, second_party, why_not_independent

State = Literal["none", "apart", "same_host"]

NONE: State = "none"
APART: State = "apart"
SAME_HOST: State = "same_host"
FOR_THE_COMPANY = {"leads", "two_sides"}


def second_key_state() -> State:
    """Say where the second key of the next round would be; none: the company's opens it alone."""
    return _state(second_party())


def state_of(rules: dict[str, Any]) -> State:
    """Say where the second key of a round is by its fixed rules; null there is one key.

    A key whose place is not known here counts as lying with the company, and so does one whose
    keeper leads people or acts for the company by now.
    """
    if not rules.get("guardian"):
        return NONE
    holder = keyholder_of(rules)
    if holder is None or why_not_independent(holder.person) in FOR_THE_COMPANY:
        return SAME_HOST
    return _state(holder)


def _state(holder: Keyholder | None) -> State:
    if holder is None:
        return NONE
    return APART if holder.where == Keyholder.Where.APART else SAME_HOST
