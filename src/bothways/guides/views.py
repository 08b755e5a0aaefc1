"""The pages of the guides: all of them, and one."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from bothways.access.guard import SignedInRequest, guarded
from bothways.guides.queries import all_guides, guide_in
from bothways.guides.shelf import WRITTEN_IN


@require_GET
@guarded("guides.see")
def every(request: SignedInRequest) -> HttpResponse:
    """All guides, each with its minutes and for whom it is."""
    language = get_language() or WRITTEN_IN
    context = {"guides": all_guides(language), "language": language.partition("-")[0]}
    return render(request, "guides/all.html", context)


@require_GET
@guarded("guides.see")
def one(request: SignedInRequest, slug: str) -> HttpResponse:
    """One guide, whole."""
    language = get_language() or WRITTEN_IN
    try:
        guide = guide_in(slug, language)
    except LookupError as error:
        raise Http404 from error
    is_foreign = guide.language != language.partition("-")[0]
    return render(request, "guides/one.html", {"guide": guide, "is_foreign": is_foreign})
