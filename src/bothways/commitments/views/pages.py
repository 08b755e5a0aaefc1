"""The pages of promises: all of them, a new one, one."""

from datetime import date, timedelta
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from bothways.access.guard import SignedInRequest, guarded, may
from bothways.commitments import actions, queries
from bothways.commitments.errors import AlreadyGivenError
from bothways.commitments.forms import MakeForm
from bothways.commitments.hints import MOULDS, Mould, hints_for
from bothways.commitments.listing import Listing, rows_of
from bothways.commitments.models import Commitment
from bothways.commitments.registry import sections_under, words_beside
from bothways.commitments.way import way_of
from bothways.people.errors import RefusedError
from bothways.record.prompted import address_of

A_PAGE = 20
A_YEAR = timedelta(days=365)
SHOWN = {
    "all": pgettext_lazy("promises, as a filter", "All"),
    "open": pgettext_lazy("promises, as a filter", "Open"),
    "silent": pgettext_lazy("promises, as a filter", "Silent"),
    "kept": pgettext_lazy("promises, as a filter", "Kept"),
    "broken": pgettext_lazy("promises, as a filter", "Broken"),
    "mine": pgettext_lazy("promises, as a filter", "Given by me"),
    "to-me": pgettext_lazy("promises, as a filter", "Given to me"),
}
KINDS_SHOWN = {
    "": pgettext_lazy("promises, as a filter", "Every kind"),
    "promise": pgettext_lazy("promises, as a filter", "Promises"),
    "answer": pgettext_lazy("promises, as a filter", "Answers to results"),
    "amends": pgettext_lazy("promises, as a filter", "Amends"),
    "action": pgettext_lazy("promises, as a filter", "Actions"),
}
HAND_OVER = "commitments.hand_over"


@require_safe
@guarded("commitments.see")
def list_(request: SignedInRequest) -> HttpResponse:
    """All promises in this person's sight, what needs a word first."""
    today = timezone.localdate()
    show, kind = request.GET.get("show"), request.GET.get("kind", "")
    show = show if show in SHOWN else "all"
    kind = kind if kind in Commitment.Kind.values else ""
    promises = Listing(request.user, show=show, on=today, kind=kind)
    page = Paginator(promises, A_PAGE).get_page(request.GET.get("page"))
    context = base(today) | {
        "page": page,
        "rows": rows_of(list(page), request.user, today),
        "kind": kind,
        "kinds": KINDS_SHOWN,
        "show": show,
        "shown": SHOWN,
        "said": queries.say_do(since=today - A_YEAR, on=today),
        "own": queries.say_do_of(request.user, since=today - A_YEAR, on=today)
        if show == "mine"
        else None,
    }
    return render(request, "commitments/list.html", context)


@require_http_methods(["GET", "POST"])
@guarded("commitments.make")
def new(request: SignedInRequest) -> HttpResponse:
    """Give a word, freely or in answer to a result (?round=ID, &question=CODE to choose it).

    What could be said more exactly is shown once; the second press goes through.
    """
    round_id = _round_in(request)
    results = queries.results_of(round_id) if round_id else []
    form = MakeForm(
        request.POST or None,
        author=request.user,
        results=[(asked.code, f"“{asked.text}” {figure}") for asked, figure in results],
        initial=request.GET.dict(),
    )
    refusal, hints = None, []
    if request.method == "POST" and form.is_valid():
        if "as_it_is" not in request.POST:
            hints = hints_for(form.cleaned_data["text"], translation.get_language() or "")
        if not hints:
            try:
                return redirect("commitments:one", _make(request, form, round_id))
            except RefusedError as error:
                refusal = error
    context = base(timezone.localdate()) | {
        "form": form,
        "refusal": refusal,
        "hints": hints,
        "moulds": _moulds(request),
        "round": results[0][0].round if results else None,
    }
    return render(request, "commitments/new.html", context, status=409 if refusal else 200)


@require_safe
@guarded("commitments.see", Commitment)
def one(request: SignedInRequest, thing: Commitment) -> HttpResponse:
    """One promise: its words, its way, what shows it, what happened."""
    today = timezone.localdate()
    changes = queries.history_of(thing)
    asked = queries.asked_now(thing) if thing.is_open else None
    context = base(today) | {
        "promise": thing,
        "changes": changes,
        "first": queries.first_author(thing, changes),
        "evidence": queries.shown_for(thing),
        "prompted_at": address_of(thing.prompt) if thing.prompt else "",
        "asked": queries.asked_in(thing.round_id, thing.question) if thing.round_id else None,
        "figure": queries.figure_of(thing),
        "n_heard": thing.audience.count(),
        "is_mine": thing.made_by_id == request.user.pk,
        "may_move": thing.may_move(today),
        "may_be_taken_back": thing.may_be_taken_back(today) and not thing.ended_by_id,
        "may_end_be_undone": thing.may_be_taken_back(today)
        and thing.ending == Commitment.Ending.NOBODY
        and may(request.user, "commitments.end", thing),
        "may_hand_over": thing.may_change_hands and may(request.user, HAND_OVER, thing),
        "may_end": thing.is_open and may(request.user, "commitments.end", thing),
        "handing": asked,
        "is_asked": asked is not None and asked.taken_by_id == request.user.pk,
        "is_silent": thing.is_silent(today),
        "way": way_of(thing, changes, today, mirrored=translation.get_language_bidi()),
        "beside": words_beside([thing], request.user, today).get(thing.pk, []),
        "sections": sections_under(thing, request.user, today),
    }
    return render(request, "commitments/one.html", context)


def _make(request: SignedInRequest, form: MakeForm, round_id: UUID | None) -> UUID:
    """Make the promise that was typed; given twice, the first one is it."""
    question = form.cleaned_data.get("question", "")
    origin = queries.origin_of(round_id, question) if round_id and question else None
    typed, now = form.made(), timezone.now()
    if origin is not None and typed["kind"] == Commitment.Kind.PROMISE:
        typed["kind"] = None  # what answers a result is an answer, unless it was called otherwise
    try:
        made = actions.make_commitment(by=request.user, at=now, origin=origin, **typed)
    except AlreadyGivenError as given:
        return given.first
    return made.pk


def _moulds(request: SignedInRequest) -> list[tuple[Mould, str]]:
    """Each mould with the address that begins a promise from it, and keeps what was chosen."""
    kept = request.GET.copy()
    found = []
    for mould in MOULDS:
        kept["text"], kept["kind"] = str(mould.text), mould.kind
        found.append((mould, f"?{kept.urlencode()}#id_text"))
    return found


def _round_in(request: SignedInRequest) -> UUID | None:
    """Read which round the address names; what names none is a promise given freely."""
    try:
        return UUID(request.GET.get("round", ""))
    except ValueError:
        return None


def base(today: date) -> dict[str, object]:
    """What every page of a promise needs."""
    return {"place": "promises", "today": today}
