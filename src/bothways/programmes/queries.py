"""Reads about programmes, and about the rounds and groups that they can be held against."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from bothways.outcomes.measures import EVERYBODYS
from bothways.programmes.models import Design, Programme
from bothways.pure.disclosure import Released
from bothways.pure.measurement.impact import draw
from bothways.record.models import Entry, Head
from bothways.results.queries import releases
from bothways.surveys.bank import construct_name
from bothways.surveys.models import Round
from bothways.surveys.worded import question_words

NEWEST = 4  # as far back as a programme may look for what it wants to change
DECLARED = "programme.declared"
Item = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """Something that a round asked and a programme may want to change.

    items: the questions, as a manifest has them; scale as in Design.
    """

    target: str
    name: str
    items: tuple[Item, ...]
    round: Round | None  # None for a figure of the month
    scale: str


@dataclass(frozen=True)
class Group:
    """Blocks that were counted together: the finest thing that can begin first."""

    key: str
    name: str
    n: int

    def as_json(self) -> dict[str, Any]:
        return {"key": self.key, "name": self.name, "n": self.n}


def listed() -> QuerySet[Programme]:
    """Return all programmes with what is said of them in a list (1 query)."""
    return Programme.objects.select_related("declared_by", "design", "verdict", "draw")


def on_now() -> QuerySet[Programme]:
    """Return those that are neither over nor judged."""
    return listed().filter(state=Programme.State.DECLARED)


def counted_for_all(newest: int | None = None) -> list[tuple[Round, Released]]:
    """Return the counted rounds in which everyone was asked, the newest first."""
    return [one for one in releases(newest) if is_for_all(one[0])]


def is_for_all(round_: Round) -> bool:
    """Say whether everyone was asked, not leaders alone."""
    return str(getattr(round_, "audience", "everyone")) == "everyone"


def askable() -> dict[str, Asked]:
    """Return what may be chosen as a target, each as it was last asked, constructs first."""
    wholes: dict[str, Asked] = {}
    singles: dict[str, Asked] = {}
    for round_, released in counted_for_all(NEWEST):
        if not released.cells:
            continue
        scale = Design.Scale.SCORE if released.format == "full" else Design.Scale.SHARE
        questions = [item_of(q) for q in Round.objects.get(pk=round_.pk).rules["questions"]]
        by_construct: dict[str, list[Item]] = {}
        for item in (one for one in questions if one["keyed"] == "+"):
            by_construct.setdefault(item["construct"], []).append(item)
            if item["code"] not in singles:
                singles[item["code"]] = Asked(item["code"], item["said"], (item,), round_, scale)
        for code, items in by_construct.items():
            if code not in wholes and len(items) > 1:
                wholes[code] = Asked(code, construct_name(code), tuple(items), round_, scale)
    return wholes | singles


def item_of(question: dict[str, Any]) -> Item:
    """Return what of a manifest's question decides whether it is the same one."""
    return {
        "code": question["id"],
        "version": question["version"],
        "construct": question["construct"],
        "keyed": question.get("keyed", "+"),
        "about_leader": question["about_leader"],
        "text": question["text"],
        "texts": question.get("texts", {}),
        "said": str(question_words(question)),
    }


def asks_the_same(round_: Round, items: Iterable[Item]) -> bool:
    """Say whether a round asks all of these in the same wording."""
    asked = {question["id"]: question for question in round_.rules["questions"]}
    return all(_is_same(asked.get(item["code"]), item) for item in items)


def _is_same(asked: dict[str, Any] | None, item: Item) -> bool:
    if asked is None or (asked["version"], asked["text"]) != (item["version"], item["text"]):
        return False
    now, then = asked.get("texts", {}), item["texts"]
    return all(bool(now[one] == then[one]) for one in now.keys() & then.keys())


def groups_of(released: Released) -> list[Group]:
    """Return the groups of a release, merged ones as one, by name."""
    blocks = {block.id: block for block in released.blocks}
    found = []
    for group in released.groups:
        mine = [blocks[code] for code in group.blocks]
        key = " + ".join(sorted(path for block in mine for path in block.teams))
        found.append(Group(key, " + ".join(block.name for block in mine), group.eligible))
    return sorted(found, key=lambda group: (group.name, group.key))


def round_before(design: Design) -> Round | None:
    """Return the round whose figures count as 'before', by the rule.

    Where groups were chosen because they scored low, the round by which they were chosen; else the
    last one that closed before the start and asked the same.
    """
    if design.chosen == Design.Chosen.LOW:
        return design.chosen_by_round
    rounds = Round.objects.filter(state=Round.State.RELEASED).order_by("-closes_at")
    found = (one for one in rounds if localdate(one.closes_at) <= design.starts_on)
    return next((one for one in found if _fits(one, design)), None)


def round_after(design: Design) -> Round | None:
    """Return the first round that opens once the weeks are over, before the rest begins.

    It may still be open; None if there is none yet.
    """
    rounds = Round.objects.exclude(state__in=[Round.State.DRAFT, Round.State.VOID])
    for one in rounds.order_by("opens_at"):
        opened = localdate(one.opens_at)
        if design.look_from <= opened < design.look_until and _fits(one, design):
            return one
    return None


def is_past_its_look(design: Design, on: date) -> bool:
    """Say whether no round can come any more that sees a difference."""
    return on >= design.look_until


def head_over(programme: Programme) -> Head | None:
    """Return the first signed head of the ledger that holds the declaration, or None yet."""
    said = declaration(programme)
    leaf = getattr(said, "leaf", None)
    if leaf is None:
        return None
    return Head.objects.filter(size__gt=leaf.position).order_by("size").first()


def declaration(programme: Programme) -> Entry | None:
    """Return the entry of the record in which it was declared."""
    about = Entry.objects.filter(about_id=str(programme.pk), verb=DECLARED)
    return about.select_related("leaf").order_by("id").first()


def _fits(round_: Round, design: Design) -> bool:
    return is_for_all(round_) and asks_the_same(round_, design.items)


def newest_groups() -> list[Group]:
    """Return the groups of the newest counted round in which everyone was asked."""
    newest = counted_for_all(NEWEST)
    return groups_of(newest[0][1]) if newest else []


def said_in(item: Item) -> str:
    """Return a question of a design, or its figure of the month, in the reader's language."""
    if item["code"] in EVERYBODYS:
        return str(EVERYBODYS[item["code"]].label)
    return question_words(item)


def draw_holds(programme: Programme) -> bool:
    """Repeat a draw: same head, same declaration, same groups, same result."""
    drawn, design = programme.draw, programme.design
    head = head_over(programme)
    if head is None or (head.size, head.root_hex) != (drawn.size, drawn.seed):
        return False
    again = draw(drawn.seed, [g["key"] for g in design.groups], design.n_first)
    return again == list(drawn.first)


def is_as_declared(programme: Programme) -> bool | None:
    """Say whether the words on the page are those on the record; None where that was emptied."""
    entry = declaration(programme)
    if entry is None or entry.erased_on:
        return None
    said = entry.details
    names = ("title", "text", "expected", "otherwise", "why", "kind")
    return all(said.get(name) == getattr(programme, name) for name in names)
