"""The door: an address, a mailed code, in; and out again."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bothways.access.guard import open_to_all
from bothways.members import sittings
from bothways.members.actions import ask_for_code, use_code
from bothways.members.challenges import site_of
from bothways.members.devices import is_own, let_in
from bothways.members.errors import TooManyAttemptsError, WrongCodeError
from bothways.members.forms import AddressForm, CodeForm
from bothways.members.sittings import kiosk_here
from bothways.notifications.errors import MailServerError
from bothways.people.models import Person

WAITING = "bothways-waiting"  # a signed cookie: who waits for a code, and where they want to go
WAITS_SECONDS = 600


@never_cache
@require_http_methods(["GET", "POST"])
@open_to_all("this is the door")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address, and mail a code to it."""
    if request.user.is_authenticated:
        return redirect("/")
    if request.method == "GET":
        return _door(request, AddressForm(initial={"next": request.GET.get("next", "")}))
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _door(request, form, status=422)
    address = form.cleaned_data["address"]
    try:
        ask_for_code(address=address, at=timezone.now())
    except TooManyAttemptsError as refusal:
        return _door(request, form, refusal=refusal, status=429)
    except MailServerError as refusal:
        no_mail = not settings.MAIL_LEAVES
        response = _door(request, form, unsent=refusal, no_mail=no_mail, status=503)
    else:
        response = redirect("members:code")
    response.set_signed_cookie(
        WAITING,
        f"{address}\n{form.cleaned_data['next']}",
        max_age=WAITS_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@never_cache
@require_http_methods(["GET", "POST"])
@open_to_all("this is the door")
def enter_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code, and sign in."""
    waiting = request.get_signed_cookie(WAITING, default=None, max_age=WAITS_SECONDS)
    if waiting is None:
        return redirect("members:sign-in")
    address, _line, wanted = waiting.partition("\n")
    initial = {"own": _was_own(request, address)}
    form = CodeForm(request.POST if request.method == "POST" else None, initial=initial)
    page = {"form": form, "address": address, "next": wanted}
    if request.method == "GET":
        return render(request, "members/code.html", page)
    if not form.is_valid():
        return render(request, "members/code.html", page, status=422)
    try:
        person = use_code(address=address, code=form.cleaned_data["code"], at=timezone.now())
    except (WrongCodeError, TooManyAttemptsError) as refusal:
        form.add_error("code", str(refusal))
        status = 422 if isinstance(refusal, WrongCodeError) else 429
        return render(request, "members/code.html", page, status=status)
    response = let_in(request, person, wanted=wanted, own=form.cleaned_data["own"])
    response.delete_cookie(WAITING)
    return response


@require_POST
@open_to_all("whoever is signed in may leave")
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this browser's session; a shared device is wiped."""
    if kiosk_here(request):
        return sittings.end(request)
    logout(request)
    return redirect("members:sign-in")


def _was_own(request: HttpRequest, address: str) -> bool:
    """Say whether this device was marked before as that of whoever has this address."""
    person = Person.objects.here().filter(email=address).first()
    return person is not None and is_own(request, person)


def _door(
    request: HttpRequest, form: AddressForm, *, status: int = 200, **page: object
) -> HttpResponse:
    shown = {"form": form, "passkeys_work": site_of(request) is not None, **page}
    return render(request, "members/sign-in.html", shown, status=status)
