"""The paper box: typing its slips in, and who keeps it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from bothways.access.guard import SignedInRequest, guarded
from bothways.people.errors import RefusedError
from bothways.people.models import Person
from bothways.voices import actions, queries
from bothways.voices.actions.shared import path_of
from bothways.voices.errors import AlreadySaidError
from bothways.voices.forms import KeeperForm, SlipForm
from bothways.voices.models import Voice
from bothways.voices.views.reading import base


@require_http_methods(["GET", "POST"])
@guarded("slips.type_in")
def slip(request: SignedInRequest) -> HttpResponse:
    """Type a paper slip in."""
    form = SlipForm(request.POST or None)
    refusal: RefusedError | None = None
    if request.method == "POST" and form.is_valid():
        told = form.told(get_language() or "")
        try:
            voice = actions.type_in(by=request.user, told=told, at=timezone.now())
        except AlreadySaidError as already:
            return redirect(path_of(Voice.objects.get(pk=already.first)))
        except RefusedError as error:
            refusal = error
        else:
            return redirect(path_of(voice))
    page = base(timezone.localdate()) | {"form": form, "refusal": refusal}
    return render(request, "voices/slip.html", page, status=409 if refusal else 200)


@require_http_methods(["GET", "POST"])
@guarded("slips.name_keepers")
def keepers(request: SignedInRequest) -> HttpResponse:
    """Who keeps the paper box; name one."""
    form = KeeperForm(request.POST or None)
    refusal: RefusedError | None = None
    if request.method == "POST" and form.is_valid():
        who = form.cleaned_data["who"]
        try:
            actions.name_keeper(who, by=request.user, at=timezone.now())
        except RefusedError as error:
            refusal = error
        else:
            return redirect("voices:keepers")
    page = base(timezone.localdate()) | {
        "form": form,
        "refusal": refusal,
        "keepers": queries.keepers(),
    }
    return render(request, "voices/keepers.html", page, status=409 if refusal else 200)


@require_POST
@guarded("slips.name_keepers", Person)
def drop_keeper(request: SignedInRequest, thing: Person) -> HttpResponse:
    """Let somebody keep the box no longer."""
    actions.drop_keeper(thing, by=request.user, at=timezone.now())
    return redirect("voices:keepers")
