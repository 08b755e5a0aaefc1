"""What goes together across the firm's groups, as far as one survey's totals can tell."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from bothways.surveys.bank import construct_name
from bothways.trust.counted import Counted


@dataclass(frozen=True)
class Together:
    """Names of themes that rise and fall with one, those that go against it, those nobody can tell.

    All in the order of the question book. too_few: the sentence in place of all of them.
    """

    outcome: str
    asked_on: datetime
    together: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    too_few: str = ""

    @property
    def sentences(self) -> list[str]:
        """What can be said, and what can't; never which comes first, and never why."""
        if self.too_few:
            return [self.too_few]
        said = (
            (
                self.together,
                _("In groups where more agree on “%(one)s”, more also agree on: %(others)s."),
            ),
            (self.apart, _("In groups where more agree on “%(one)s”, fewer agree on: %(others)s.")),
            (self.unclear, _("It is too early to tell how “%(one)s” goes with: %(others)s.")),
        )
        return [
            words % {"one": self.outcome, "others": ", ".join(names)}
            for names, words in said
            if names
        ]


def together_in(counted: Counted) -> Together | None:
    """Return what goes together in a survey; None for a pulse, which asks too little for it."""
    links = counted.said.firm.get("links")
    if links is None:
        return None
    outcome = construct_name(links["outcome"])
    if links["reason"]:
        few = {"below_80": _("Too few answers to say which matters most.")}
        words = few.get(links["reason"], _("There are too few groups to say what goes together."))
        return Together(outcome, counted.round.closes_at, too_few=words)
    names: dict[str, list[str]] = {"together": [], "apart": []}
    unclear: list[str] = []
    for link in links["links"]:
        if link["construct"] in counted.questions:
            continue  # a question of the firm's own is no theme that trust could go with
        names.get(link["word"] or "", unclear).append(construct_name(link["construct"]))
    return Together(
        outcome,
        counted.round.closes_at,
        together=tuple(names["together"]),
        apart=tuple(names["apart"]),
        unclear=tuple(unclear),
    )
