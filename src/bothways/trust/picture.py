"""What the trust page shows of a round, made from releases alone. Reads no database."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from bothways.pure.disclosure import Cell
from bothways.surveys.bank import construct_name
from bothways.trust.change import words_of
from bothways.trust.counted import Asked, Counted
from bothways.trust.figures import Figure
from bothways.trust.history import History, history_of

DEPARTMENT, GROUP = "department", "group"
LEAD_CONSTRUCT = "TRU"
MOST_UNFOLDED = 2
NOBODY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Line:
    """One question on the page: its words, its figure, what changed, wider figures beside it."""

    key: str  # unique on the page
    asked: Asked
    figure: Figure
    change: str = ""
    since: datetime | None = None  # when the round before that asked it closed
    beside: tuple[tuple[str, Figure], ...] = ()


@dataclass(frozen=True)
class Section:
    """A construct with its questions, in the order asked."""

    name: str
    lines: tuple[Line, ...]
    together: str = ""  # the groups that were counted together, if several were

    @property
    def first(self) -> tuple[Line, ...]:
        """What is always in view: both questions of a pulse, the first of a survey."""
        return self.lines if len(self.lines) <= MOST_UNFOLDED else self.lines[:1]

    @property
    def rest(self) -> tuple[Line, ...]:
        """What is folded away under them."""
        return self.lines[len(self.first) :]


@dataclass(frozen=True)
class Picture:
    """The firm's figures of one round, worked out when a page first asks for them.

    older: the rounds before it, newest first.
    """

    counted: Counted
    older: Sequence[Counted]

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The figures by construct."""
        lines: dict[str, Line] = {}
        for code, asked in self.counted.questions.items():
            figure = self.counted.firm_figure(code)
            if figure:
                lines[code] = self._line(f"q{len(lines)}", asked, figure)
        return by_construct(self.counted, lines)

    @cached_property
    def lead(self) -> Line | None:
        """The question that opens the page: the first of trust in leaders, else the first."""
        wanted = self.counted.codes_of(LEAD_CONSTRUCT)
        lines = [line for section in self.sections for line in section.lines]
        return next((line for line in lines if line.asked.code in wanted), next(iter(lines), None))

    @cached_property
    def history(self) -> History | None:
        """The opening question over the rounds."""
        if self.lead is None:
            return None
        return history_of(self.counted, self.lead.asked.code, [self.counted, *self.older])

    def _line(self, key: str, asked: Asked, figure: Figure) -> Line:
        item = self.counted.said.items[asked.code]
        change = item["change"]
        return Line(
            key=key,
            asked=asked,
            figure=figure,
            change=words_of(change, in_other_words=item["in_other_words"]),
            since=datetime.fromisoformat(change["closed"]) if change else None,
        )


def group_sections(counted: Counted, seen: Sequence[Cell], block: str) -> tuple[Section, ...]:
    """Return the figures of the group that holds `block`, of what a person may see."""
    own = {cell.question: cell for cell in seen if _is_group_of(cell, block)}
    lines = {
        code: Line(
            key=f"q{place}",
            asked=asked,
            figure=counted.figure(own[code]),
            beside=_beside(counted, seen, own[code]),
        )
        for place, (code, asked) in enumerate(counted.questions.items())
        if code in own
    }
    together = {code: cell.name for code, cell in own.items() if len(cell.blocks) > 1}
    return by_construct(counted, lines, together)


def group_names(counted: Counted, seen: Iterable[Cell], own: Collection[str]) -> dict[str, str]:
    """Return which of a person's `own` blocks have figures that they see: code to name."""
    blocks = {block for cell in seen if cell.level == GROUP for block in cell.blocks}
    return {b.id: b.name for b in counted.released.blocks if b.id in blocks and b.id in own}


def hides_about_leader(counted: Counted, seen: Iterable[Cell], block: str) -> bool:
    """Say whether a question about one leader was asked whose figure for the group is not seen."""
    shown = {cell.question for cell in seen if _is_group_of(cell, block)}
    return any(q.about_leader and q.code not in shown for q in counted.questions.values())


def by_construct(
    counted: Counted, lines: Mapping[str, Line], together: Mapping[str, str] = NOBODY
) -> tuple[Section, ...]:
    """Return the lines under the names of their constructs, in the order asked.

    together: by question the groups that were counted together; the same within a construct.
    """
    sections = []
    for construct in dict.fromkeys(question.construct for question in counted.released.questions):
        codes = [code for code in counted.codes_of(construct) if code in lines]
        if codes:
            found = tuple(lines[code] for code in codes)
            name = construct_name(construct)
            sections.append(Section(name, found, together.get(codes[0], "")))
    return tuple(sections)


def _is_group_of(cell: Cell, block: str) -> bool:
    return cell.level == GROUP and block in cell.blocks


def _beside(counted: Counted, seen: Iterable[Cell], cell: Cell) -> tuple[tuple[str, Figure], ...]:
    """Return the wider figures for the same question that this person may see."""
    return tuple(
        (wider.name if wider.level == DEPARTMENT else "", counted.figure(wider))
        for wider in seen
        if wider.question == cell.question
        and wider.level != GROUP
        and set(cell.blocks) < set(wider.blocks)
        and wider.n is not None
    )
