"""What each address of the API does: a value in, a value out; neither knows of HTTP."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from pydantic import BaseModel

from bothways.api import shapes
from bothways.api.errors import CodeTakenError, not_as_described
from bothways.api.models import Token
from bothways.outcomes import queries
from bothways.outcomes.actions import keep_measure, write_figures
from bothways.outcomes.errors import FiguresRefusedError
from bothways.outcomes.measures import EVERYBODYS, Measure, as_number
from bothways.outcomes.models import Figure, OwnMeasure
from bothways.outcomes.months import Month, month_from
from bothways.people.errors import RefusedError
from bothways.trust import story_file
from bothways.trust.chapters import Story
from bothways.trust.queries import story, word_kept
from bothways.voices.figures import a_year_of

READ, WRITE = Token.Scope.READ, Token.Scope.WRITE


@dataclass(frozen=True)
class Call:
    """One call: whose token it is, its query, and what was sent, already checked."""

    token: Token
    query: Mapping[str, str]
    sent: BaseModel | None
    at: datetime


@dataclass(frozen=True)
class Endpoint:
    """One method of one address; its document and its checks come from here."""

    method: str
    path: str
    about: str
    scope: str
    gives: type[BaseModel]
    do: Callable[[Call], BaseModel]
    takes: type[BaseModel] | None = None
    query: Mapping[str, str] | None = None  # name -> what it is for; each is a month


def get_outcomes(call: Call) -> shapes.OutcomesOut:
    """Return the figures, of the months asked for."""
    figures = queries.table(_month(call, "from"), _month(call, "until"))
    return shapes.OutcomesOut(measures=_measures(figures), months=_months(figures))


def put_outcomes(call: Call) -> shapes.OutcomesWritten:
    """Write measures and figures down, all of them or none."""
    sent = call.sent
    if not isinstance(sent, shapes.OutcomesIn):  # the view has checked it
        raise TypeError(type(sent).__name__)
    with transaction.atomic():
        for at, own in enumerate(sent.measures):
            _keep(own, at, call)
        changed = _write(sent, call)
    figures = queries.table()
    return shapes.OutcomesWritten(
        measures=_measures(figures), months=_months(figures), changed=changed
    )


def get_trust(call: Call) -> shapes.TrustOut:
    """Return the whole story as its export has it: the firm's figures, nothing below the firm."""
    on = localdate(call.at)
    kept, _signs = word_kept(on=on)
    return shapes.TrustOut.model_validate(
        story_file.document(story() or Story([], []), kept, on=on, heard=a_year_of(on=on))
    )


OUTCOMES, TRUST = "outcomes/", "trust/"
ENDPOINTS = (
    Endpoint(
        method="GET",
        path=OUTCOMES,
        about="Read the firm's monthly figures",
        scope=READ,
        gives=shapes.OutcomesOut,
        do=get_outcomes,
        query={"from": "The first month, as in 2026-01.", "until": "The last month."},
    ),
    Endpoint(
        method="PUT",
        path=OUTCOMES,
        about="Write monthly figures and own measures down",
        scope=WRITE,
        gives=shapes.OutcomesWritten,
        do=put_outcomes,
        takes=shapes.OutcomesIn,
    ),
    Endpoint(
        method="GET",
        path=TRUST,
        about="Read the whole story: every released figure of the firm, with its rounds and seals",
        scope=READ,
        gives=shapes.TrustOut,
        do=get_trust,
    ),
)


def _month(call: Call, name: str) -> Month | None:
    text = call.query.get(name)
    if text is None:
        return None
    month = month_from(text)
    if month is None:
        raise not_as_described(((name, _("Write a month as in 2026-10.")),))
    return month


def _keep(own: shapes.OwnIn, at: int, call: Call) -> None:
    there = OwnMeasure.objects.filter(code=own.code).first()
    said = {"name": own.name.strip(), "unit": own.unit.strip()}
    wanted = {**said, "better": own.better, "decimals": own.decimals}
    if there and there.dropped_on is None and wanted == {k: getattr(there, k) for k in wanted}:
        return
    try:
        if own.code in EVERYBODYS or (there and there.dropped_on):
            raise CodeTakenError
        by = call.token.made_by
        keep_measure(
            there,
            name=said["name"],
            unit=said["unit"],
            better=own.better,
            decimals=own.decimals,
            by=by,
            at=call.at,
            code=own.code,
        )
    except RefusedError as refusal:
        raise not_as_described(((f"measures[{at}]", str(refusal)),)) from refusal


def _write(sent: shapes.OutcomesIn, call: Call) -> int:
    wanted: dict[tuple[Month, str], Decimal | None] = {}
    place: dict[Month, int] = {}
    for at, line in enumerate(sent.months):
        month = month_from(line.month)
        if month is None or month in place:
            raise not_as_described(((f"months[{at}].month", _("Name each month once.")),))
        place[month] = at
        wanted |= {(month, code): value for code, value in line.figures.items()}
    source = Figure.Source.API
    told = {"token": call.token.name}
    try:
        return len(write_figures(wanted, by=call.token.made_by, source=source, at=call.at, **told))
    except FiguresRefusedError as refusal:
        faults = tuple(
            (f"months[{place[f.month]}].figures.{f.measure}" if f.month else f.measure, f.why)
            for f in refusal.faults
        )
        raise not_as_described(faults) from refusal


def _measures(figures: queries.Table) -> list[shapes.MeasureOut]:
    return [
        shapes.MeasureOut(
            code=str(measure.code),
            name=str(measure.label),
            unit=measure.unit,
            better=measure.better,
            decimals=measure.decimals,
            own=measure.own is not None,
        )
        for measure in figures.measures
    ]


def _months(figures: queries.Table) -> list[shapes.MonthOut]:
    found = ((month, _in_month(figures.measures, figures, month)) for month in figures.months)
    return [shapes.MonthOut(month=str(month), figures=said) for month, said in found if said]


def _in_month(
    measures: tuple[Measure, ...], figures: queries.Table, month: Month
) -> dict[str, float]:
    return {
        str(m.code): as_number(figures.of(m.code)[month], m.decimals)
        for m in measures
        if month in figures.of(m.code)
    }
