"""Reads of the leaders' side."""

from bothways.leaders.queries.mirror import Mirrored, mirrored, round_to_mirror
from bothways.leaders.queries.named import (
    OtherSide,
    by_name_is_offered,
    other_side,
    other_side_kept,
    read_aloud,
    sheet_of,
)
from bothways.leaders.queries.profile import Element, Profile, profile_of
from bothways.leaders.queries.shares import own_shares, shares_with

__all__ = [
    "Element",
    "Mirrored",
    "OtherSide",
    "Profile",
    "by_name_is_offered",
    "mirrored",
    "other_side",
    "other_side_kept",
    "own_shares",
    "profile_of",
    "read_aloud",
    "round_to_mirror",
    "shares_with",
    "sheet_of",
]
