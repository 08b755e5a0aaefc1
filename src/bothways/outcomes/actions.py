"""All writes of monthly figures. What was written before stays on the record, where all see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localdate

from bothways.outcomes import errors, queries
from bothways.outcomes.measures import EVERYBODYS, Kind, Measure, plain
from bothways.outcomes.models import MOST_OWN, Figure, FileDraft, LastFile, OwnMeasure
from bothways.outcomes.months import Month, month_from, month_of
from bothways.outcomes.rules import Wanted, faults_of
from bothways.people.models import Person
from bothways.record.actions import note
from bothways.storage.alone import stand_alone

FIGURES = "outcomes"


@dataclass(frozen=True)
class Changed:
    """One figure that was written: what it was, None for nothing, and what it is now."""

    month: Month
    measure: Measure
    was: Decimal | None
    now: Decimal | None

    def told(self) -> dict[str, str]:
        """As the record keeps it; the name stays readable though the measure is renamed."""
        said = {"measure": self.measure.code, "was": _text(self.was), "now": _text(self.now)}
        return said | ({"name": str(self.measure.label)} if self.measure.own else {})


@transaction.atomic
def write_figures(
    wanted: Wanted, *, by: Person | None, source: str, at: datetime, **told: Any
) -> list[Changed]:
    """Write figures down, all of them or none; return those that are not as they were.

    wanted: what is None is taken away; what is not named stays. The same twice changes nothing.
    told: what else the record says, as which file it was. Raises FiguresRefusedError.
    """
    stand_alone(FIGURES)
    if not wanted:
        return []
    kept = _kept(wanted)
    measures = {measure.code: measure for measure in queries.measures()}
    faults = faults_of(wanted, measures, kept, on=localdate(at))
    if faults:
        raise errors.FiguresRefusedError(faults)
    changed = [
        Changed(month, measures[code], kept.get((month, code)), value)
        for (month, code), value in sorted(wanted.items())
        if kept.get((month, code)) != value
    ]
    _put(changed, source)
    _note(changed, by=by, source=source, at=at, **told)
    return changed


def write_month(
    month: Month,
    figures: Mapping[str, Decimal | None],
    *,
    seen: str,
    by: Person,
    source: str,
    at: datetime,
) -> list[Changed]:
    """Write the figures of one month down as a form has them; a blank one is taken away.

    seen: queries.mark_of() what the form showed. Raises ChangedMeanwhileError if figures of that
    month were changed since, and FiguresRefusedError.
    """
    with transaction.atomic():
        stand_alone(FIGURES)
        if queries.mark_of(queries.figures_of(month)) != seen:
            raise errors.ChangedMeanwhileError
        wanted = {(month, code): value for code, value in figures.items()}
        return write_figures(wanted, by=by, source=source, at=at)


@transaction.atomic
def keep_measure(
    own: OwnMeasure | None,
    *,
    name: str,
    unit: str,
    better: str,
    decimals: int,
    by: Person | None,
    at: datetime,
    code: str = "",
) -> OwnMeasure:
    """Begin to count something of the firm's own, or change what it is called.

    Its code never changes, so that files and programs find it. Raises NoPlaceLeftError,
    NameTakenError, or FewerDigitsError if figures have more digits than `decimals`.
    """
    stand_alone(FIGURES)
    same = OwnMeasure.objects.filter(name=name, dropped_on=None)
    if (same.exclude(pk=own.pk) if own else same).exists():
        raise errors.NameTakenError
    if own is None:
        own = OwnMeasure(code=code or _code_for(name), place=_free_place())
    elif any(f.value != round(f.value, decimals) for f in own.figures.all()):
        raise errors.FewerDigitsError
    was = own.name if own.pk else ""
    own.name, own.unit, own.better, own.decimals = name, unit, better, decimals
    own.save()
    note("outcomes.measure_kept", by=by, at=at, name=name, was=was)
    return own


@transaction.atomic
def drop_measure(own: OwnMeasure, *, by: Person, at: datetime) -> None:
    """Stop counting an own measure. Its figures stay, and take_up_measure() brings them back."""
    stand_alone(FIGURES)
    if OwnMeasure.objects.filter(pk=own.pk, dropped_on=None).update(dropped_on=localdate(at)):
        note("outcomes.measure_dropped", by=by, at=at, name=own.name)


@transaction.atomic
def take_up_measure(own: OwnMeasure, *, by: Person, at: datetime) -> None:
    """Count again what was dropped. Raises NoPlaceLeftError or NameTakenError."""
    stand_alone(FIGURES)
    if OwnMeasure.objects.filter(name=own.name, dropped_on=None).exclude(pk=own.pk).exists():
        raise errors.NameTakenError
    there = OwnMeasure.objects.filter(pk=own.pk, dropped_on__isnull=False)
    if there.exists():
        there.update(dropped_on=None, place=_free_place())
        note("outcomes.measure_taken_up", by=by, at=at, name=own.name)


@transaction.atomic
def take_in_file(draft: FileDraft, wanted: Wanted, *, by: Person, at: datetime) -> list[Changed]:
    """Take in a file as its preview showed it, all of it or nothing, and drop the draft.

    What it changed is kept, so that it can be undone. Raises FiguresRefusedError.
    """
    source = Figure.Source.FILE
    changed = write_figures(wanted, by=by, source=source, at=at, file_name=draft.file_name)
    if changed:
        changes = [[str(c.month), c.measure.code, _text(c.was), _text(c.now)] for c in changed]
        LastFile.objects.update_or_create(
            only=True, defaults={"file_name": draft.file_name, "changes": changes, "at": at}
        )
    draft.delete()
    return changed


@transaction.atomic
def undo_last_file(*, by: Person, at: datetime) -> tuple[int, int]:
    """Put back what the last file changed; return how many figures, and how many stay.

    A figure stays that somebody changed since, or whose measure is not counted any more.
    Raises NothingToUndoError.
    """
    stand_alone(FIGURES)
    last = LastFile.objects.first()
    back, n_stay = undoable(last)
    if last is None or not back:
        raise errors.NothingToUndoError
    write_figures(back, by=by, source=Figure.Source.FILE, at=at, undone=last.file_name)
    last.delete()
    return len(back), n_stay


def undoable(last: LastFile | None) -> tuple[Wanted, int]:
    """Return what undoing the last file would write, and how many of its figures stay."""
    if last is None:
        return {}, 0
    counted = {measure.code for measure in queries.measures()}
    changes = [(_month(month), code, was, now) for month, code, was, now in last.changes]
    kept = _kept({(month, code): None for month, code, _was, _now in changes})
    back = {
        (month, code): Decimal(was) if was else None
        for month, code, was, now in changes
        if code in counted and _text(kept.get((month, code))) == now
    }
    return back, len(changes) - len(back)


@transaction.atomic
def take_what_is_delivered(*, at: datetime) -> int:
    """Write down what other rooms counted for the last two months, where nothing is yet."""
    this = month_of(localdate(at))
    wanted: dict[tuple[Month, str], Decimal | None] = {}
    for month in (this.plus(-2), this.plus(-1)):
        kept = queries.figures_of(month)
        for code, value in queries.delivered(month).items():
            if code not in kept:
                wanted[month, code] = round(value, EVERYBODYS[code].decimals)
    return len(write_figures(wanted, by=None, source=Figure.Source.ROOM, at=at))


def _kept(wanted: Wanted) -> dict[tuple[Month, str], Decimal | None]:
    months = [month for month, _code in wanted]
    found = queries.table(min(months), max(months)) if months else queries.Table((), {})
    named = set(months)
    return {
        (month, code): value
        for code, values in found.values.items()
        for month, value in values.items()
        if month in named
    }


def _put(changed: Iterable[Changed], source: str) -> None:
    """What was there goes, what shall be there is put in with one statement."""
    for one in changed:
        if one.was is not None:
            Figure.objects.filter(**_key(one)).delete()
    now = [(one, one.now) for one in changed if one.now is not None]
    Figure.objects.bulk_create(
        [Figure(**_key(one), value=value, source=source) for one, value in now]
    )


def _key(one: Changed) -> dict[str, Any]:
    year, month = one.month
    return {"year": year, "month": month, "kind": one.measure.kind, "own_id": one.measure.own}


def _note(
    changed: Iterable[Changed], *, by: Person | None, source: str, at: datetime, **told: Any
) -> None:
    """Say how many figures are new; of each that was something else, what it was and is."""
    new = [one for one in changed if one.was is None]
    others = [one for one in changed if one.was is not None]
    if new:
        months = sorted({str(one.month) for one in new})
        said: dict[str, Any] = {
            "n": len(new),
            "first": months[0],
            "last": months[-1],
            "source": str(source),
        }
        note("outcomes.written", by=by, at=at, **said, **told)
    for month in sorted({one.month for one in others}):
        changes = [one.told() for one in others if one.month == month]
        note("outcomes.changed", by=by, at=at, month=str(month), changes=changes, **told)


def _free_place() -> int:
    taken = set(OwnMeasure.objects.filter(dropped_on=None).values_list("place", flat=True))
    free = [place for place in range(1, MOST_OWN + 1) if place not in taken]
    if not free:
        raise errors.NoPlaceLeftError
    return free[0]


def _code_for(name: str) -> str:
    """A code that nothing else has: the name without its signs, numbered where that is taken."""
    stem = slugify(name)[:32].replace("-", "_") or "own"
    taken = {*OwnMeasure.objects.values_list("code", flat=True), *EVERYBODYS, Kind.OWN, "month"}
    codes = [stem, *(f"{stem}_{n}" for n in range(2, len(taken) + 3))]
    return next(code for code in codes if code not in taken)


def _month(text: str) -> Month:
    month = month_from(text)
    if month is None:
        raise ValueError(text)
    return month


def _text(value: Decimal | None) -> str:
    return "" if value is None else plain(value)


def keep_draft(*, by: Person, file_name: str, content: bytes, at: datetime) -> FileDraft:
    """Keep a file until it is confirmed, in the place of the one that `by` put in before."""
    kept = {"file_name": file_name[-120:], "content": content, "made_at": at}
    return FileDraft.objects.update_or_create(by=by, defaults=kept)[0]


def forget_drafts(*, before: datetime) -> int:
    """Forget files that nobody confirmed; return how many."""
    return FileDraft.objects.filter(made_at__lt=before).delete()[0]
