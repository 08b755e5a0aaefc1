"""Refusals of this room."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bothways.people.errors import RefusedError


class RoundIsOnError(RefusedError):
    """The firm's rules stand still while people are asked by them."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title

    def __str__(self) -> str:
        return _(
            "This can't be changed now. “%(title)s” is announced, and what it promised stands "
            "until its box is closed. That you tried is on the record, where everyone sees it."
        ) % {"title": self.title}


class ChangedMeanwhileError(RefusedError):
    """Somebody else kept something between the look and the act."""

    def __str__(self) -> str:
        return _(
            "Somebody changed this first. What you typed is still here. What stands now is beside "
            "it; keep yours if you still want it."
        )


class LinesRefusedError(RefusedError):
    """Some lines of names can't be taken; `problems` has one sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__()
        self.problems = problems

    def __str__(self) -> str:
        n = len(self.problems)
        return ngettext(
            "Nobody was added yet. Mend this line:",
            "Nobody was added yet. Mend these lines:",
            n,
        )


class WordsAreOutError(RefusedError):
    """What was mailed to everyone can't be made to say something else."""

    def __str__(self) -> str:
        return _(
            "These words went out to everyone, so they stay as they are. "
            "Write a new mail if something was wrong, and say so."
        )


class NothingToAnnounceError(RefusedError):
    """No round is chosen yet."""

    def __str__(self) -> str:
        return _("No round is chosen yet. Choose one of the three first.")


class MailOrNotError(RefusedError):
    """Links would lead nowhere, so whoever announces says whether a mail goes out."""

    def __str__(self) -> str:
        return _("Say whether everyone is mailed now. Links would lead to this computer alone.")
