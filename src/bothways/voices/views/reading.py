"""Reading: the list of ideas, and the page of one voice."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from bothways.access.guard import SignedInRequest, guarded
from bothways.people.errors import RefusedError
from bothways.voices import queries
from bothways.voices.models import Voice

A_PAGE = 30
SHOWN = {
    "all": pgettext_lazy("ideas, as a filter", "All"),
    "owed": pgettext_lazy("ideas, as a filter", "Waiting for an answer"),
    "late": pgettext_lazy("ideas, as a filter", "Late"),
    "will": pgettext_lazy("ideas, as a filter", "Will be done"),
    "done": pgettext_lazy("ideas, as a filter", "Done"),
    "wont": pgettext_lazy("ideas, as a filter", "Won't be done"),
    "mine": pgettext_lazy("ideas, as a filter", "Mine"),
}


@dataclass(frozen=True)
class Row:
    """One voice as a list prints it."""

    voice: Voice
    n_supports: int


@require_safe
@guarded("voices.see")
def ideas(request: SignedInRequest) -> HttpResponse:
    """All ideas, what waits for an answer first."""
    today = timezone.localdate()
    show = request.GET.get("show", "all")
    kind = Voice.Kind.SUGGESTION
    listed = queries.listed(kind, request.user, show=show, on=today)
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    context = base(today) | {
        "page": page,
        "rows": rows_of(page.object_list),
        "show": show if show in SHOWN else "all",
        "shown": SHOWN,
    }
    return render(request, "voices/ideas.html", context)


@require_safe
@guarded("voices.see", Voice)
def idea(request: SignedInRequest, thing: Voice) -> HttpResponse:
    """One idea; what turns out to be a question has its own address."""
    if thing.is_question:
        return redirect("questions:one", thing.pk)
    return one(request, thing)


@require_safe
@guarded("voices.see", Voice)
def question(request: SignedInRequest, thing: Voice) -> HttpResponse:
    """One question to those in charge; what turns out to be an idea has its own address."""
    if not thing.is_question:
        return redirect("voices:one", thing.pk)
    return one(request, thing)


def one(
    request: SignedInRequest, voice: Voice, *, refusal: RefusedError | None = None
) -> HttpResponse:
    """Render the page of one voice: its words, how it stands, what was said to it."""
    today = timezone.localdate()
    context = base(today) | {
        "voice": voice,
        "words": queries.words_to(voice),
        "answerers": voice.answered_by() if voice.is_owed else [],
        "n_supports": queries.n_supports([voice]).get(voice.pk, 0),
        "may_answer": voice.may_be_answered_by(request.user),
    }
    context["refusal"] = refusal
    return render(request, "voices/one.html", context, status=409 if refusal else 200)


def rows_of(voices: object) -> list[Row]:
    """Put voices into rows (1 query more)."""
    page = list(voices)  # type: ignore[call-overload]
    counts = queries.n_supports(page)
    return [Row(voice, counts.get(voice.pk, 0)) for voice in page]


def base(today: date) -> dict[str, object]:
    """Return what every page of this room needs."""
    return {"place": "speak", "today": today}
