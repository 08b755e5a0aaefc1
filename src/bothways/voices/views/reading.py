"""Reading: the list of ideas, and the page of one voice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from bothways.access.guard import SignedInRequest, guarded, may
from bothways.people.errors import RefusedError
from bothways.record.came_of import Came, what_came_of
from bothways.voices import queries
from bothways.voices.actions.telling import ANSWERS
from bothways.voices.models import Voice, Word

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
    merged: list[str]  # the titles of what was merged into it


@require_safe
@guarded("voices.see")
def ideas(request: SignedInRequest) -> HttpResponse:
    """All ideas, what waits for an answer first."""
    today = timezone.localdate()
    show = request.GET.get("show", "all")
    show = show if show in SHOWN else "all"
    kind = Voice.Kind.SUGGESTION
    listed = queries.listed(kind, request.user, show=show, on=today)
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    context = base(today) | {
        "page": page,
        "rows": rows_of(page.object_list),
        "show": show,
        "shown": SHOWN,
        "keeps_box": may(request.user, "slips.type_in"),
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
    reader, words = request.user, queries.words_to(voice)
    answers = {word.kind for word in words} & ANSWERS
    is_mine = voice.is_said_by(reader)
    context = base(today) | {
        "voice": voice,
        "words": words,
        "answerers": voice.answered_by() if voice.is_owed else [],
        "supporters": queries.supporters(voice),
        "is_behind": queries.is_behind(reader, voice),
        "is_mine": is_mine,
        "may_take_back": is_mine and not answers and not voice.is_taken_back,
        "may_answer": voice.may_be_answered_by(reader),
        "may_hand_over": may(reader, "voices.hand_over", voice),
        "may_merge": may(reader, "voices.merge", voice),
        "may_hide": may(reader, "voices.hide", voice)
        and (voice.is_hidden or not answers - {Word.Kind.ANSWERED}),
        "merged": voice.merged.all(),
        "came": came_beside(voice, words),
        "refusal": refusal,
    }
    return render(request, "voices/one.html", context, status=409 if refusal else 200)


def came_beside(voice: Voice, words: Iterable[Word]) -> list[Came]:
    """Return what came of a voice besides the promises and decisions that its answers made."""
    ref = str(voice.pk)
    made = {str(pk) for word in words for pk in (word.promise_id, word.decision_id) if pk}
    came = what_came_of(voice.kind, [ref]).get(ref, [])
    return [one for one in came if not any(pk in one.link for pk in made)]


def rows_of(voices: Iterable[Voice]) -> list[Row]:
    """Put voices into rows (2 queries more)."""
    page = list(voices)
    counts, merged = queries.n_supports(page), queries.merged_titles(page)
    return [Row(one, counts.get(one.pk, 0), merged.get(one.pk, [])) for one in page]


def base(today: date) -> dict[str, object]:
    """Return what every page of this room needs."""
    return {"place": "speak", "today": today}
