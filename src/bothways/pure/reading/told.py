"""What goes into a reading: a counted round with the wordings it asked. Plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bothways.pure.disclosure import Cell, Released

EVERYONE = "everyone"
AGREES_FROM = 4  # 'agree' and 'strongly agree'


@dataclass(frozen=True)
class Wording:
    """A question as a round asked it: `written` in one language, `texts` in all it had."""

    code: str
    version: int
    written: str
    about_leader: bool
    keyed: str = "+"  # '-' where agreeing is unfavourable
    texts: Mapping[str, str] = field(default_factory=dict, compare=False)

    def asks_the_same(self, other: "Wording | None") -> bool:
        """Say whether both were asked in the same words, in every language that both have."""
        if other is None or self.key != other.key:
            return False
        shared = self.texts.keys() & other.texts.keys()
        return all(self.texts[language] == other.texts[language] for language in shared)

    @property
    def key(self) -> tuple[str, int, str, bool]:
        """What must be alike where two rounds are compared."""
        return self.code, self.version, self.written, self.about_leader


@dataclass(frozen=True)
class Told:
    """A counted round: its id, when it closed (ISO, UTC), who was asked, what was released."""

    id: str
    closed: str
    released: Released
    wordings: Mapping[str, Wording]
    audience: str = EVERYONE

    def teams_of(self, cell: Cell) -> frozenset[str]:
        """The teams that a figure is about: what stays when blocks are named anew."""
        blocks = {block.id: block.teams for block in self.released.blocks}
        return frozenset(team for block in cell.blocks for team in blocks[block])

    def asked_in(self, cell: Cell) -> int:
        """How many people of a figure's blocks were asked."""
        wanted = set(cell.blocks)
        return sum(block.eligible for block in self.released.blocks if block.id in wanted)
