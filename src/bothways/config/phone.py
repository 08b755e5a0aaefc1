"""Bothways on a phone: the app's manifest, its service worker, and the page without a network.

All three are the same for everybody: they are asked for without a cookie, and may be kept.
"""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bothways.access.guard import open_to_all
from bothways.people.queries import organisation
from bothways.ui.tokens import SHEET, colour

SCRIPT = SHEET.parent / "sw.js"
FILES = (
    "tokens.css", "bothways.css", "mark.svg", "app.js", "outbox.js",
    "fonts/bothways-sans.woff2", "fonts/bothways-word.woff2",
    "icons/icon-192.png", "icons/badge-96.png",
)  # fmt: skip


@require_GET
@open_to_all("a browser asks for it without a cookie; it holds the firm's name and no other")
def manifest(_request: HttpRequest, language: str) -> HttpResponse:
    """Say what stands on the home screen."""
    with translation.override(_known(language)):
        reply = JsonResponse(_manifest(), content_type="application/manifest+json")
    reply["Cache-Control"] = "max-age=3600"
    return reply


@require_GET
@open_to_all("shown where there is no network, to whoever holds the device")
def offline(_request: HttpRequest, language: str) -> HttpResponse:
    """Show the page that a device keeps."""
    return HttpResponse(_offline_page(_known(language)), headers={"Cache-Control": "no-cache"})


@require_GET
@open_to_all("a script of ours, the same for everybody; its address decides what it looks after")
def service_worker(request: HttpRequest) -> HttpResponse:
    """Hand out the service worker with the words and files of one language."""
    told = _told(_known(request.GET.get("in", settings.LANGUAGE_CODE)))
    body = f"const BOTHWAYS={json.dumps(told)};\n{_script(SCRIPT)}"
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(body, content_type="text/javascript; charset=utf-8", headers=headers)


def _known(language: str) -> str:
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return language


def _manifest() -> dict[str, object]:
    firm = organisation()
    icons = [("icon-192.png", 192, "any"), ("icon-512.png", 512, "any")]
    return {
        "id": "/",
        "name": _("Bothways at %(firm)s") % {"firm": firm.name} if firm else "Bothways",
        "short_name": "Bothways",
        "lang": translation.get_language(),
        "dir": "rtl" if translation.get_language_bidi() else "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": colour("--ground"),
        "theme_color": colour("--ground"),
        "icons": [_icon(*icon) for icon in [*icons, ("maskable-512.png", 512, "maskable")]],
    }


def _icon(name: str, size: int, purpose: str) -> dict[str, str]:
    source = static(f"bothways/icons/{name}")
    return {"src": source, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


def _told(language: str) -> dict[str, object]:
    """What the service worker keeps and says; `version` changes when any of it does."""
    with translation.override(language):
        told: dict[str, object] = {
            "offline": reverse("app-offline", args=[language]),
            "files": [static(f"bothways/{name}") for name in FILES],
            "title": "Bothways",
            "words": _("There is something new for you."),
            "icon": static("bothways/icons/icon-192.png"),
            "badge": static("bothways/icons/badge-96.png"),
        }
    content = json.dumps(told) + _script(SCRIPT) + _offline_page(language)
    return told | {"version": hashlib.sha256(content.encode()).hexdigest()[:16]}


def _offline_page(language: str) -> str:
    """Render without a request, so that nothing of a visitor can be in it."""
    page = {"organisation": organisation(), "ballot_delay": settings.BALLOT_DELAY_SECONDS}
    with translation.override(language):
        return render_to_string("ui/offline.html", page)


@lru_cache(maxsize=1)
def _script(path: Path) -> str:
    return path.read_text(encoding="utf-8")
