"""The last screens: the round, what people are told, the poster, the days after."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bothways.access.guard import SignedInRequest, guarded, may
from bothways.firm.actions import choose_round, keep_words, mail_words
from bothways.firm.errors import MailOrNotError, NothingToAnnounceError
from bothways.firm.forms import ReadyForm, WordsForm
from bothways.firm.outlook import outlook
from bothways.firm.path import path_for
from bothways.firm.poster import poster_of
from bothways.firm.queries import announced_round, chosen_draft, first_round, n_mailed
from bothways.firm.ready import READY, TRUST, ready_of
from bothways.firm.telling import facts_of, in_the_firms_language, words_of
from bothways.firm.views.way import onward, show
from bothways.notifications.reach import leads_here_only, mail_leaves
from bothways.people.errors import RefusedError
from bothways.people.models import Organisation
from bothways.surveys.actions import announce_round
from bothways.surveys.errors import CannotOpenError
from bothways.surveys.forms import start_values
from bothways.surveys.models import Round
from bothways.surveys.registry import what_stands_in_the_way

ANSWERED_WITHIN = timedelta(days=10)
REMINDED_BEFORE = timedelta(days=1)


@require_http_methods(["GET", "POST"])
@guarded("firm.set_up")
def first(request: SignedInRequest) -> HttpResponse:
    """Choose the first round from three good ones."""
    now, draft = timezone.now(), chosen_draft()
    start = start_values(Round.Kind.PULSE, [], now=now)
    chosen = ready_of(draft) if draft else None
    if draft:
        start |= {"opens_at": draft.opens_at, "closes_at": draft.closes_at}
    start["ready"] = chosen.key if chosen else "" if draft else TRUST.key
    form = ReadyForm(request.POST if request.method == "POST" else None, initial=start)
    announced = announced_round()
    if request.method == "POST" and announced is None and form.is_valid():
        ready = next(r for r in READY if r.key == form.cleaned_data["ready"])
        opens, closes = form.cleaned_data["opens_at"], form.cleaned_data["closes_at"]
        choose_round(ready, opens_at=opens, closes_at=closes, by=request.user, at=now)
        return onward(request, "round")
    firm = Organisation.objects.get()
    page = {
        "form": form,
        "announced": announced,
        "draft": draft,
        "ready": READY,
        "chosen": form["ready"].value(),
        "look": outlook(k=firm.k, c=firm.c, at=now),
    }
    return show(request, "round", status=422 if form.errors else 200, **page)


@require_http_methods(["GET", "POST"])
@guarded("firm.set_up")
def words(request: SignedInRequest) -> HttpResponse:
    """Write what people are told, with what is true beside it."""
    round_ = first_round()
    if round_ is None:
        return show(request, "words")
    saved = _save_words(request, round_)
    if isinstance(saved, HttpResponse):
        return onward(request, "words")
    form, refusal = saved
    status = 409 if refusal else 422 if form.errors else 200
    return show(request, "words", status=status, form=form, refusal=refusal, **_told(round_))


@require_http_methods(["GET", "POST"])
@guarded("firm.set_up")
def announce(request: SignedInRequest) -> HttpResponse:
    """Fix the rules of the first round, and let everyone know."""
    round_, now, refusal = first_round(), timezone.now(), None
    if round_ is not None and round_.state != Round.State.DRAFT:
        return redirect("firm:done")
    if request.method == "POST":
        try:
            if round_ is None:
                raise NothingToAnnounceError
            if _must_say_whether_to_mail() and "mail" not in request.POST:
                raise MailOrNotError
            announce_round(round_, by=request.user, at=now)
            if request.POST.get("mail", "no") != "no":
                _mail(request, round_)
            return redirect("firm:done")
        except RefusedError as error:
            refusal = error
    reasons = what_stands_in_the_way(round_, now) if round_ else []
    if isinstance(refusal, CannotOpenError):
        reasons, refusal = refusal.reasons, None
    page: dict[str, Any] = {"round": round_, "reasons": reasons, "refusal": refusal}
    page |= {"has_mail": settings.MAIL_LEAVES, "is_here_only": leads_here_only()}
    return show(request, "announce", status=409 if request.method == "POST" else 200, **page)


@require_GET
@guarded("firm.set_up")
def done(request: SignedInRequest) -> HttpResponse:
    """Say what happens now, day by day, and what is missing still."""
    round_ = announced_round()
    left = [stage for stage in path_for(request.user) if stage.state != "done" and stage.is_mine]
    page: dict[str, Any] = {"round": round_, "left": left, "has_mail": settings.MAIL_LEAVES}
    if round_ is not None:
        page["reminded_at"] = round_.closes_at - REMINDED_BEFORE
        page["answered_by"] = round_.closes_at + ANSWERED_WITHIN
        page["n_mailed"] = n_mailed(round_)
    return render(request, "firm/done.html", page)


@require_GET
@guarded("rounds.see", Round)
def announcement(request: SignedInRequest, round_: Round) -> HttpResponse:
    """What people are told of a round: to read, to print, to read aloud."""
    _seen_by(request, round_)
    page = {
        "place": "trust",
        "keeps": may(request.user, "rounds.keep"),
        "may_mail": settings.MAIL_LEAVES and round_.state == Round.State.OPEN,
        **_told(round_),
    }
    return render(request, "firm/announcement.html", page)


@require_http_methods(["GET", "POST"])
@guarded("rounds.keep", Round)
def change_words(request: SignedInRequest, round_: Round) -> HttpResponse:
    """Write the firm's own words about any round."""
    _seen_by(request, round_)
    saved = _save_words(request, round_)
    if isinstance(saved, HttpResponse):
        return redirect("firm:announcement", pk=round_.pk)
    form, refusal = saved
    page = {"place": "trust", "form": form, "refusal": refusal, **_told(round_)}
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "firm/change_words.html", page, status=status)


@require_POST
@guarded("rounds.keep", Round)
def mail_it(request: SignedInRequest, round_: Round) -> HttpResponse:
    """Mail the announcement to everyone who is asked, once."""
    _seen_by(request, round_)
    _mail(request, round_)
    return redirect("firm:announcement", pk=round_.pk)


@require_GET
@guarded("rounds.see", Round)
def poster(request: SignedInRequest, round_: Round) -> HttpResponse:
    """One page to print and hang up, as a PDF in the firm's language."""
    _seen_by(request, round_)
    response = HttpResponse(poster_of(round_), content_type="application/pdf")
    shown = "attachment" if "save" in request.GET else "inline"
    response["Content-Disposition"] = f'{shown}; filename="poster.pdf"'
    return response


def _save_words(
    request: SignedInRequest, round_: Round
) -> HttpResponse | tuple[WordsForm, RefusedError | None]:
    """Keep what was typed, or return the form with what stands in the way."""
    told = words_of(round_)
    start = {"words": told.words, "contact": told.contact}
    if request.method != "POST":
        return WordsForm(initial=start), None
    form = WordsForm(request.POST)
    if not form.is_valid():
        return form, None
    try:
        keep_words(round_, **form.cleaned_data)
    except RefusedError as refusal:
        return form, refusal
    return HttpResponse(status=204)


def _mail(request: SignedInRequest, round_: Round) -> None:
    told = words_of(round_)
    if told.pk is None:
        keep_words(round_, words=told.words, contact=told.contact)
    mail_words(round_, by=request.user, at=timezone.now())


def _told(round_: Round) -> dict[str, object]:
    with in_the_firms_language():
        facts = facts_of(round_)
    return {
        "round": round_,
        "told": words_of(round_),
        "facts": facts,
        "poster": reverse("firm:poster", args=[round_.pk]),
        "answered_by": round_.closes_at + ANSWERED_WITHIN,
        "is_here_only": leads_here_only(),
    }


def _seen_by(request: SignedInRequest, round_: Round) -> None:
    if round_.state == Round.State.DRAFT and not may(request.user, "rounds.keep"):
        raise Http404
    if round_.is_about_promises:  # what is told of other rounds is not true of it
        raise Http404


def _must_say_whether_to_mail() -> bool:
    """A mail could go out whose links lead nowhere, so nothing is taken for granted."""
    return mail_leaves() and leads_here_only()
