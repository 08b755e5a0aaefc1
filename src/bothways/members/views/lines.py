"""What may be changed on somebody's page: second units, further lines, the last day."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from bothways.access.guard import SignedInRequest, guarded
from bothways.members.actions import draw_line, end_line, plan_leaving, stop_also, work_also_in
from bothways.members.forms import AlsoForm, LeavingForm, LineForm
from bothways.members.views.people import page_of
from bothways.people.errors import RefusedError
from bothways.people.models import Also, Line, Person


@require_POST
@guarded("person.keep", Person)
def also(request: SignedInRequest, person: Person) -> HttpResponse:
    """Show somebody in a second unit, or no longer."""
    if taken := request.POST.get("take", ""):
        stop_also(get_object_or_404(Also, pk=_number(taken), person=person), by=request.user)
        return redirect("members:one", pk=person.pk)
    form = AlsoForm(request.POST)
    if not form.is_valid():
        return page_of(request, person, also=form)
    work_also_in(person, form.cleaned_data["unit"], by=request.user)
    return redirect("members:one", pk=person.pk)


@require_POST
@guarded("person.keep", Person)
def line(request: SignedInRequest, person: Person) -> HttpResponse:
    """Give somebody a second leader or one who stands in, or take one away."""
    if taken := request.POST.get("take", ""):
        end_line(get_object_or_404(Line, pk=_number(taken), person=person), by=request.user)
        return redirect("members:one", pk=person.pk)
    form = LineForm(request.POST)
    if not form.is_valid():
        return page_of(request, person, line=form)
    try:
        draw_line(person, by=request.user, **form.cleaned_data)
    except RefusedError as refusal:
        return page_of(request, person, refusal=refusal, line=form)
    return redirect("members:one", pk=person.pk)


@require_POST
@guarded("person.keep", Person)
def leaves(request: SignedInRequest, person: Person) -> HttpResponse:
    """Keep somebody's last day, or that they stay."""
    form = LeavingForm(request.POST)
    if not form.is_valid():
        return page_of(request, person, leaving=form)
    try:
        plan_leaving(
            person, last_day=form.cleaned_data["last_day"], on=localdate(), by=request.user
        )
    except RefusedError as refusal:
        return page_of(request, person, refusal=refusal, leaving=form)
    return redirect("members:one", pk=person.pk)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
