"""Reading: the list, one decision, its versions, and how it prints."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from bothways.access.guard import SignedInRequest, guarded
from bothways.decisions import queries
from bothways.decisions.models import Decision

A_PAGE = 30
SHOWN = {
    "all": pgettext_lazy("decisions, as a filter", "All"),
    "no": pgettext_lazy("decisions, as a filter", "What we won't do"),
    "again": pgettext_lazy("decisions, as a filter", "To look at again"),
    "asked": pgettext_lazy("decisions, as a filter", "With open questions"),
    "corrected": pgettext_lazy("decisions, as a filter", "Corrected"),
    "mine": pgettext_lazy("decisions, as a filter", "Mine"),
}


@require_safe
@guarded("decisions.see")
def list_(request: SignedInRequest) -> HttpResponse:
    """All decisions, what needs somebody first."""
    today = timezone.localdate()
    show = request.GET.get("show", "all")
    decisions = queries.listed(request.user, show=show, on=today)
    context = base(today) | {
        "page": Paginator(decisions, A_PAGE).get_page(request.GET.get("page")),
        "show": show if show in SHOWN else "all",
        "shown": SHOWN,
    }
    return render(request, "decisions/list.html", context)


@require_safe
@guarded("decisions.see", Decision)
def one(request: SignedInRequest, thing: Decision) -> HttpResponse:
    """One decision: what was decided, why, what is asked about it."""
    today = timezone.localdate()
    context = base(today) | {
        "decision": thing,
        "corrections": thing.corrections.select_related("by", "thanks__person"),
        "questions": queries.questions_of(thing),
    }
    return render(request, "decisions/one.html", context)


def base(today: date) -> dict[str, object]:
    """Return what every page of this room needs."""
    return {"place": "promises", "today": today}
