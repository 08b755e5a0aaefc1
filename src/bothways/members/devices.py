"""Whether a browser is on a device that is one person's own, and what follows for its session.

That is kept on the device itself, in a cookie without a name in it; a device is one person's or
nobody's. On any other device a session ends with the browser, and a few hours after the sign-in
at the latest: when that was is known to the device alone (a signed cookie), never to the database.
"""

from typing import cast

from django.conf import settings
from django.contrib.auth import login, logout
from django.core.signing import BadSignature, get_cookie_signer
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from bothways.members.challenges import site_of
from bothways.members.sessions import SessionStore
from bothways.notifications.ringing import forget_browser
from bothways.people.models import Person

OWN = "bothways-own"
BEGAN = "bothways-began"
OFFERED = "bothways-passkey-offered"
JUST_IN = "just-in"  # in the session, until the next page is drawn
SHORT_SECONDS = 60 * 60 * 4
REMEMBERED_SECONDS = 60 * 60 * 24 * 400


def is_own(request: HttpRequest, person: Person) -> bool:
    """Say whether this browser was marked as the person's own device."""
    kept = request.COOKIES.get(OWN, "")
    return bool(kept) and constant_time_compare(kept, _mark(person))


def let_in(request: HttpRequest, person: Person, *, wanted: str, own: bool) -> HttpResponseRedirect:
    """Sign `person` in and lead them where they wanted to go, if that is a page of ours."""
    login(request, person)
    page = own_page(request, wanted)
    response = redirect(to_offer(request, person, page) if own else page)
    keep_whose(request, response, person, own=own)
    return response


def own_page(request: HttpRequest, wanted: str, otherwise: str = "/") -> str:
    """Return the address that somebody wants to go to if it is here, else another."""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if safe and wanted.startswith("/") else otherwise


def keep_whose(request: HttpRequest, response: HttpResponse, person: Person, *, own: bool) -> None:
    """Keep on the device whether it is the person's own, and give the session its length."""
    session = cast("SessionStore", request.session)  # SESSION_ENGINE says so
    if not session.session_key:  # somebody else was signed in: Django began anew
        session.save()
    if own:
        session.lasts_long()
        session[JUST_IN] = True
        _put(response, OWN, _mark(person), max_age=REMEMBERED_SECONDS)
        response.delete_cookie(BEGAN)
        return
    session.lasts_short()
    forget_browser(session.handle)
    if is_own(request, person):
        response.delete_cookie(OWN)
    began = _signed_now(session)
    _put(response, BEGAN, began, max_age=None)


def to_offer(request: HttpRequest, person: Person, wanted: str) -> str:
    """Return the way to the offer of a passkey, once on a device; then where one wanted to go."""
    if request.COOKIES.get(OFFERED) or site_of(request) is None or person.passkeys.exists():
        return wanted
    return f"{reverse('members:passkey-offer')}?{urlencode({'next': wanted})}"


def offered(response: HttpResponse) -> None:
    """Keep on the device that a passkey was offered here."""
    _put(response, OFFERED, "1", max_age=REMEMBERED_SECONDS)


def end_if_over(request: HttpRequest) -> None:
    """Sign out of a short session whose hours are over."""
    session = request.session
    if isinstance(session, SessionStore) and session.is_short and not _still_runs(request, session):
        logout(request)


def _mark(person: Person) -> str:
    return salted_hmac("members.own_device", str(person.pk), algorithm="sha256").hexdigest()[:32]


def _signed_now(session: SessionStore) -> str:
    return get_cookie_signer(salt=BEGAN).sign(session.handle)


def _still_runs(request: HttpRequest, session: SessionStore) -> bool:
    signer = get_cookie_signer(salt=BEGAN)
    try:
        handle = signer.unsign(request.COOKIES.get(BEGAN, ""), max_age=SHORT_SECONDS)
    except BadSignature:  # the hours are over, or somebody wrote it
        return False
    return constant_time_compare(handle, session.handle)


def _put(response: HttpResponse, name: str, value: str, *, max_age: int | None) -> None:
    response.set_cookie(
        name,
        value,
        max_age=max_age,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
