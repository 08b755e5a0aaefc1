"""Erasing a person, as the law allows them to ask: what goes, what stays and why.

The row of the person stays as a pseudonym, so that promises and releases stay as they were, with
nobody's name on them. What belongs to the person alone (every relation that goes with its person)
is deleted. An entry of the record whose words name the person is emptied; its commitment stays on
the ledger, a gap whose proof still holds. The frozen rules of rounds are never changed; where
somebody wrote the name into them, that is counted and said beforehand.
"""

from bothways.operations.actions.erasing.erase import ERASED, erase, erase_again, erased_people
from bothways.operations.actions.erasing.letter import (
    letter,
    not_found,
    what_nobody_finds,
    why_it_stays,
    why_kept,
)
from bothways.operations.actions.erasing.naming import pseudonym
from bothways.operations.actions.erasing.plan import Plan, plan_for

__all__ = [
    "ERASED",
    "Plan",
    "erase",
    "erase_again",
    "erased_people",
    "letter",
    "not_found",
    "plan_for",
    "pseudonym",
    "what_nobody_finds",
    "why_it_stays",
    "why_kept",
]
