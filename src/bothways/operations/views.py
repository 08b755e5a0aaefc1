"""Screens for whoever owns the installation."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bothways.access.guard import SignedInRequest, guarded
from bothways.jobs.queries import last_runs
from bothways.operations.actions import erasing
from bothways.operations.actions.erasing import plan_for
from bothways.operations.doctor import State, examine
from bothways.operations.errors import NotTypedError
from bothways.operations.exporting import export_all
from bothways.operations.words import words_of
from bothways.people.errors import RefusedError
from bothways.people.models import Person
from bothways.people.queries import organisation
from bothways.record.actions import note
from bothways.results.looks import keep_export


@require_GET
@guarded("installation.see")
def installation(request: SignedInRequest) -> HttpResponse:
    """How is this installation? What the doctor sees without going outside."""
    found = examine(now=timezone.now(), outside=False)
    context = {
        "place": "me",
        "to_mend": [finding for finding in found if finding.state is not State.OK],
        "fine": [finding for finding in found if finding.state is State.OK],
        "runs": [(words_of(run.name), run) for run in last_runs()],
    }
    return render(request, "operations/installation.html", context)


@require_POST
@guarded("installation.export")
def export(request: SignedInRequest) -> HttpResponse:
    """All of the firm as a zip file."""
    now = timezone.now()
    note("installation.exported", by=request.user, at=now)
    name = f"bothways-{timezone.localdate()}.zip"
    keep_export(request.user, on=timezone.localdate())
    answer = HttpResponse(export_all(at=now), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_http_methods(["GET", "POST"])
@guarded("person.erase", Person)
def erase(request: SignedInRequest, person: Person) -> HttpResponse:
    """What erasing somebody would do; said with their name typed, it is done."""
    plan, firm, today = plan_for(person), organisation(), timezone.localdate()
    refusal = None
    if request.method == "POST":
        try:
            if request.POST.get("name", "").strip() != person.name:
                raise NotTypedError
            erasing.erase(person, by=request.user, on=today, at=timezone.now())
        except RefusedError as error:
            refusal = error
        else:
            return redirect("operations:erased")
    context = {
        "place": "together",
        "person": person,
        "plan": plan,
        "why": erasing.why_it_stays(plan),
        "not_found": erasing.what_nobody_finds(),
        "letter": erasing.letter(plan, firm=firm.name if firm else "", on=today),
        "refusal": refusal,
    }
    return render(request, "operations/erase.html", context, status=409 if refusal else 200)


@require_GET
@guarded("members.keep")
def erased(request: SignedInRequest) -> HttpResponse:
    """It is done."""
    return render(request, "operations/erased.html", {"place": "together"})
