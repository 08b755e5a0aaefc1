"""What its rules fix about a round: refused to every part of the program, and on the record.

From the announcement on nobody changes a round's title, kind, audience, days, rules, questions,
blocks or who is asked; the state only goes on, and an envelope is handed out once. While a round is
announced or open, the firm's smallest group stays as it is.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from bothways.people.models import Organisation
from bothways.record.attempts import note_attempt
from bothways.storage.guarded import Guard, GuardedQuerySet, guard
from bothways.storage.triggers import TRIGGERS, Trigger, differs
from bothways.surveys.errors import FirmFixedError, FrozenError
from bothways.surveys.models import Entitlement, Round, RoundBlock, RoundQuestion

DRAFT, OPEN, CLOSED = Round.State.DRAFT, Round.State.OPEN, Round.State.CLOSED
RELEASED, VOID = Round.State.RELEASED, Round.State.VOID
OF_A_ROUND = (
    "id", "title", "kind", "audience", "opens_at", "closes_at", "fixed_at", "manifest",
    "manifest_hash",
)  # fmt: skip
OF_AN_ENVELOPE = ("id", "round_id", "person_id", "block")
OF_THE_FIRM = ("k", "c")
CAN_COME_FROM: dict[str, set[str]] = {
    DRAFT: {DRAFT},
    OPEN: {DRAFT, OPEN},
    CLOSED: {DRAFT, OPEN, CLOSED},
    RELEASED: {DRAFT, OPEN, CLOSED, RELEASED},
    VOID: {DRAFT, OPEN, CLOSED, VOID},
}


class RoundGuard(Guard):
    """A round's own row."""

    def before_save(self, row: Round, fields: set[str]) -> None:
        rows: GuardedQuerySet[Any] = Round.objects.filter(pk=row.pk).exclude(state=DRAFT)
        stored = rows.values().first()
        if stored is None:
            return
        changed = [name for name in OF_A_ROUND if name in fields and stored[name] != _is(row, name)]
        if "state" in fields and stored["state"] not in CAN_COME_FROM[row.state]:
            changed.append("state")
        refuse_for([row.pk] if changed else [], changed)

    def before_update(self, rows: GuardedQuerySet[Round], changes: dict[str, Any]) -> None:
        tried = sorted(_columns(Round, changes) & set(OF_A_ROUND))
        state = changes.get("state")
        if tried:
            refuse_for(_ids(rows.exclude(state=DRAFT)), tried)
        if isinstance(state, str):
            refuse_for(_ids(rows.exclude(state__in=CAN_COME_FROM[state])), ["state"])

    def before_delete(self, rows: GuardedQuerySet[Round]) -> None:
        refuse_for(_ids(rows.exclude(state=DRAFT)), ["round"])


class PartGuard(Guard):
    """A row that belongs to a round and is as fixed as that: all of it, or some columns."""

    def __init__(self, word: str, *columns: str) -> None:
        self.word, self.columns = word, columns

    def before_save(self, row: Any, fields: set[str]) -> None:
        model = type(row)
        stored = model.objects.filter(pk=row.pk).values().first()
        if stored is None:
            refuse_for(_fixed({row.round_id}), [self.word])
            return
        columns = [name for name in self.columns or stored if name in fields]
        if any(stored[name] != _is(row, name) for name in columns):
            refuse_for(_fixed({row.round_id, stored["round_id"]}), [self.word])
        self.insist_on_once(model.objects.filter(pk=row.pk), {n: _is(row, n) for n in fields})

    def before_insert(self, rows: Sequence[Any]) -> None:
        refuse_for(_fixed({row.round_id for row in rows}), [self.word])

    def before_update(self, rows: GuardedQuerySet[Any], changes: dict[str, Any]) -> None:
        tried = _columns(rows.model, changes)
        if not self.columns or tried & set(self.columns):
            into = changes.get("round", changes.get("round_id"))
            goes = {into.pk if isinstance(into, Round) else into} if into else set()
            refuse_for(
                _fixed({*goes, *rows.order_by().values_list("round", flat=True)}), [self.word]
            )
        self.insist_on_once(rows, changes)

    def before_delete(self, rows: GuardedQuerySet[Any]) -> None:
        refuse_for(_fixed(set(rows.order_by().values_list("round", flat=True))), [self.word])

    def insist_on_once(self, rows: GuardedQuerySet[Any], changes: dict[str, Any]) -> None:
        """What is written once; nothing, unless a part says otherwise."""


class EnvelopeGuard(PartGuard):
    """Who is asked; and which envelope they were handed, which is never another one."""

    def insist_on_once(self, rows: GuardedQuerySet[Any], changes: dict[str, Any]) -> None:
        if "blinded_digest" in changes:
            others = rows.exclude(blinded_digest__in=["", changes["blinded_digest"]])
            refuse_for(set(others.order_by().values_list("round", flat=True)), ["envelope"])


class FirmGuard(Guard):
    """The smallest group, while a round is on that was announced with it."""

    def before_save(self, row: Organisation, fields: set[str]) -> None:
        stored = Organisation.objects.filter(pk=row.pk).values(*OF_THE_FIRM).first()
        if stored and any(name in fields and stored[name] != _is(row, name) for name in stored):
            self._refuse_while_a_round_is_on(row)

    def before_update(self, rows: GuardedQuerySet[Organisation], changes: dict[str, Any]) -> None:
        if set(changes) & set(OF_THE_FIRM):
            self._refuse_while_a_round_is_on(rows.first())

    def before_delete(self, rows: GuardedQuerySet[Organisation]) -> None:
        self._refuse_while_a_round_is_on(rows.first())

    def _refuse_while_a_round_is_on(self, firm: Organisation | None) -> None:
        on = Round.objects.filter(state=OPEN).first()
        if firm is not None and on is not None:
            note_attempt("firm.change_refused", about=firm, title=on.title)
            raise FirmFixedError(on.title)


def refuse_for(rounds: Iterable[UUID], tried: Sequence[str]) -> None:
    """Raise FrozenError if there are any, each attempt on the record first."""
    found = Round.objects.filter(pk__in=list(rounds)).defer("manifest")
    fixed_at: datetime | None = None
    for round_ in found:
        fixed_at = round_.fixed_at
        what = list(tried)
        note_attempt("round.change_refused", about=round_, title=round_.title, what=what)
    if found:
        raise FrozenError(fixed_at)


def _is(row: Any, name: str) -> Any:
    """Return a column's value as the database would give it back."""
    return row._meta.get_field(name).to_python(getattr(row, name))


def _ids(rows: GuardedQuerySet[Round]) -> set[UUID]:
    return set(rows.order_by().values_list("pk", flat=True))


def _fixed(rounds: set[Any]) -> set[UUID]:
    return _ids(Round.objects.filter(pk__in=rounds).exclude(state=DRAFT)) if rounds else set()


def _columns(model: Any, changes: Iterable[str]) -> set[str]:
    """Return the columns that these words of an update() mean."""
    named = {"id" if name == "pk" else name for name in changes}
    return {f.attname for f in model._meta.concrete_fields if {f.name, f.attname} & named}


guard(Round, RoundGuard())
guard(RoundQuestion, PartGuard("questions"))
guard(RoundBlock, PartGuard("blocks"))
guard(Entitlement, EnvelopeGuard("people", *OF_AN_ENVELOPE))
guard(Organisation, FirmGuard())

SAYS = "the rules of this round are fixed"
SAYS_OF_FIRM = "a round is on that was announced with this smallest group"
ROUND = "surveys_round"
IS_ON = "EXISTS (SELECT 1 FROM surveys_round WHERE state = 'open')"
ANY_FIXED = "EXISTS (SELECT 1 FROM surveys_round WHERE state <> 'draft')"
SAME_IS_FIXED = "EXISTS (SELECT 1 FROM surveys_round WHERE id = NEW.id AND state <> 'draft')"
OTHER_OPEN = (
    "(NEW.state = 'open' AND "
    "EXISTS (SELECT 1 FROM surveys_round WHERE state = 'open' AND id <> NEW.id))"
)
OLD_FIXED = "EXISTS (SELECT 1 FROM surveys_round WHERE id = OLD.round_id AND state <> 'draft')"
NEW_FIXED = "EXISTS (SELECT 1 FROM surveys_round WHERE id = NEW.round_id AND state <> 'draft')"
EITHER_FIXED = f"({OLD_FIXED} OR {NEW_FIXED})"
GOES_BACK = (
    "NEW.state = 'draft' OR (NEW.state = 'open' AND OLD.state <> 'open') "
    "OR (OLD.state IN ('released', 'void') AND NEW.state <> OLD.state)"
)
ANOTHER_ENVELOPE = f"(OLD.blinded_digest <> '' AND {differs('blinded_digest')})"


def _of_parts(name: str, table: str, changed: str) -> list[Trigger]:
    return [
        Trigger(name, table, "INSERT", NEW_FIXED, SAYS, (ROUND,)),
        Trigger(name, table, "UPDATE", changed, SAYS, (ROUND,)),
        Trigger(name, table, "DELETE", OLD_FIXED, SAYS, (ROUND,)),
        Trigger(name, table, "TRUNCATE", ANY_FIXED, SAYS, (ROUND,)),
    ]


TRIGGERS += [
    # SQLite's INSERT OR REPLACE and UPDATE OR REPLACE delete without saying DELETE
    Trigger("round", ROUND, "INSERT", f"{SAME_IS_FIXED} OR {OTHER_OPEN}", SAYS),
    Trigger(
        "round", ROUND, "UPDATE",
        f"{differs('id')} OR {OTHER_OPEN} OR "
        f"(OLD.state <> 'draft' AND ({differs(*OF_A_ROUND)} OR {GOES_BACK}))",
        SAYS,
    ),
    Trigger("round", ROUND, "DELETE", "OLD.state <> 'draft'", SAYS),
    Trigger("round", ROUND, "TRUNCATE", ANY_FIXED, SAYS),
    *_of_parts("question", "surveys_roundquestion", EITHER_FIXED),
    *_of_parts("block", "surveys_roundblock", EITHER_FIXED),
    *_of_parts(
        "envelope", "surveys_entitlement",
        f"({differs(*OF_AN_ENVELOPE)} AND {EITHER_FIXED}) OR {ANOTHER_ENVELOPE}",
    ),
    Trigger("firm", "people_organisation", "INSERT", IS_ON, SAYS_OF_FIRM, (ROUND,)),
    Trigger(
        "firm", "people_organisation", "UPDATE",
        f"{differs(*OF_THE_FIRM)} AND {IS_ON}", SAYS_OF_FIRM, (ROUND,),
    ),
    Trigger("firm", "people_organisation", "DELETE", IS_ON, SAYS_OF_FIRM, (ROUND,)),
]  # fmt: skip
