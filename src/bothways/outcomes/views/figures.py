"""Outcomes beside trust, for everyone; the figures of a month, for who keeps them."""

from collections.abc import Mapping
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bothways.access.guard import SignedInRequest, guarded, may
from bothways.outcomes import queries
from bothways.outcomes.actions import write_month
from bothways.outcomes.errors import FiguresRefusedError
from bothways.outcomes.forms import MonthForm
from bothways.outcomes.measures import plain
from bothways.outcomes.models import Figure, LastFile
from bothways.outcomes.months import Month, month_from, month_of, months_between
from bothways.outcomes.page import page_of
from bothways.outcomes.queries import Suggestion, mark_of
from bothways.outcomes.rules import month_fault
from bothways.outcomes.tables import as_csv
from bothways.outcomes.trustline import trust_line
from bothways.people.errors import RefusedError

PLACE = {"place": "trust"}
MONTHS_OFFERED = 24


@require_safe
@guarded("outcomes.see")
def page(request: SignedInRequest) -> HttpResponse:
    """The firm's monthly figures beside its trust line, the same page for everyone."""
    context = {
        "page": page_of(queries.table(), trust_line()),
        "keeps": may(request.user, "outcomes.keep"),
        "last_month": month_of(timezone.localdate()).plus(-1),
    }
    return render(request, "outcomes/page.html", PLACE | context)


@require_safe
@guarded("outcomes.see")
def figures_csv(_request: SignedInRequest) -> HttpResponse:
    """All figures as a file, in the columns in which one can be put in."""
    last = month_of(timezone.localdate()).plus(-1)
    text = as_csv(queries.table(), otherwise=list(months_between(last.plus(-11), last)))
    response = HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="outcomes.csv"'
    return response


@require_safe
@guarded("outcomes.keep")
def months(request: SignedInRequest) -> HttpResponse:
    """The months whose figures can be typed in, the newest first, with what is missing in each."""
    last = month_of(timezone.localdate()).plus(-1)
    offered = [last.plus(-n) for n in range(MONTHS_OFFERED)]
    found = queries.table(since=offered[-1])
    lines = [(m, sum(m in values for values in found.values.values())) for m in offered]
    context = {
        "lines": lines,
        "n_measures": len(found.measures),
        "last_file": LastFile.objects.first(),
    }
    return render(request, "outcomes/months.html", PLACE | context)


@require_http_methods(["GET", "POST"])
@guarded("outcomes.keep")
def month(request: SignedInRequest, month: str) -> HttpResponse:
    """Type in the figures of one month, or mend them; ?suggest=1 puts in what Bothways counts."""
    at = month_from(month)
    if at is None or month_fault(at, timezone.localdate()):
        raise Http404
    kept, suggestion = queries.figures_of(at), queries.suggestion_for(at)
    form = _form(request, kept, suggestion)
    refusal: RefusedError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            _write(request, at, form)
        except RefusedError as error:
            refusal = error
            _show_where(form, error)
        else:
            return redirect("outcomes:page")
    context = {
        "form": form,
        "month": at,
        "refusal": None if isinstance(refusal, FiguresRefusedError) else refusal,
        "suggestion": suggestion,
        "suggested": "suggest" in request.GET,
        "before": at.plus(-1),
    }
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "outcomes/month.html", PLACE | context, status=status)


def _form(
    request: SignedInRequest, kept: Mapping[str, Decimal], suggestion: Suggestion
) -> MonthForm:
    """The form with what is written down; what Bothways counts stands under its field."""
    measures = queries.measures()
    hints = {
        m.code: _("Bothways counts %(n)s.") % {"n": m.words(suggestion.values[m.code])}
        for m in measures
        if m.code in suggestion.values
    }
    shown = {**kept, **(suggestion.values if "suggest" in request.GET else {})}
    initial = {code: plain(value) for code, value in shown.items()}
    sent = request.POST if request.method == "POST" else None
    return MonthForm(measures, sent, hints=hints, initial={**initial, "seen": mark_of(kept)})


def _write(request: SignedInRequest, at: Month, form: MonthForm) -> None:
    source = Figure.Source.PEOPLE if "suggest" in request.GET else Figure.Source.TYPED
    write_month(
        at,
        form.figures,
        seen=form.cleaned_data["seen"],
        by=request.user,
        source=source,
        at=timezone.now(),
    )


def _show_where(form: MonthForm, error: RefusedError) -> None:
    """Put what is wrong with a figure at its field."""
    if isinstance(error, FiguresRefusedError):
        for fault in error.faults:
            form.add_error(fault.measure if fault.measure in form.fields else None, fault.why)
