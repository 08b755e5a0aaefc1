"""Screens for whoever owns the installation."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from bothways.access.guard import SignedInRequest, guarded
from bothways.jobs.queries import last_runs
from bothways.operations.doctor import State, examine


@require_GET
@guarded("installation.see")
def installation(request: SignedInRequest) -> HttpResponse:
    """How is this installation? What the doctor sees without going outside."""
    found = examine(now=timezone.now(), outside=False)
    context = {
        "place": "me",
        "to_mend": [finding for finding in found if finding.state is not State.OK],
        "fine": [finding for finding in found if finding.state is State.OK],
        "runs": last_runs(),
    }
    return render(request, "operations/installation.html", context)
