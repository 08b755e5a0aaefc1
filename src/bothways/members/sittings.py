"""Sittings on a shared device: short, ended by the server, and nothing left behind.

When a sitting began and when its person was last busy is known to the device alone, in a signed
cookie: the database holds no moment. Without that cookie the session is worth nothing.
"""

import time
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import logout
from django.core.signing import BadSignature, get_cookie_signer
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from bothways.members.actions import kiosk_of
from bothways.members.models import Kiosk, Session
from bothways.members.sessions import AT_KIOSK, handle_of

KIOSK = "bothways-kiosk"
SITTING = "bothways-sitting"
IDLE_SECONDS = 180
MOST_SECONDS = 900
REMEMBERED_SECONDS = 60 * 60 * 24 * 400


@dataclass(frozen=True)
class Sitting:
    """One person's time at a shared device, in seconds of the server's clock."""

    began: int
    busy: int

    def is_over(self, now: int) -> bool:
        """Idle for too long, too long at all, or from a clock that is not ours."""
        return not (0 <= now - self.busy < IDLE_SECONDS and 0 <= now - self.began < MOST_SECONDS)

    @property
    def left(self) -> int:
        """How many seconds it can last at most, whatever the person does."""
        return max(0, self.began + MOST_SECONDS - int(time.time()))

    @property
    def idle(self) -> int:
        """After how many idle seconds it ends."""
        return IDLE_SECONDS


def find_kiosk(request: HttpRequest) -> Kiosk | None:
    """Return the shared device that this browser was registered as (no query for any other)."""
    return kiosk_of(request.COOKIES.get(KIOSK, ""))


def kiosk_here(request: HttpRequest) -> Kiosk | None:
    """Return what the middleware found."""
    found: Kiosk | None = getattr(request, "kiosk", None)
    return found


def remember_kiosk(response: HttpResponse, token: str) -> None:
    """Let this browser be a shared device from now on."""
    _put(response, KIOSK, token, max_age=REMEMBERED_SECONDS)


def begin(request: HttpRequest, response: HttpResponse, kiosk: Kiosk) -> None:
    """Make the session that was just begun a sitting; whoever sat here before is signed out."""
    Session.objects.filter(kiosk=kiosk).delete()
    request.session[AT_KIOSK] = str(kiosk.pk)
    now = int(time.time())
    go_on(request, response, Sitting(began=now, busy=now))


def go_on(request: HttpRequest, response: HttpResponseBase, sitting: Sitting) -> None:
    """Note on the device that its person was busy a moment ago."""
    handle = handle_of(request.session.session_key or "")
    kept = get_cookie_signer(salt=SITTING).sign(f"{handle}.{sitting.began}.{int(time.time())}")
    _put(response, SITTING, kept, max_age=MOST_SECONDS)


def sitting_of(request: HttpRequest, kiosk: Kiosk) -> Sitting | None:
    """Return the running sitting of this request, or None if it is over or is none."""
    if request.session.get(AT_KIOSK) != str(kiosk.pk):
        return None
    try:
        kept = get_cookie_signer(salt=SITTING).unsign(request.COOKIES.get(SITTING, ""))
    except BadSignature:
        return None
    handle, began, busy = kept.split(".")
    sitting = Sitting(began=int(began), busy=int(busy))
    is_this = handle == handle_of(request.session.session_key or "")
    return None if not is_this or sitting.is_over(int(time.time())) else sitting


def end(request: HttpRequest) -> HttpResponseRedirect:
    """Sign out, wipe the device and go back to its first page.

    Its registration stays, so cookies go one by one. Storage is emptied by the browser only if the
    page said that no sealed ballot waits there; else the first page empties all but those.
    """
    nothing_waits = request.POST.get("waits") == "no"
    logout(request)
    response = leads_to("members:kiosk")
    for name in request.COOKIES:
        if name != KIOSK:
            response.delete_cookie(name)
    response["Clear-Site-Data"] = '"cache", "storage"' if nothing_waits else '"cache"'
    return response


def leads_to(page: str) -> HttpResponseRedirect:
    """Lead a shared device to a page, and drop what stood behind a # in the address.

    A browser carries that along unless the new address has a # of its own: an envelope on its way
    from another device would stay in the address bar and in the history.
    """
    return HttpResponseRedirect(f"{reverse(page)}#")


def _put(response: HttpResponseBase, name: str, value: str, *, max_age: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=max_age,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
