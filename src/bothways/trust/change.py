"""What became of a figure since the last time, in words: never a size, never a cause."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _


def words_of(change: Mapping[str, Any] | None, *, in_other_words: bool = False) -> str:
    """Say whether agreement rose or fell, and how sure that is, as a reading has it.

    None: there is nothing to compare with; in_other_words: it was asked before in others.
    """
    if change is None:
        return _("Asked in other words before") if in_other_words else _("First time asked")
    if change["went"] == "few":
        return _("Too few to compare")
    return {
        ("up", "leaning"): _("Leaning up"),
        ("up", "probably"): _("Probably up"),
        ("up", "clearly"): _("Clearly up"),
        ("down", "leaning"): _("Leaning down"),
        ("down", "probably"): _("Probably down"),
        ("down", "clearly"): _("Clearly down"),
    }.get((change["went"], change["how"]), _("No clear change"))
