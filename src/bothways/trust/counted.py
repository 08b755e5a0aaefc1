"""A counted round: its rules, what was released of it, and what its reading says."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from bothways.pure.disclosure import Cell, Released
from bothways.pure.reading import Wording
from bothways.readings.queries import Said, as_interval
from bothways.results.visibility import FIRM
from bothways.surveys.bank import construct_name
from bothways.surveys.models import Round
from bothways.surveys.worded import worded
from bothways.trust.figures import Figure, figure_of


@dataclass(frozen=True)
class Asked(Wording):
    """A question as a round asked it. topic: the heading of an own question, where it has one."""

    topic: str = field(default="", compare=False)

    @property
    def text(self) -> str:
        """The wording in the reader's language, else as it was written."""
        return worded(self.written, self.texts)


def own_name(asked: Asked) -> str:
    """Return the heading of an own question, which is never the name of a construct alone."""
    if not asked.topic:
        return _("A question of our own")
    return _("Our own question: %(topic)s") % {"topic": construct_name(asked.topic)}


@dataclass(frozen=True)
class Counted:
    """A counted round. questions: by code, in the order of asking."""

    round: Round
    released: Released
    questions: Mapping[str, Asked]
    said: Said

    def figure(self, cell: Cell, *, to_compare: bool = False) -> Figure:
        """Turn one of its cells into a figure.

        Of a group: of the people there now, or, to compare it with others, of what it is like.
        """
        if cell.level == FIRM:
            return self.firm_figure_in(cell, self.said)
        said = self.said.of_cell(cell)
        return figure_of(
            cell,
            asked=self.asked_in(cell),
            probable=as_interval(said["interval"]),
            together=said["climate" if to_compare else "estimate"],
        )

    def firm_figure(self, code: str) -> Figure | None:
        """Return the firm's figure for a question, or None if there is no word of it."""
        cell = self.released.of_firm(code)
        return self.firm_figure_in(cell, self.said) if cell else None

    def firm_figure_in(self, cell: Cell, said: Said) -> Figure:
        """Turn the firm's cell into a figure, with the interval that a later reading repeats."""
        probable = said.firm_interval(cell.question, self.round.pk)
        return figure_of(cell, asked=self.asked_in(cell), probable=probable)

    def asked_in(self, cell: Cell) -> int:
        """How many people of a figure's blocks were asked."""
        wanted = set(cell.blocks)
        return sum(block.eligible for block in self.released.blocks if block.id in wanted)

    def codes_of(self, construct: str) -> list[str]:
        """Return the questions of one construct."""
        return [q.id for q in self.released.questions if q.construct == construct]

    def name_of(self, construct: str) -> str:
        """Return the heading of a construct; an own question is one by itself, and says so."""
        own = self.questions.get(construct)
        return construct_name(construct) if own is None else own_name(own)

    def construct_of(self, code: str) -> str:
        """Return the construct that a question belongs to."""
        return next(q.construct for q in self.released.questions if q.id == code)
