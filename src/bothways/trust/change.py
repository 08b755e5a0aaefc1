"""What became of a figure since the last time, in words."""

from django.utils.translation import gettext as _

from bothways.pure.measurement import Direction, ReleasedCount, Strength, change_in_words
from bothways.trust.figures import Figure


def change_words(before: Figure | None, now: Figure) -> str:
    """Say whether agreement rose or fell, and how sure that is: never a size, never a cause."""
    if before is None:
        return _("First time asked")
    if before.answered is None or now.answered is None:
        return _("Too few to compare")
    change = change_in_words(
        ReleasedCount(*before.agree, before.answered), ReleasedCount(*now.agree, now.answered)
    )
    return {
        (Direction.UP, Strength.LEANING): _("Leaning up"),
        (Direction.UP, Strength.PROBABLY): _("Probably up"),
        (Direction.UP, Strength.CLEARLY): _("Clearly up"),
        (Direction.DOWN, Strength.LEANING): _("Leaning down"),
        (Direction.DOWN, Strength.PROBABLY): _("Probably down"),
        (Direction.DOWN, Strength.CLEARLY): _("Clearly down"),
    }.get(change, _("No clear change"))
