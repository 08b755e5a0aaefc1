"""What the firm counts of its own: up to five, named, changed, dropped and taken up again."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from bothways.access.guard import SignedInRequest, guarded
from bothways.outcomes import actions
from bothways.outcomes.forms import OwnForm
from bothways.outcomes.models import MOST_OWN, OwnMeasure
from bothways.people.errors import RefusedError

PLACE = {"place": "trust"}


@require_http_methods(["GET", "POST"])
@guarded("outcomes.keep")
def measures(request: SignedInRequest) -> HttpResponse:
    """The firm's own measures, those it dropped, and a form for one more."""
    return _list(request, None)


@require_http_methods(["GET", "POST"])
@guarded("outcomes.keep", OwnMeasure)
def measure(request: SignedInRequest, thing: OwnMeasure) -> HttpResponse:
    """Change what an own measure is called."""
    return _list(request, thing)


@require_POST
@guarded("outcomes.keep", OwnMeasure)
def drop_measure(request: SignedInRequest, thing: OwnMeasure) -> HttpResponse:
    """Stop counting it; its figures stay."""
    actions.drop_measure(thing, by=request.user, at=timezone.now())
    return redirect("outcomes:measures")


@require_POST
@guarded("outcomes.keep", OwnMeasure)
def take_up(request: SignedInRequest, thing: OwnMeasure) -> HttpResponse:
    """Count it again."""
    try:
        actions.take_up_measure(thing, by=request.user, at=timezone.now())
    except RefusedError as refusal:
        return _list(request, None, refusal=refusal)
    return redirect("outcomes:measures")


def _list(
    request: SignedInRequest, own: OwnMeasure | None, *, refusal: RefusedError | None = None
) -> HttpResponse:
    initial = {name: getattr(own, name) for name in ("name", "unit", "better", "decimals") if own}
    form = OwnForm(
        request.POST if request.method == "POST" and refusal is None else None, initial=initial
    )
    if form.is_bound and form.is_valid():
        try:
            actions.keep_measure(own, by=request.user, at=timezone.now(), **form.cleaned_data)
        except RefusedError as error:
            refusal = error
        else:
            return redirect("outcomes:measures")
    everything = list(OwnMeasure.objects.all())
    counted = [one for one in everything if one.dropped_on is None]
    context = {
        "form": form if own or len(counted) < MOST_OWN else None,
        "own": own,
        "counted": counted,
        "dropped": [one for one in everything if one.dropped_on],
        "refusal": refusal,
    }
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "outcomes/measures.html", PLACE | context, status=status)
