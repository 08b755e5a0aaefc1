"""What each request passes in this room: short sessions, the first run, the language."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers

from bothways.members.devices import end_if_over
from bothways.people.queries import organisation

Respond = Callable[[HttpRequest], HttpResponseBase]
OPEN_BEFORE_THE_FIRST_RUN = (
    "/welcome/", "/healthz", "/metrics", "/demo/", "/sw.js", "/app/", settings.STATIC_URL,
)  # fmt: skip


def short_sessions_end(respond: Respond) -> Respond:
    """Let nobody go on in a session of a shared device whose hours are over."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        end_if_over(request)
        return respond(request)

    return answer


def lead_to_the_first_run(respond: Respond) -> Respond:
    """While the firm has no name, lead every address to where it gets one."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        is_open = request.path_info.startswith(OPEN_BEFORE_THE_FIRST_RUN)
        if not is_open and not request.user.is_authenticated and organisation() is None:
            return redirect("members:first-run")
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
