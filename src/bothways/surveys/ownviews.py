"""Screens of a firm's own questions."""

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bothways.access.guard import SignedInRequest, guarded
from bothways.people.errors import RefusedError
from bothways.surveys import actions, own
from bothways.surveys.actions import Words
from bothways.surveys.errors import SameWordsError
from bothways.surveys.models import OwnQuestion, Round
from bothways.surveys.own import Own
from bothways.surveys.ownforms import OwnQuestionForm, language_name
from bothways.surveys.views import round_page
from bothways.surveys.wording import hints


@require_GET
@guarded("rounds.keep")
def list_(request: SignedInRequest) -> HttpResponse:
    """All own questions: when each was asked, and into which draft it can go now."""
    return _list_page(request)


@require_http_methods(["GET", "POST"])
@guarded("rounds.keep")
def new(request: SignedInRequest) -> HttpResponse:
    """Write one; 'Look at it' says what stands out and keeps nothing but the words on the page."""
    form = OwnQuestionForm(request.POST or None)
    if request.method != "POST":
        return _form_page(request, form)
    if not form.is_valid() or "look" in request.POST:
        return _form_page(request, form, looked=form.is_valid())
    try:
        actions.write_question(form.words, by=request.user, at=timezone.now(), heading=form.heading)
    except RefusedError as refusal:
        return _form_page(request, form, refusal=refusal)
    return redirect("surveys:own")


@require_http_methods(["GET", "POST"])
@guarded("rounds.keep", OwnQuestion)
def change(request: SignedInRequest, question: OwnQuestion) -> HttpResponse:
    """One own question with its versions; other words for it."""
    mine = own.own_of(question)
    form = OwnQuestionForm(request.POST or None, own=mine)
    if request.method != "POST":
        return _form_page(request, form, mine=mine)
    if not form.is_valid() or "look" in request.POST:
        return _form_page(request, form, mine=mine, looked=form.is_valid())
    try:
        actions.reword_question(
            question, form.words, by=request.user, at=timezone.now(), heading=form.heading
        )
    except RefusedError as refusal:
        return _form_page(request, form, mine=mine, refusal=refusal)
    return redirect("surveys:own")


@require_POST
@guarded("rounds.keep", OwnQuestion)
def retire(request: SignedInRequest, question: OwnQuestion) -> HttpResponse:
    """Offer it for no round any more."""
    actions.retire_question(question, by=request.user, at=timezone.now())
    return redirect("surveys:own")


@require_POST
@guarded("rounds.keep", OwnQuestion)
def take_up(request: SignedInRequest, question: OwnQuestion) -> HttpResponse:
    """Offer it again."""
    actions.take_up_question(question, by=request.user, at=timezone.now())
    return redirect("surveys:own")


@require_POST
@guarded("rounds.keep", OwnQuestion)
def ask(request: SignedInRequest, question: OwnQuestion) -> HttpResponse:
    """Put it into a draft."""
    round_ = _round_in(request)
    try:
        actions.ask_in(round_, question, by=request.user, at=timezone.now())
    except RefusedError as refusal:
        return round_page(request, round_, refusal=refusal, status=409)
    return redirect("surveys:round", pk=round_.pk)


def _round_in(request: SignedInRequest) -> Round:
    try:
        return Round.objects.get(pk=UUID(request.POST.get("round", "")))
    except (ValueError, Round.DoesNotExist):
        raise Http404 from None


def _list_page(request: SignedInRequest) -> HttpResponse:
    library, drafts = own.library(), own.drafts_to_fill()
    used = own.languages_in_use()
    rows = [
        {
            "own": one,
            "back_on": one.back_on(timezone.now()),
            "drafts": [draft for draft in drafts if draft.takes(one.current)],
            "lacks": _lacks(one.current.texts, used),
        }
        for one in library
        if one.question.retired_on is None
    ]
    context = {
        "place": "trust",
        "rows": rows,
        "retired": [one for one in library if one.question.retired_on is not None],
    }
    return render(request, "surveys/own.html", context)


def _form_page(
    request: SignedInRequest,
    form: OwnQuestionForm,
    *,
    mine: Own | None = None,
    looked: bool = False,
    refusal: RefusedError | None = None,
) -> HttpResponse:
    """looked: somebody pressed 'Look at it', and the words can be looked at."""
    words = form.words.clean() if looked else None
    if words is None and mine is not None and request.method == "GET":
        words = _words_of(mine)
    context = {
        "place": "trust",
        "form": form,
        "own": mine,
        "refusal": refusal,
        "same": refusal.code if isinstance(refusal, SameWordsError) else "",
        "looked": looked,
        "found": _findings(words, mine) if words else [],
        "lacks": _lacks(words.texts, own.languages_in_use()) if words else [],
        "new_version": mine is not None and mine.is_asked,
    }
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "surveys/own_question.html", context, status=status)


def _words_of(mine: Own) -> Words:
    now = mine.current
    return Words(now.text, now.language, now.texts, now.about, now.keyed)


def _findings(words: Words, mine: Own | None) -> list[tuple[str, list[str]]]:
    """Return what stands out in each language: (its name, a sentence each)."""
    found = [(language_name(code), hints(text, code)) for code, text in words.texts.items()]
    near = own.nearly_the_same(words.text, but=mine.question.code if mine else "")
    if near:
        found.insert(0, ("", near))
    return [(name, said) for name, said in found if said]


def _lacks(texts: Mapping[str, str], used: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return the languages that people here read and that these words lack."""
    return [(language_name(code), n) for code, n in used.items() if not texts.get(code)]
