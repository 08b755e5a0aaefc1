"""What the trust page shows of a round, made from releases alone. Reads no database."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import Any

from bothways.pure.disclosure import Cell
from bothways.surveys.bank import CONSTRUCTS, name_for_leaders
from bothways.trust.change import words_of
from bothways.trust.counted import Asked, Counted
from bothways.trust.figures import Figure
from bothways.trust.history import History, history_of
from bothways.trust.scores import Score, score_of
from bothways.trust.together import Together, together_in

DEPARTMENT, GROUP = "department", "group"
OF_PEOPLE, OF_LEADERS = "q", "d"
LEAD_CONSTRUCT, TOP_CONSTRUCT = "TRU", "SEN"
ABOUT_A_YEAR = timedelta(days=380)  # what was asked this time last year has come back by then
MOST_UNFOLDED = 2
NOBODY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Line:
    """One question on the page: its words, its figure, what changed, wider figures beside it."""

    key: str  # unique on the page
    asked: Asked
    figure: Figure
    counted: Counted  # the round that asked it
    change: str = ""
    since: datetime | None = None  # when the round before that asked it closed
    beside: tuple[tuple[str, Figure], ...] = ()


@dataclass(frozen=True)
class Section:
    """A construct with its questions, in the order asked."""

    code: str
    name: str
    lines: tuple[Line, ...]
    together: str = ""  # the groups that were counted together, if several were
    asked_on: datetime | None = None  # where another round asked it than the one of the page
    score: Score | None = None  # out of 5, where a survey asked it

    @property
    def first(self) -> tuple[Line, ...]:
        """What is always in view: both questions of a pulse, the first of a survey."""
        return self.lines if len(self.lines) <= MOST_UNFOLDED else self.lines[:1]

    @property
    def rest(self) -> tuple[Line, ...]:
        """What is folded away under them."""
        return self.lines[len(self.first) :]

    @property
    def score_key(self) -> str:
        """What the chart of its score is called on the page."""
        return f"{self.lines[0].key}-score"

    @property
    def is_full(self) -> bool:
        """Its round released how answers spread."""
        return self.lines[0].counted.released.format == "full"


@dataclass(frozen=True)
class Picture:
    """The firm's figures, worked out when a page first asks for them.

    A construct that this round did not ask is shown as the newest round of the year before it did.
    older: the rounds before it, newest first; side: what the keys of its lines begin with.
    """

    counted: Counted
    older: Sequence[Counted]
    side: str = OF_PEOPLE

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The figures by construct, in the order of the question book, then our own questions."""
        found: dict[str, Section] = {}
        for counted in self._of_a_year:  # most of them say nothing new, and are not looked into
            new = {q.id for q in counted.released.questions if q.construct not in found}
            for section in self._sections_of(counted, new) if new else ():
                found[section.code] = section
        book = list(CONSTRUCTS)
        place = {code: book.index(code) if code in book else len(book) for code in found}
        return tuple(sorted(found.values(), key=lambda section: place[section.code]))

    @cached_property
    def lead(self) -> Line | None:
        """The question that opens the page: the first of trust, else the first."""
        return self.first_of(LEAD_CONSTRUCT) or next(iter(self._lines), None)

    @cached_property
    def top(self) -> Line | None:
        """The first question about the people who run the firm, if it is not the lead already."""
        line = self.first_of(TOP_CONSTRUCT)
        return None if line is self.lead else line

    @cached_property
    def history(self) -> History | None:
        """The opening question over the rounds."""
        lead = self.lead
        if lead is None:
            return None
        return history_of(lead.counted, lead.asked.code, [self.counted, *self.older])

    @cached_property
    def together(self) -> Together | None:
        """What goes together, from the newest survey of the year."""
        surveys = (one for one in self._of_a_year if one.released.format == "full")
        newest = next(surveys, None)
        return together_in(newest) if newest else None

    @property
    def asks_other_rounds(self) -> bool:
        """Some construct comes from another round than this one."""
        return any(section.asked_on for section in self.sections)

    @property
    def has_full(self) -> bool:
        """Some construct comes with how answers spread."""
        return any(section.is_full for section in self.sections)

    def first_of(self, construct: str) -> Line | None:
        """Return the first question of a construct, if it has a word."""
        found = (section.lines[0] for section in self.sections if section.code == construct)
        return next(found, None)

    @property
    def _lines(self) -> Iterator[Line]:
        return (line for section in self.sections for line in section.lines)

    @cached_property
    def _of_a_year(self) -> list[Counted]:
        since = self.counted.round.closes_at - ABOUT_A_YEAR
        return [self.counted, *(one for one in self.older if one.round.closes_at > since)]

    def _sections_of(self, counted: Counted, codes: Collection[str]) -> tuple[Section, ...]:
        mark = f"{self.side}{self._of_a_year.index(counted)}"
        lines = {
            code: self._line(f"{mark}-{place}", counted, asked, figure)
            for place, (code, asked) in enumerate(counted.questions.items())
            if code in codes and (figure := counted.firm_figure(code))
        }
        asked_on = None if counted is self.counted else counted.round.closes_at
        sections = by_construct(counted, lines, asked_on=asked_on)
        scores = {said["construct"]: said for said in counted.said.firm["scores"]} if lines else {}
        sections = tuple(with_score(section, scores.get(section.code)) for section in sections)
        return tuple(map(in_leaders_words, sections)) if self.side == OF_LEADERS else sections

    def _line(self, key: str, counted: Counted, asked: Asked, figure: Figure) -> Line:
        item = counted.said.items[asked.code]
        change = item["change"]
        return Line(
            key=key,
            asked=asked,
            figure=figure,
            counted=counted,
            change=words_of(change, in_other_words=item["in_other_words"]),
            since=datetime.fromisoformat(change["closed"]) if change else None,
        )


def with_score(section: Section, said: Mapping[str, Any] | None) -> Section:
    """Return a section with its score out of 5, where a survey gives one."""
    return replace(section, score=score_of(said, change=said["change"])) if said else section


def in_leaders_words(section: Section) -> Section:
    """Return a section under the name that fits what leaders were asked."""
    if section.code not in CONSTRUCTS:
        return section
    return replace(section, name=name_for_leaders(section.code))


def group_sections(
    counted: Counted,
    seen: Sequence[Cell],
    block: str,
    changes: Mapping[str, tuple[str, datetime]] = MappingProxyType({}),
    scores: Mapping[str, Score] = MappingProxyType({}),
) -> tuple[Section, ...]:
    """Return the figures of the group that holds `block`, of what a person may see.

    changes: by question its words, and since when; scores: by construct.
    """
    own = {cell.question: cell for cell in seen if _is_group_of(cell, block)}
    lines = {
        code: Line(
            key=f"q{place}",
            asked=asked,
            figure=counted.figure(own[code]),
            counted=counted,
            change=changes[code][0] if code in changes else "",
            since=changes[code][1] if code in changes else None,
            beside=_beside(counted, seen, own[code]),
        )
        for place, (code, asked) in enumerate(counted.questions.items())
        if code in own
    }
    together = {code: cell.name for code, cell in own.items() if len(cell.blocks) > 1}
    sections = by_construct(counted, lines, together)
    return tuple(replace(section, score=scores.get(section.code)) for section in sections)


def group_names(counted: Counted, seen: Iterable[Cell], own: Collection[str]) -> dict[str, str]:
    """Return which of a person's `own` blocks have figures that they see: code to name."""
    blocks = {block for cell in seen if cell.level == GROUP for block in cell.blocks}
    return {b.id: b.name for b in counted.released.blocks if b.id in blocks and b.id in own}


def hides_about_leader(counted: Counted, seen: Iterable[Cell], block: str) -> bool:
    """Say whether a question about one leader was asked whose figure for the group is not seen."""
    shown = {cell.question for cell in seen if _is_group_of(cell, block)}
    return any(q.about_leader and q.code not in shown for q in counted.questions.values())


def by_construct(
    counted: Counted,
    lines: Mapping[str, Line],
    together: Mapping[str, str] = NOBODY,
    asked_on: datetime | None = None,
) -> tuple[Section, ...]:
    """Return the lines under the names of their constructs, in the order asked.

    together: by question the groups that were counted together; the same within a construct.
    """
    sections = []
    for construct in dict.fromkeys(question.construct for question in counted.released.questions):
        codes = [code for code in counted.codes_of(construct) if code in lines]
        if codes:
            found = tuple(lines[code] for code in codes)
            name = counted.name_of(construct)
            joined = together.get(codes[0], "")
            sections.append(Section(construct, name, found, joined, asked_on))
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
