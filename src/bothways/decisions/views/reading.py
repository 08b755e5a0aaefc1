"""Reading: the list, one decision, and its versions."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from bothways.access.guard import SignedInRequest, guarded
from bothways.decisions import queries
from bothways.decisions.history import option_said, steps_of
from bothways.decisions.models import Decision
from bothways.decisions.words import row
from bothways.record.came_of import what_came_of

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
    """All decisions, what needs somebody first, and what one is writing oneself."""
    today = timezone.localdate()
    show = request.GET.get("show", "all")
    decisions = queries.listed(request.user, show=show, on=today)
    page = Paginator(decisions, A_PAGE).get_page(request.GET.get("page"))
    context = base(today) | {
        "page": page,
        "rows": [row(one, names, today) for one, names in queries.with_names(page.object_list)],
        "show": show if show in SHOWN else "all",
        "shown": SHOWN,
        "drafts": queries.drafts_of(request.user),
    }
    return render(request, "decisions/list.html", context)


@require_safe
@guarded("decisions.see", Decision)
def one(request: SignedInRequest, thing: Decision) -> HttpResponse:
    """One decision: what was decided, why, what is asked about it, what came of it."""
    today = timezone.localdate()
    ref = str(queries.with_everybody(thing).pk)
    context = base(today) | {
        "decision": thing,
        "options": [option_said(option) for option in thing.options],
        "corrections": queries.corrections_of(thing),
        "questions": queries.questions_of(thing),
        "stood": queries.stood_lately(thing),
        "came": what_came_of("decision", [ref]).get(ref, []),
        "replaces": thing.replaces.all(),
        "may_write": thing.may_be_written_by(request.user),
        "may_answer": thing.may_be_answered_by(request.user),
        "is_due": thing.is_to_be_looked_at_again(today),
    }
    return render(request, "decisions/one.html", context)


@require_safe
@guarded("decisions.see", Decision)
def versions(request: SignedInRequest, thing: Decision) -> HttpResponse:
    """Every version with what changed in it and why, the newest first."""
    steps = steps_of(queries.versions_of(thing))
    context = base(timezone.localdate()) | {"decision": thing, "steps": steps}
    return render(request, "decisions/versions.html", context)


def base(today: date) -> dict[str, object]:
    """Return what every page of this room needs."""
    return {"place": "promises", "today": today}
