"""What each request passes in this room: short sessions, the first run, the language."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers

from bothways.members import sittings
from bothways.members.devices import end_if_over
from bothways.members.sessions import AT_KIOSK
from bothways.people.queries import organisation

Respond = Callable[[HttpRequest], HttpResponseBase]
OPEN_BEFORE_THE_FIRST_RUN = (
    "/welcome/", "/languages/", "/api/", "/healthz", "/metrics", "/demo/", "/sw.js", "/app/",
    settings.STATIC_URL,
)  # fmt: skip


OPEN_ON_A_KIOSK = (
    "/kiosk/", "/card/", "/languages/", "/healthz", "/app/", "/sw.js", settings.STATIC_URL,
)  # fmt: skip
NOT_ON_A_KIOSK = ("/me/passkeys/", "/me/device/", "/me/push/", "/sign-in/", "/demo/")


def short_sessions_end(respond: Respond) -> Respond:
    """Let nobody go on in a session of a shared device whose hours are over."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        end_if_over(request)
        return respond(request)

    return answer


def kiosks_keep_nothing(respond: Respond) -> Respond:
    """On a shared device let only a card in, for a short sitting, and wipe when it is over.

    Adds `kiosk` and `sitting` to the request; both are None on any other device.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        kiosk = sittings.find_kiosk(request)
        sitting = sittings.sitting_of(request, kiosk) if kiosk else None
        vars(request).update(kiosk=kiosk, sitting=sitting)
        if kiosk is None:
            return _elsewhere(request, respond)
        if request.user.is_authenticated and sitting is None:
            return sittings.end(request)
        way = _away(request)
        if way:
            return sittings.leads_to(way)
        reply = respond(request)
        if sitting and request.user.is_authenticated:
            sittings.go_on(request, reply, sitting)
        return reply

    return answer


def _elsewhere(request: HttpRequest, respond: Respond) -> HttpResponseBase:
    """Any other device: a session or a registration that belongs to a kiosk is worth nothing."""
    if request.session.get(AT_KIOSK):
        logout(request)
    reply = respond(request)
    if sittings.KIOSK in request.COOKIES and sittings.KIOSK not in getattr(reply, "cookies", {}):
        reply.delete_cookie(sittings.KIOSK)
    return reply


def _away(request: HttpRequest) -> str:
    """Return where a shared device leads instead, or ''."""
    path = request.path_info
    if request.user.is_authenticated:
        is_not_here = path.startswith(NOT_ON_A_KIOSK) or path.endswith(("/move/", "/take/"))
        return "members:me" if is_not_here else ""
    return "" if path.startswith(OPEN_ON_A_KIOSK) else "members:kiosk"


def lead_to_the_first_run(respond: Respond) -> Respond:
    """While the firm has no name, lead every address to where it gets one."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        is_open = request.path_info.startswith(OPEN_BEFORE_THE_FIRST_RUN)
        if not is_open and not request.user.is_authenticated and organisation() is None:
            return redirect("firm:begin")
        return respond(request)

    return answer


def in_the_persons_language(respond: Respond) -> Respond:
    """Use the language that the person chose if we have it, else the door's, else the browser's."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        chosen = getattr(request.user, "language", "")
        try:
            language = translation.get_supported_language_variant(chosen)
        except LookupError:
            language = translation.get_language_from_request(request)
        with translation.override(language):
            reply = respond(request)
        reply.headers.setdefault("Content-Language", language)
        patch_vary_headers(reply, ["Accept-Language", "Cookie"])
        return reply

    return answer
