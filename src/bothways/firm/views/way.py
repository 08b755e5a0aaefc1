"""What every screen of the first hour has: where one is, back, on, not now."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from bothways.access.guard import SignedInRequest, guarded
from bothways.firm.actions import end_first_hour, say_of_step
from bothways.firm.models import Mark
from bothways.firm.path import STEPS, after, before, path_for


def show(request: SignedInRequest, key: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Show the screen of one step, with all steps beside it."""
    stages = path_for(request.user)
    page = {
        "stages": stages,
        "here": next(stage for stage in stages if stage.step.key == key),
        "total": len(stages),
        "before": before(key, request.user),
        "next": after(key, request.user),
        "from_settings": _from_settings(request),
        **context,
    }
    return render(request, f"firm/{key}.html", page, status=status)


def onward(request: SignedInRequest, key: str) -> HttpResponse:
    """Go on: to the next step, or back to the firm's settings for whoever came from there."""
    return redirect("firm:settings" if _from_settings(request) else after(key, request.user))


@require_POST
@guarded("firm.set_up")
def not_now(request: SignedInRequest) -> HttpResponse:
    """Leave a step out, for now."""
    key = request.POST.get("step", "")
    if key not in {step.key for step in STEPS if step.cost}:
        return redirect("firm:people")
    say_of_step(key, Mark.Said.LEFT)
    return onward(request, key)


@require_POST
@guarded("firm.set_up")
def end(_request: SignedInRequest) -> HttpResponse:
    """Show what is left on This week no more."""
    end_first_hour()
    return redirect("trust:this-week")


def _from_settings(request: SignedInRequest) -> bool:
    return request.GET.get("then") == "firm"
