"""Shared devices: registered by whoever stands before them, revoked from anywhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bothways.access.guard import SignedInRequest, guarded, open_to_all
from bothways.members import sittings
from bothways.members.actions import register_kiosk, revoke_kiosk
from bothways.members.card_forms import KioskForm
from bothways.members.errors import NameTakenError
from bothways.members.models import Kiosk


@require_GET
@never_cache
@open_to_all("whoever stands before a shared device begins here")
def first_page(request: HttpRequest) -> HttpResponse:
    """What a shared device shows while nobody is signed in there; it wipes what was left."""
    if not sittings.kiosk_here(request):
        return redirect("members:sign-in")
    if request.user.is_authenticated:
        return redirect("/")
    return render(request, "members/kiosk.html")


@require_POST
@guarded("me.see")
def stay(_request: SignedInRequest) -> HttpResponse:
    """Somebody is busy at the device; the middleware has noted it there."""
    return HttpResponse(status=204)


@require_http_methods(["GET", "POST"])
@never_cache
@guarded("kiosks.keep")
def kiosks(request: SignedInRequest) -> HttpResponse:
    """Every shared device; register the one in front of the person."""
    form = KioskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        try:
            token = register_kiosk(name=name, by=request.user, at=timezone.now())
        except NameTakenError as refusal:
            form.add_error("name", str(refusal))
        else:
            response = sittings.end(request)
            sittings.remember_kiosk(response, token)
            return response
    page = {
        "form": form,
        "kiosks": Kiosk.objects.select_related("registered_by"),
        "idle_minutes": sittings.IDLE_SECONDS // 60,
        "most_minutes": sittings.MOST_SECONDS // 60,
        "place": "people",
    }
    return render(request, "members/kiosks.html", page, status=422 if form.errors else 200)


@require_POST
@guarded("kiosks.keep", Kiosk)
def revoke(request: SignedInRequest, kiosk: Kiosk) -> HttpResponse:
    """End a shared device, wherever it is by now."""
    revoke_kiosk(kiosk, by=request.user, at=timezone.now())
    return redirect("members:kiosks")
