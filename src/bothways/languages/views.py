"""Choosing a language at the door, and the page for whoever wants to help translate."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from bothways.access.guard import open_to_all
from bothways.languages.catalogues import TRANSLATED

A_YEAR = 60 * 60 * 24 * 365


@require_POST
@open_to_all("who has not signed in yet reads too")
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in this browser, and go back to where one was."""
    wanted = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    response = redirect(wanted if safe and wanted.startswith("/") else "/")
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=A_YEAR,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


@require_GET
@open_to_all("what waits for a translator is no secret")
def all_languages(request: HttpRequest) -> HttpResponse:
    """How far each language is, and how to help."""
    from bothways.languages.queries import stands  # reads files, for the few who come here

    names = dict(settings.LANGUAGES)
    rows = [{"name": names[stand.language], "stand": stand} for stand in stands()]
    return render(request, "languages/all.html", {"rows": rows, "place": "me"})


@require_GET
@open_to_all("the texts come with every copy of Bothways")
def catalogue(request: HttpRequest, language: str) -> HttpResponse:
    """A language's catalogue as a file, to work on."""
    from bothways.languages.queries import text_of

    if language not in TRANSLATED:
        raise Http404
    response = HttpResponse(text_of(language), content_type="text/x-gettext-translation")
    response["Content-Disposition"] = f'attachment; filename="bothways-{language}.po"'
    return response
