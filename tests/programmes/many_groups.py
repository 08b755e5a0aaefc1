"""A firm of many small groups, with counted rounds made by the real rule of release."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import uuid4

from bothways.people.models import Person
from bothways.programmes.actions import Wish, declare, draw_lot
from bothways.programmes.models import Programme
from bothways.programmes.queries import askable, newest_groups
from bothways.pure import disclosure
from bothways.record.actions import append_entries
from bothways.results.models import Release
from bothways.surveys.models import Round, RoundBlock
from tests.factories import TODAY, at_nine, make_person, make_unit

IN_A_GROUP = 10
QUESTIONS = {
    "U-PSY1": ("PSY", "In this team I can say that I got something wrong.", False),
    "U-TRU1": ("TRU", "I feel safe relying on my leader when it matters.", True),
}
BEFORE, AFTER = TODAY - timedelta(days=30), TODAY + timedelta(weeks=10)
STARTS = TODAY + timedelta(days=14)

Agree = Mapping[str, int]


def name_of(number: int) -> str:
    return f"Team {number:02d}"


def path_of(name: str) -> str:
    return f"Millrace/Hall/{name}"


def make_leaders(n: int, *, manager: Person | None = None) -> dict[str, Person]:
    """Return n teams by name, each with the person who leads it."""
    return {
        name_of(i): make_person(
            f"Lead {i:02d}", unit=make_unit(path_of(name_of(i))), manager=manager
        )
        for i in range(1, n + 1)
    }


def counted_round(
    leaders: Mapping[str, Person],
    agree: Agree,
    *,
    closed: date,
    format: disclosure.Format = "focus",
    together: Sequence[tuple[str, str]] = (),
    version: int = 1,
    title: str = "",
) -> Round:
    """Put a counted round into the database: of each team's ten so many agree with everything.

    together: teams that share a block.
    """
    blocks = _blocks(leaders, together)
    ballots = {
        block.id: [
            ballot for path in block.teams for ballot in _ballots(agree[path.rpartition("/")[2]])
        ]
        for block in blocks
    }
    asked = [disclosure.Question(code, construct) for code, (construct, _, _) in QUESTIONS.items()]
    released = disclosure.release(
        format=format, k=7, c=2, questions=asked, blocks=blocks, answers=ballots
    )
    round_ = _round(title or f"Pulse of {closed}", closed, format)
    for block in blocks:
        ids = [str(leaders[path.rpartition("/")[2]].pk) for path in block.teams]
        RoundBlock.objects.create(
            round=round_,
            code=block.id,
            name=block.name,
            department=block.department,
            teams=list(block.teams),
            n_eligible=block.eligible,
            leaders=ids,
        )
    _fix(round_, format, version)
    document = released.to_json()
    digest = hashlib.sha256(document.encode()).hexdigest()
    Release.objects.create(
        round=round_, document=document, digest=digest, signature="00", released_at=at_nine(closed)
    )
    return round_


def wish(**fields: object) -> Wish:
    """Return a wish for a lot over all groups of the newest round, about one question."""
    asked = askable()
    groups = fields.pop("groups", None) or tuple(newest_groups())
    plain: dict[str, object] = {
        "kind": Programme.Kind.PROGRAMME,
        "title": "Ten minutes before each shift",
        "text": "Every shift begins with ten minutes in which anybody may say what went wrong.",
        "expected": "By spring more people say that they can tell of a mistake.",
        "otherwise": "If nothing can be seen in spring, we stop and ask why.",
        "asked": asked[str(fields.pop("target", "U-PSY1"))],
        "should_rise": True,
        "chosen": "lot",
        "groups": groups,
        "first": (),
        "starts_on": STARTS,
        "weeks": 4,
        "rest_on": STARTS + timedelta(weeks=20),
    }
    return Wish(**{**plain, **fields})  # type: ignore[arg-type]


def declared(by: Person, *, at: date = TODAY, **fields: object) -> Programme:
    """Return a declared programme, under a signed head of the ledger."""
    programme = declare(wish(**fields), by=by, at=at_nine(at))
    append_entries(at=at_nine(at))
    return programme


def drawn(by: Person, **fields: object) -> Programme:
    """Return a declared programme whose lot is drawn."""
    programme = declared(by, **fields)
    draw_lot(programme, at=at_nine(TODAY))
    return Programme.objects.get(pk=programme.pk)


def agreeing(programme: Programme, *, first: int, rest: int, wiggle: int = 1) -> dict[str, int]:
    """Return how many of each team agree: so many of those that began, so many of the others."""
    begins = set(programme.design.begins_first)
    found = {}
    for place, group in enumerate(programme.design.groups):
        base = first if group["key"] in begins else rest
        for path in group["key"].split(" + "):
            found[path.rpartition("/")[2]] = base + (place % 2) * wiggle
    return found


def _ballots(agree: int) -> list[tuple[int, ...]]:
    n = len(QUESTIONS)
    return [(4,) * n] * agree + [(2,) * n] * (IN_A_GROUP - agree)


def _blocks(
    leaders: Mapping[str, Person], together: Sequence[tuple[str, str]]
) -> list[disclosure.Block]:
    pairs = {name: pair for pair in together for name in pair}
    sets = dict.fromkeys(pairs.get(name, (name,)) for name in leaders)
    return [
        disclosure.Block(
            f"b{place}",
            " and ".join(names),
            "Hall",
            tuple(path_of(name) for name in names),
            IN_A_GROUP * len(names),
        )
        for place, names in enumerate(sets, start=1)
    ]


def _round(title: str, closed: date, format: disclosure.Format) -> Round:
    at = at_nine(closed)
    kind = "pulse" if format == "focus" else "survey"
    opened: datetime = at - timedelta(days=7)
    return Round.objects.create(pk=uuid4(), title=title, kind=kind, opens_at=opened, closes_at=at)


def _fix(round_: Round, format: disclosure.Format, version: int) -> None:
    questions = [
        {
            "id": code,
            "version": version,
            "construct": construct,
            "text": text,
            "about_leader": about,
            "keyed": "+",
        }
        for code, (construct, text, about) in QUESTIONS.items()
    ]
    rules = {"round": round_.pk.hex, "format": format, "k": 7, "c": 2, "questions": questions}
    manifest = json.dumps(rules)
    Round.objects.filter(pk=round_.pk).update(
        state=Round.State.RELEASED,
        fixed_at=round_.opens_at - timedelta(days=3),
        manifest=manifest,
        manifest_hash=hashlib.sha256(manifest.encode()).hexdigest(),
    )
    round_.refresh_from_db()
