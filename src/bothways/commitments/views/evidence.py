"""Showing how a promise stands: the page for it, the picture itself, and taking it away."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bothways.access.guard import SignedInRequest, guarded
from bothways.commitments import actions
from bothways.commitments.forms import ShowForm
from bothways.commitments.models import Commitment, Evidence, Picture
from bothways.commitments.pictures import MOST_BYTES
from bothways.commitments.views.pages import base
from bothways.people.errors import RefusedError

A_DAY = 24 * 3600


@require_http_methods(["GET", "POST"])
@guarded("commitments.close", Commitment)
def show(request: SignedInRequest, thing: Commitment) -> HttpResponse:
    """Show what shows it: words, a link or a picture."""
    form, refusal = ShowForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        try:
            _show(request, thing, form.cleaned_data)
        except RefusedError as error:
            refusal = error
        else:
            return redirect(_page_of(thing))
    context = base(timezone.localdate()) | {"promise": thing, "form": form, "refusal": refusal}
    return render(request, "commitments/show.html", context, status=409 if refusal else 200)


@require_safe
@guarded("commitments.see", Commitment)
def picture(_request: HttpRequest, thing: Commitment, piece: int) -> HttpResponse:
    """The picture, to whoever sees the promise; as a picture and as nothing else."""
    shown = get_object_or_404(Evidence, pk=piece, commitment=thing)
    found = get_object_or_404(Picture, evidence=shown)
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = "inline"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(response, private=True, max_age=A_DAY)
    response["ETag"] = f'"{found.sha256}"'
    return response


@require_POST
@guarded("commitments.close", Commitment)
def take_away(request: SignedInRequest, thing: Commitment, piece: int) -> HttpResponse:
    """Take away what was shown; its place stays marked."""
    shown = get_object_or_404(Evidence, pk=piece, commitment=thing)
    if shown.shown_by_id != request.user.pk:
        raise Http404
    actions.take_evidence_away(shown, by=request.user, at=timezone.now())
    return redirect(_page_of(thing))


def _show(request: SignedInRequest, thing: Commitment, typed: dict[str, Any]) -> None:
    said = {"by": request.user, "words": typed["words"], "at": timezone.now()}
    sent = typed["picture"]
    if sent is not None:
        content = sent.read(MOST_BYTES + 1)  # one more shows that it is too large
        actions.show_picture(thing, content=content, name=sent.name, **said)
    elif typed["link"]:
        actions.show_link(thing, link=typed["link"], **said)
    else:
        actions.show_words(thing, **said)


def _page_of(thing: Commitment) -> str:
    return f"{reverse('commitments:one', args=[thing.pk])}#shown"
