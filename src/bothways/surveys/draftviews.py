"""Screens about drafts of rounds: what is asked, in which words, and when."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bothways.access.guard import SignedInRequest, guarded
from bothways.people.errors import RefusedError
from bothways.people.queries import leaders_here
from bothways.surveys import actions, own
from bothways.surveys.bank import askable, construct_name
from bothways.surveys.errors import OwnRefusedError
from bothways.surveys.forms import DaysForm, RoundForm, WordingsForm, start_values, values_of
from bothways.surveys.models import Round
from bothways.surveys.schedule import suggested
from bothways.surveys.views import round_page


@require_http_methods(["GET", "POST"])
@guarded("rounds.keep")
def new(request: SignedInRequest) -> HttpResponse:
    """Prepare a round; it begins with what has not been asked for longest."""
    kind = request.GET.get("kind", Round.Kind.PULSE)
    kind = kind if kind in {Round.Kind.PULSE, Round.Kind.SURVEY} else Round.Kind.PULSE
    audience = request.GET.get("audience", "")
    audience = audience if audience in Round.Audience.values else Round.Audience.EVERYONE
    if request.method == "POST":
        form = _form_of(request.POST)
        try:
            if form.is_valid():
                round_ = actions.prepare_round(by=request.user, **form.values())
                return redirect("surveys:round", pk=round_.pk)
        except RefusedError as refusal:
            form.add_error("own", str(refusal))
    else:
        codes = [item.code for item in suggested(kind, audience)]
        start = start_values(kind, codes, now=timezone.now(), audience=audience)
        start["reuse"] = request.GET.getlist("own")
        form = _form_of(None, initial=start)
    return _compose(request, form)


@require_http_methods(["GET", "POST"])
@guarded("rounds.keep", Round)
def change(request: SignedInRequest, round_: Round) -> HttpResponse:
    """Change a draft; once announced, the attempt is refused and put on the record."""
    if round_.is_about_promises:
        return _change_days(request, round_)
    try:
        if request.method != "POST":
            return _compose(request, _form_of(None, initial=values_of(round_)), round_)
        form = _form_of(request.POST)
        if not form.is_valid():
            return _compose(request, form, round_)
        actions.change_round(round_, by=request.user, at=timezone.now(), **form.values())
    except OwnRefusedError as refusal:
        form.add_error("own", str(refusal))
        return _compose(request, form, round_)
    except RefusedError as refusal:
        return round_page(request, round_, refusal=refusal, status=409)
    return redirect("surveys:round", pk=round_.pk)


@require_http_methods(["GET", "POST"])
@guarded("rounds.keep", Round)
def wordings(request: SignedInRequest, round_: Round) -> HttpResponse:
    """What a draft's own questions say in the other languages."""
    form = WordingsForm(request.POST or None, questions=round_.questions.all())
    try:
        if request.method == "POST" and form.is_valid():
            actions.word_questions(round_, form.texts(), by=request.user, at=timezone.now())
            return redirect("surveys:round", pk=round_.pk)
    except RefusedError as refusal:
        return round_page(request, round_, refusal=refusal, status=409)
    asked = own.were_asked(question for question, _names in form.rows)
    context = {"place": "trust", "round": round_, "form": form, "asked": asked}
    return render(request, "surveys/wordings.html", context, status=422 if form.errors else 200)


def _change_days(request: SignedInRequest, round_: Round) -> HttpResponse:
    """What is asked follows from the promises that ended; the days alone can be chosen."""
    start = {name: timezone.localtime(getattr(round_, name)) for name in ("opens_at", "closes_at")}
    form = DaysForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_days(round_, by=request.user, at=timezone.now(), **form.cleaned_data)
        except RefusedError as refusal:
            return round_page(request, round_, refusal=refusal, status=409)
        return redirect("surveys:round", pk=round_.pk)
    context = {"place": "trust", "round": round_, "form": form}
    return render(request, "surveys/days.html", context, status=422 if form.errors else 200)


def _compose(
    request: SignedInRequest, form: RoundForm, round_: Round | None = None
) -> HttpResponse:
    context = {
        "place": "trust",
        "form": form,
        "groups": _by_construct(set(form["items"].value() or []), _audience_of(form)),
        "of_leaders": _audience_of(form) == Round.Audience.LEADERS,
        "n_leaders": leaders_here().count(),
        "round": round_,
    }
    return render(request, "surveys/compose.html", context, status=422 if form.errors else 200)


def _form_of(data: QueryDict | None, *, initial: Mapping[str, Any] | None = None) -> RoundForm:
    """Return the form with the own questions that those who are asked may be asked.

    What stands in it already is among them, so that it can be taken out.
    """
    start = initial or {}
    audience = (data or start).get("audience") or Round.Audience.EVERYONE
    there = data.getlist("reuse") if data is not None else start.get("reuse", [])
    reuse = own.to_choose(str(audience), there=there)
    return RoundForm(data, initial=dict(start), reuse=reuse)


def _audience_of(form: RoundForm) -> str:
    return str(form["audience"].value() or Round.Audience.EVERYONE)


def _by_construct(chosen: set[str], audience: str) -> list[dict[str, Any]]:
    """Return the question book for the form: per construct its items, and whether one is chosen."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for item in askable(Round.Kind.SURVEY, audience):
        row = {"item": item, "chosen": item.code in chosen}
        groups.setdefault(item.construct, []).append(row)
    return [
        {"name": construct_name(code), "rows": rows, "open": any(row["chosen"] for row in rows)}
        for code, rows in groups.items()
    ]
