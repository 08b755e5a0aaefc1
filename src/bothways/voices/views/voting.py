"""Having everyone asked secretly about an idea or a question, or not after all."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from bothways.access.guard import SignedInRequest, guarded
from bothways.people.errors import RefusedError
from bothways.voices import actions
from bothways.voices.actions.shared import path_of
from bothways.voices.models import Voice
from bothways.voices.views.reading import one


@require_POST
@guarded("voices.vote", Voice)
def vote(request: SignedInRequest, thing: Voice) -> HttpResponse:
    """Put it into the next month's round, or take it out of its draft."""
    do = actions.drop_vote if request.POST.get("drop") else actions.ask_for_vote
    try:
        do(thing, by=request.user, at=timezone.now())
    except RefusedError as refusal:
        return one(request, thing, refusal=refusal)
    return redirect(path_of(thing))
