"""A person's own page: language, light or dark, and where they are signed in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from bothways.access.guard import SignedInRequest, guarded
from bothways.members.actions import choose_look, end_other_sessions, end_session
from bothways.members.cards import WORKING, card_of, state_on
from bothways.members.challenges import site_of
from bothways.members.forms import LookForm
from bothways.members.queries import own_sessions
from bothways.members.views.push import ringing
from bothways.people.models import Person


@require_http_methods(["GET", "POST"])
@guarded("me.see")
def me(request: SignedInRequest) -> HttpResponse:
    """Show and keep what the person wishes."""
    person = request.user
    now = {"language": person.language, "theme": person.theme}
    form = LookForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        choose_look(by=person, **form.cleaned_data)
        return redirect("members:me")
    sessions = own_sessions(person, this=request.session.session_key)
    page = {"form": form, "sessions": sessions, "place": "me", **_card(person)}
    page |= {"passkeys": person.passkeys.all(), "passkeys_work": site_of(request) is not None}
    page["ringing"] = ringing(request)
    return render(request, "members/me.html", page, status=422 if form.errors else 200)


@require_POST
@guarded("me.see")
def end(request: SignedInRequest) -> HttpResponse:
    """End one of the person's sessions, named by `handle`."""
    end_session(by=request.user, handle=request.POST.get("handle", ""))
    return redirect("members:me")


@require_POST
@guarded("me.see")
def end_others(request: SignedInRequest) -> HttpResponse:
    """End all of the person's sessions but this one."""
    end_other_sessions(by=request.user, but=request.session.session_key)
    return redirect("members:me")


def _card(person: Person) -> dict[str, object]:
    card = card_of(person)
    state = state_on(card, localdate()) if card else None
    said = state.label if state else ""
    return {"card": card, "card_state": said, "card_works": state in WORKING}
