"""What both sides said, as the page tells it: chapters of constructs, and the two directions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from bothways.trust.counted import Counted
from bothways.trust.picture import OF_LEADERS, Picture, Section

CHAPTERS = (
    ("leaders", _("How people see their own leader"), ("TRU", "REL", "JUD", "CON", "FEL")),
    ("top", _("Trust in the people who run the firm"), ("SEN",)),
    ("safety", _("Safety to speak up"), ("PSY",)),
    (
        "days",
        _("What trust needs day by day"),
        ("COM", "FAI", "REC", "GRO", "WLB", "INC", "FOL"),
    ),
    ("here", _("How it is to work here"), ("ENG", "STA", "REC0")),
)
OTHERS = ("others", _("What else was asked"))


@dataclass(frozen=True)
class Chapter:
    """Constructs that belong together, under one heading."""

    key: str
    name: str
    sections: tuple[Section, ...]

    @property
    def is_one(self) -> bool:
        """It is one construct, whose name is the heading already."""
        return [section.name for section in self.sections] == [self.name]


@dataclass(frozen=True)
class Story:
    """Both directions: what everyone said, newest first, and what those who lead said.

    later: the rounds that were counted since, where the story is told as it stood before.
    """

    everyone: Sequence[Counted]
    of_leaders: Sequence[Counted]
    later: Sequence[Counted] = ()

    @cached_property
    def people(self) -> Picture | None:
        """What people say of those who lead them."""
        return Picture(self.everyone[0], self.everyone[1:]) if self.everyone else None

    @cached_property
    def leaders(self) -> Picture | None:
        """What those who lead say of their teams."""
        if not self.of_leaders:
            return None
        return Picture(self.of_leaders[0], self.of_leaders[1:], side=OF_LEADERS)

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """What people said, in chapters; each construct stands in one of them."""
        return chapters_of(self.people.sections) if self.people else ()

    @property
    def newest(self) -> Counted | None:
        """The round that gives the page its head: of everyone, else of the leaders."""
        return next(iter([*self.everyone[:1], *self.of_leaders[:1]]), None)

    @property
    def shown(self) -> list[Counted]:
        """The rounds whose figures are on the page, of both sides, each once."""
        pictures = [picture for picture in (self.people, self.leaders) if picture]
        lines = [s.lines[0].counted for picture in pictures for s in picture.sections]
        first = [picture.counted for picture in pictures]
        return list({counted.round.pk: counted for counted in [*first, *lines]}.values())

    @property
    def rounds(self) -> list[Counted]:
        """The rounds that the story tells of, both sides, the newest first."""
        return _newest_first([*self.everyone, *self.of_leaders])

    @property
    def known(self) -> list[Counted]:
        """The same with those that were counted since."""
        return _newest_first([*self.later, *self.everyone, *self.of_leaders])

    @property
    def mark(self) -> str:
        """What a kept page is good for: no result more, none less."""
        newest = [str(one.round.pk) for one in (*self.everyone[:1], *self.of_leaders[:1])]
        counts = [str(len(self.everyone)), str(len(self.of_leaders)), str(len(self.later))]
        return "-".join([*newest, *counts])


def chapters_of(sections: Sequence[Section]) -> tuple[Chapter, ...]:
    """Return the sections in their chapters; a chapter without a section is left out."""
    placed = {code for _key, _name, codes in CHAPTERS for code in codes}
    others = tuple(section.code for section in sections if section.code not in placed)
    found = []
    for key, name, codes in (*CHAPTERS, (*OTHERS, others)):
        own = tuple(section for section in sections if section.code in codes)
        if own:
            found.append(Chapter(key, str(name), own))
    return tuple(found)


def story_at(everyone: Sequence[Counted], leaders: Sequence[Counted], wanted: str) -> Story | None:
    """Return the story as it stood when the wanted round was counted; '' is how it stands now.

    None: there is no such round. Both lists come newest first.
    """
    story = Story(everyone, leaders)
    newest = {str(side[0].round.pk) for side in (everyone, leaders) if side}
    if not wanted or wanted in newest:
        return story
    then = next((c.round.closes_at for c in story.rounds if str(c.round.pk) == wanted), None)
    if then is None:
        return None
    return Story(
        [counted for counted in everyone if counted.round.closes_at <= then],
        [counted for counted in leaders if counted.round.closes_at <= then],
        later=[counted for counted in story.rounds if counted.round.closes_at > then],
    )


def _newest_first(rounds: Iterable[Counted]) -> list[Counted]:
    return sorted(rounds, key=lambda counted: counted.round.closes_at, reverse=True)
