"""Reporting blocks: the roster's teams, taken together until each has enough people.

Source: docs/anonymity.md, section 1. Blocks are fixed before a round opens, from the roster alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from bothways.pure.disclosure.errors import DisclosureError
from bothways.pure.disclosure.values import BETWEEN_DEPARTMENTS, Block, Team

Node = tuple[str, ...]
"""A place in the tree: () is the firm, then a department, then prefixes of the path."""


def needed(k: int) -> int:
    """Return ceil(k/0.7): the eligible people a block needs, so that 70 % answering make k."""
    return -(-k * 10 // 7)


def form_blocks(
    teams: Sequence[Team], *, need: int, before: Sequence[tuple[str, ...]] = ()
) -> tuple[Block, ...]:
    """Return the blocks b1, b2, ... of a round: a partition of `teams`, ordered by path.

    need: the least number of eligible people in a block; a firm with fewer is one block.
    before: blocks (as team paths) used within the last year. Teams that shared one stay together,
    so that blocks only get coarser, also where what they shared it with is gone.
    Teams are taken together under the same immediate parent first, then going up; a department
    that is too small as a whole joins the smallest other one. Same roster, same blocks.
    Raises DisclosureError if two teams have one path, a count is negative or a name holds a '/'.
    """
    _refuse_nonsense(teams, need)
    heaps = _kept_together(teams, before)
    for place in _deepest_first(teams):
        _fill_up(heaps, place, need)
    in_order = sorted(heaps, key=lambda heap: heap.rank)
    return tuple(_block(number, heap, teams) for number, heap in enumerate(in_order, start=1))


class Heap:
    """Teams that will be one block; it only ever grows."""

    def __init__(self, teams: Iterable[Team]) -> None:
        self.teams = sorted(teams, key=lambda team: team.path)
        self.eligible = sum(team.eligible for team in self.teams)
        self.rank = self.teams[0].path
        self.departments = {team.department for team in self.teams}
        self.places = {place for team in self.teams for place in _lineage(team)}

    def swallow(self, other: "Heap") -> None:
        """Take in another heap's teams."""
        self.teams = sorted([*self.teams, *other.teams], key=lambda team: team.path)
        self.eligible += other.eligible
        self.rank = self.teams[0].path
        self.departments |= other.departments
        self.places |= other.places


def _refuse_nonsense(teams: Sequence[Team], need: int) -> None:
    if need < 1:
        raise DisclosureError("a block needs at least one person")
    if len({team.path for team in teams}) != len(teams):
        raise DisclosureError("two teams have the same path")
    if any(team.eligible < 0 for team in teams):
        raise DisclosureError("a team cannot have fewer than no people")
    if any(BETWEEN_DEPARTMENTS in team.department for team in teams):
        raise DisclosureError("the name of a department cannot hold a '/'")


def _lineage(team: Team) -> Iterator[Node]:
    """The places a team lies under, from the firm down to itself."""
    parts = team.path.split("/")
    yield ()
    yield (team.department,)
    for length in range(1, len(parts) + 1):
        yield (team.department, *parts[:length])


def _deepest_first(teams: Sequence[Team]) -> list[Node]:
    places = {place for team in teams for place in _lineage(team)}
    return sorted(places, key=lambda place: (-len(place), place))


def _kept_together(teams: Sequence[Team], before: Sequence[tuple[str, ...]]) -> list[Heap]:
    """One heap per team, except that teams which shared a block before share a heap."""
    leader = {path: path for path in chain((team.path for team in teams), *before)}

    def root(path: str) -> str:
        while leader[path] != path:
            path = leader[path]
        return path

    for together in before:
        for path in together[1:]:
            leader[root(path)] = root(together[0])
    members: dict[str, list[Team]] = defaultdict(list)
    for team in teams:
        members[root(team.path)].append(team)
    return [Heap(group) for group in members.values()]


def _fill_up(heaps: list[Heap], place: Node, need: int) -> None:
    """Join heaps under one place, the smallest first, until each has enough or one is left."""
    here = [heap for heap in heaps if place in heap.places]
    while len(here) > 1:
        small = min(here, key=_size)
        if small.eligible >= need:
            return
        partner = _partner(small, here) if place else _partner_across(small, here)
        partner.swallow(small)
        here.remove(small)
        heaps.remove(small)


def _size(heap: Heap) -> tuple[int, str]:
    return (heap.eligible, heap.rank)


def _partner(small: Heap, here: list[Heap]) -> Heap:
    return min((heap for heap in here if heap is not small), key=_size)


def _partner_across(small: Heap, here: list[Heap]) -> Heap:
    """The smallest block of the smallest other department."""
    people: dict[str, int] = defaultdict(int)
    for heap in here:
        for team in heap.teams:
            people[team.department] += team.eligible
    others = [heap for heap in here if heap is not small]

    def distance(heap: Heap) -> tuple[bool, int, str, int, str]:
        apart = not heap.departments & small.departments
        nearest = min((people[name], name) for name in heap.departments)
        return (apart, *nearest, *_size(heap))

    return min(others, key=distance)


def _block(number: int, heap: Heap, teams: Sequence[Team]) -> Block:
    return Block(
        id=f"b{number}",
        name=_name(heap, teams),
        department=BETWEEN_DEPARTMENTS.join(sorted(heap.departments)),
        teams=tuple(team.path for team in heap.teams),
        eligible=heap.eligible,
    )


def _name(heap: Heap, teams: Sequence[Team]) -> str:
    """The names of the largest units that the block is made of."""
    others = {unit for team in teams if team not in heap.teams for unit in _above(team)}
    units = (
        next((unit for unit in _above(team) if unit not in others), team.path)
        for team in heap.teams
    )
    return " + ".join(unit.rsplit("/", 1)[-1] for unit in dict.fromkeys(units))


def _above(team: Team) -> list[str]:
    """The paths of the units a team lies in, from the firm down to itself."""
    parts = team.path.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]
