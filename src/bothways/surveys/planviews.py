"""Screens of the plan of the year."""

from datetime import date, datetime

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from bothways.access.guard import SignedInRequest, guarded
from bothways.people.errors import RefusedError
from bothways.people.queries import leaders_here
from bothways.surveys.actions import decide_month, prepare_month
from bothways.surveys.bank import CONSTRUCTS
from bothways.surveys.models import PlannedMonth
from bothways.surveys.plan_words import newest_changes
from bothways.surveys.schedule import SETS, SOON, plan_of_the_year


@require_GET
@guarded("rounds.keep")
def plan(request: SignedInRequest) -> HttpResponse:
    """What is asked when, for a year."""
    return _page(request)


@require_POST
@guarded("rounds.keep")
def decide(request: SignedInRequest) -> HttpResponse:
    """Let a month ask something else, or nothing, or what the plan says."""
    what = request.POST.get("what", "")
    try:
        decide_month(_month(request), what, by=request.user, at=timezone.now())
    except RefusedError as refusal:
        return _page(request, refusal=refusal, status=409)
    return redirect("surveys:plan")


@require_POST
@guarded("rounds.keep")
def prepare(request: SignedInRequest) -> HttpResponse:
    """Make the draft of a month, to be looked through and announced."""
    leaders = request.POST.get("audience") == "leaders"
    try:
        round_ = prepare_month(_month(request), by=request.user, at=timezone.now(), leaders=leaders)
    except RefusedError as refusal:
        return _page(request, refusal=refusal, status=409)
    return redirect("surveys:round", pk=round_.pk)


def _page(
    request: SignedInRequest, *, refusal: RefusedError | None = None, status: int = 200
) -> HttpResponse:
    today, months = timezone.localdate(), plan_of_the_year(timezone.now())
    next_on = next((month.on for month in months if month.on), None)
    elsewhere = {"MIR", "REC0", *(code for constructs in SETS.values() for code in constructs)}
    context = {
        "place": "trust",
        "months": [
            {
                "month": month,
                "names": [CONSTRUCTS[code] for code in month.constructs],
                "is_next": month.on == next_on,
                "leaders_soon": month.leaders_on and month.leaders_on - today < SOON,
            }
            for month in months
        ],
        "choices": PlannedMonth.What.choices,
        "in_survey": [name for code, name in CONSTRUCTS.items() if code not in elsewhere],
        "n_leaders": leaders_here().count(),
        "changes": newest_changes(),
        "refusal": refusal,
    }
    return render(request, "surveys/plan.html", context, status=status)


def _month(request: SignedInRequest) -> date:
    try:
        return datetime.strptime(request.POST.get("month", ""), "%Y-%m").date()  # noqa: DTZ007
    except ValueError:
        raise Http404 from None
