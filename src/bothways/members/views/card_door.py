"""The door for whoever has a card: its code and a PIN, at the first time a PIN of one's own."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bothways.access.guard import open_to_all
from bothways.members import sittings
from bothways.members.actions import choose_pin, use_card
from bothways.members.card_forms import CardForm, PinForm
from bothways.members.devices import let_in
from bothways.members.errors import EasyPinError, SamePinError, TooManyAttemptsError
from bothways.members.models import Card
from bothways.members.sittings import kiosk_here
from bothways.people.errors import RefusedError
from bothways.people.models import Person

CHOOSING = "bothways-card"  # a signed cookie: whose printed PIN was right a moment ago
CHOOSING_SECONDS = 600


@never_cache
@require_http_methods(["GET", "POST"])
@open_to_all("this is the door for whoever has a card")
def card(request: HttpRequest) -> HttpResponse:
    """Ask for card and PIN; a small script writes the code of the address's # into the form."""
    kiosk = kiosk_here(request)
    if request.method == "GET":
        form = CardForm(initial={"next": request.GET.get("next", "")}, kiosk=kiosk)
        return _door(request, form)
    form = CardForm(request.POST, kiosk=kiosk)
    if not form.is_valid():
        return _door(request, form, status=422)
    given = form.cleaned_data
    try:
        found = use_card(code=given["code"], pin=given["pin"], at=timezone.now(), kiosk=kiosk)
    except RefusedError as refusal:
        form.add_error("pin", str(refusal))
        return _door(request, form, status=_status(refusal))
    if found.state == Card.State.PRINTED:
        return _to_own_pin(found, given["next"], own=given["own"])
    return _in(request, found.person, given["next"], own=given["own"])


@never_cache
@require_http_methods(["GET", "POST"])
@open_to_all("this is the door for whoever has a card")
def own_pin(request: HttpRequest) -> HttpResponse:
    """Ask for a PIN that nobody printed, and sign in."""
    kept = request.get_signed_cookie(CHOOSING, default=None, max_age=CHOOSING_SECONDS)
    if kept is None:
        return redirect("members:card")
    who, printed_as, own, wanted = kept.split("\n", 3)
    person = Person.objects.here().filter(pk=who).first()
    form = PinForm(request.POST if request.method == "POST" else None)
    if person is None:
        return redirect("members:card")
    if request.method == "GET" or not form.is_valid():
        return _choose(request, form)
    try:
        choose_pin(person, pin=form.cleaned_data["pin"], printed_as=printed_as, at=timezone.now())
    except (EasyPinError, SamePinError) as refusal:
        form.add_error("pin", str(refusal))
        return _choose(request, form)
    except RefusedError as refusal:
        door = CardForm(kiosk=kiosk_here(request))
        return _door(request, door, refusal=refusal, status=409)
    response = _in(request, person, wanted, own=bool(own))
    response.delete_cookie(CHOOSING)
    return response


def _in(request: HttpRequest, person: Person, wanted: str, *, own: bool) -> HttpResponse:
    """Sign in; on a shared device for a short sitting."""
    response = let_in(request, person, wanted=wanted, own=own)
    kiosk = kiosk_here(request)
    if kiosk is not None:
        sittings.begin(request, response, kiosk)
    return response


def _to_own_pin(found: Card, wanted: str, *, own: bool) -> HttpResponse:
    response = redirect("members:own-pin")
    response.set_signed_cookie(
        CHOOSING,
        f"{found.person_id}\n{found.code_digest}\n{'own' if own else ''}\n{wanted}",
        max_age=CHOOSING_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _door(
    request: HttpRequest, form: CardForm, *, status: int = 200, refusal: RefusedError | None = None
) -> HttpResponse:
    page = {"form": form, "refusal": refusal}
    return render(request, "members/card.html", page, status=status)


def _choose(request: HttpRequest, form: PinForm) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "members/own-pin.html", {"form": form}, status=status)


def _status(refusal: RefusedError) -> int:
    return 429 if isinstance(refusal, TooManyAttemptsError) else 422
