"""A counted round: its rules, and what was released of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bothways.pure.disclosure import Cell, Released
from bothways.surveys.models import Round
from bothways.surveys.worded import worded
from bothways.trust.figures import Figure, figure_of


@dataclass(frozen=True)
class Asked:
    """A question as a round asked it."""

    code: str
    version: int
    written: str  # as it was first written, in whatever language
    about_leader: bool
    texts: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def text(self) -> str:
        """The wording in the reader's language, else as it was written."""
        return worded(self.written, self.texts)

    def asks_the_same(self, other: "Asked | None") -> bool:
        """Say whether both were asked in the same words, in every language that both have."""
        if other is None or self != other:
            return False
        shared = self.texts.keys() & other.texts.keys()
        return all(self.texts[language] == other.texts[language] for language in shared)


@dataclass(frozen=True)
class Counted:
    """A counted round. questions: by code, in the order of asking."""

    round: Round
    released: Released
    questions: Mapping[str, Asked]

    def figure(self, cell: Cell) -> Figure:
        """Turn one of its cells into a figure."""
        wanted = set(cell.blocks)
        eligible = (block.eligible for block in self.released.blocks if block.id in wanted)
        return figure_of(cell, asked=sum(eligible))

    def firm_figure(self, code: str) -> Figure | None:
        """Return the firm's figure for a question, or None if there is no word of it."""
        cell = self.released.of_firm(code)
        return self.figure(cell) if cell else None

    def codes_of(self, construct: str) -> list[str]:
        """Return the questions of one construct."""
        return [q.id for q in self.released.questions if q.construct == construct]
