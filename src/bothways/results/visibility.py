"""Who sees what of a release, on top of the guarantee (docs/anonymity.md, section 4).

The firm's figures: everyone. A group's: its members, their leaders and the people lead.
Questions that point at one leader, below the firm: that leader alone and only if the whole group
is theirs; for the others a union over at least k leaders.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from bothways.people.models import Person, Role
from bothways.people.queries import managers
from bothways.pure.disclosure import Cell, Released
from bothways.surveys.models import Round
from bothways.surveys.queries import blocks_of

FIRM = "firm"


@dataclass(frozen=True)
class Viewer:
    """What decides about one person's view of one round; everything frozen with the roster."""

    person_id: str
    is_people_lead: bool
    own_block: str | None
    leads: frozenset[str]  # blocks in which this person leads somebody, at any level
    leaders: Mapping[str, frozenset[str]]  # block -> ids of those its people report to
    about_leader: frozenset[str]  # questions that point at one leader
    k: int

    def sees(self, cell: Cell) -> bool:
        """Say whether this person may see this figure."""
        if cell.level == FIRM:
            return True
        if cell.question in self.about_leader:
            return self._sees_about_leader(cell)
        return self._sees_group(cell)

    def _sees_group(self, cell: Cell) -> bool:
        blocks = set(cell.blocks)
        return self.is_people_lead or self.own_block in blocks or bool(self.leads & blocks)

    def leads_alone(self, cell: Cell) -> bool:
        """Say whether everybody in these blocks reports to this person."""
        return self._pointed_at(cell) == {self.person_id}

    @property
    def leads_directly(self) -> bool:
        """Somebody who was asked reports to this person."""
        return any(self.person_id in ids for ids in self.leaders.values())

    @property
    def has_blocks_alone(self) -> bool:
        """There is a block in which everybody reports to this person."""
        return any(ids == {self.person_id} for ids in self.leaders.values())

    def _sees_about_leader(self, cell: Cell) -> bool:
        if len(self._pointed_at(cell)) >= self.k:
            return self._sees_group(cell)
        return self.leads_alone(cell)

    def _pointed_at(self, cell: Cell) -> frozenset[str]:
        return frozenset[str]().union(*(self.leaders[block] for block in cell.blocks))


def viewer_of(person: Person, round_: Round) -> Viewer:
    """Return how this person looks at this round (3 queries)."""
    blocks = list(round_.blocks.all())
    leaders = {block.code: frozenset(block.leaders) for block in blocks}
    above = managers()
    return Viewer(
        person_id=str(person.pk),
        is_people_lead=person.has_role(Role.Kind.PEOPLE_LEAD),
        own_block=blocks_of(person, [round_]).get(round_.pk),
        leads=frozenset(
            code
            for code, ids in leaders.items()
            if any(_leads(person, UUID(i), above) for i in ids)
        ),
        leaders=leaders,
        about_leader=frozenset(q["id"] for q in round_.rules["questions"] if q["about_leader"]),
        k=round_.rules["k"],
    )


def seen_by(person: Person, round_: Round, released: Released) -> Released:
    """Return the part of a release that this person may see."""
    return released.only(viewer_of(person, round_).sees)


def _leads(person: Person, leader: UUID, above: Mapping[UUID, UUID | None]) -> bool:
    """Say whether `person` is that leader or stands above them in the reporting line."""
    passed: set[UUID] = set()
    at: UUID | None = leader
    while at is not None and at not in passed:
        if at == person.pk:
            return True
        passed.add(at)
        at = above.get(at)
    return False
