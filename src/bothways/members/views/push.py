"""Notifications on this device: on, off, and a test."""

from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from bothways.access.guard import SignedInRequest, guarded
from bothways.members.devices import is_own
from bothways.members.sessions import SessionStore
from bothways.notifications import push
from bothways.notifications.errors import UnknownPushServiceError
from bothways.notifications.ringing import forget_browser, is_rung, keep_address, ring_browser


@dataclass(frozen=True)
class Ringing:
    """What the page 'You' says of notifications in the browser in front of the person."""

    on: bool
    key: str
    just_tested: bool


def ringing(request: SignedInRequest) -> Ringing | None:
    """Return how it stands with this browser; None where this installation rings nobody."""
    if not settings.PUSH:
        return None
    tested = request.GET.get("rung") == "1"
    return Ringing(on=is_rung(_browser(request)), key=push.public_key(), just_tested=tested)


@require_POST
@guarded("me.see")
def turn_on(request: SignedInRequest) -> HttpResponse:
    """Keep the address that the browser gave, on a device of one's own."""
    if not is_own(request, request.user):
        return redirect("members:device")
    endpoint = request.POST.get("endpoint", "")
    try:
        keep_address(endpoint, by=request.user, browser=_browser(request))
    except UnknownPushServiceError as refusal:
        return render(request, "ui/refused.html", {"refusal": refusal}, status=422)
    return _back()


@require_POST
@guarded("me.see")
def turn_off(request: SignedInRequest) -> HttpResponse:
    """Forget this browser's address."""
    forget_browser(_browser(request))
    return _back()


@require_POST
@guarded("me.see")
def test(request: SignedInRequest) -> HttpResponse:
    """Ring this browser, as the worker does when there is something new."""
    ring_browser(_browser(request), at=timezone.now())
    return _back("?rung=1")


def _browser(request: SignedInRequest) -> str:
    return cast("SessionStore", request.session).handle


def _back(more: str = "") -> HttpResponse:
    return redirect(f"{reverse('members:me')}{more}#notifications")
