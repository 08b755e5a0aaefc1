"""Refusals around figures: what happened and what to do next."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from bothways.outcomes.months import Month
from bothways.people.errors import RefusedError


class Fault(NamedTuple):
    """One figure that can't be taken: its month, its measure, why and what to do."""

    month: Month | None
    measure: str
    why: str


class FiguresRefusedError(RefusedError):
    """Some of these figures can't be taken, so none of them was."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults)
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return " ".join(fault.why for fault in self.faults)


class ChangedMeanwhileError(RefusedError):
    """Somebody else wrote figures of this month first."""

    def __str__(self) -> str:
        return _(
            "Someone changed figures of this month a moment ago. Look at them again; what you "
            "typed is still here."
        )


class FileChangedError(RefusedError):
    """The file would do something else now than its preview showed."""

    def __str__(self) -> str:
        return _("Figures were changed since you looked. This is what the file would do now.")


class NothingToUndoError(RefusedError):
    """There is no last file, or nothing of it stands any more."""

    def __str__(self) -> str:
        return _("Nothing of the last file can be undone any more.")


class NoPlaceLeftError(RefusedError):
    """There are five own measures already."""

    def __str__(self) -> str:
        return _("There are five own measures already. Stop counting one of them first.")


class NameTakenError(RefusedError):
    """Another measure has this name."""

    def __str__(self) -> str:
        return _("Another measure has this name. Choose a name of its own.")


class FewerDigitsError(RefusedError):
    """Figures that were written down have more digits than the measure would have."""

    def __str__(self) -> str:
        return _("Figures that are written down have more digits than this. Leave as many.")
