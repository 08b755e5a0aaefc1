"""Writing: an idea by name."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from bothways.access.guard import SignedInRequest, guarded
from bothways.people.errors import RefusedError
from bothways.voices import actions
from bothways.voices.errors import AlreadySaidError
from bothways.voices.forms import IdeaForm
from bothways.voices.models import Voice
from bothways.voices.said import said_before
from bothways.voices.views.reading import base


@require_http_methods(["GET", "POST"])
@guarded("voices.say")
def new_idea(request: SignedInRequest) -> HttpResponse:
    """Say an idea by name."""
    form = IdeaForm(request.POST or None)
    refusal: RefusedError | None = None
    if request.method == "POST" and form.is_valid():
        told = form.told(get_language() or "")
        try:
            said = actions.say(by=request.user, told=told, at=timezone.now())
        except AlreadySaidError as already:
            return redirect("voices:one", already.first)
        except RefusedError as error:
            refusal = error
        else:
            return redirect("voices:one", said.pk)
    context = base(timezone.localdate()) | {
        "form": form,
        "refusal": refusal,
        "titles": said_before(Voice.Kind.SUGGESTION),
    }
    return render(request, "voices/new.html", context, status=409 if refusal else 200)
