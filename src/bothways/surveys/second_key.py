"""Where the second key to the box is: one place that every text asks."""

from typing import Any, Literal

NONE: Literal["none"] = "none"
APART: Literal["apart"] = "apart"
SAME_HOST: Literal["same_host"] = "same_host"

State = Literal["none", "apart", "same_host"]


def second_key_state() -> State:
    """Say who else holds a key for the next round: nobody yet, so the company's opens it alone."""
    return NONE


def state_of(rules: dict[str, Any]) -> State:
    """Say what the fixed rules of a round know of a second key; null is one key.

    A guardian that the rules name as standing on the company's own host is none, and called so.
    """
    guardian = rules.get("guardian")
    if not guardian:
        return NONE
    return SAME_HOST if guardian.get("same_host") else APART
