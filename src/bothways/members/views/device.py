"""Whose the device is: asked once, kept on it, changed at any time."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from bothways.access.guard import SignedInRequest, guarded
from bothways.members.devices import is_own, keep_whose, own_page
from bothways.members.forms import DeviceForm


@require_http_methods(["GET", "POST"])
@guarded("me.see")
def device(request: SignedInRequest) -> HttpResponse:
    """Ask whose device this is, and keep the answer on it.

    The ballot client asks here too, without `next`, and wants no page in return.
    """
    own = is_own(request, request.user)
    if request.method == "GET":
        now = {"own": "yes" if own else "no", "next": request.GET.get("next", "")}
        return render(request, "members/device.html", {"form": DeviceForm(initial=now)})
    form = DeviceForm(request.POST)
    if not form.is_valid():
        return render(request, "members/device.html", {"form": form}, status=422)
    if "next" in request.POST:
        wanted = own_page(request, form.cleaned_data["next"], otherwise="members:me")
        response: HttpResponse = redirect(wanted)
    else:
        response = HttpResponse(status=204)
    keep_whose(request, response, request.user, own=form.cleaned_data["own"])
    return response
