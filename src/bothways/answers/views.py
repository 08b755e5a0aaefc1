"""'You said, we did, we won't because', its poster, and asking before the answers are given."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from bothways.access.guard import SignedInRequest, guarded, may
from bothways.answers import actions, queries
from bothways.answers.errors import AnsweredMeanwhileError, ChangedMeanwhileError
from bothways.answers.forms import GiveForm, WhyForm
from bothways.answers.poster import poster_of
from bothways.answers.queries import DID, SILENT, STATES, WAITING, WILL, WONT, Entry
from bothways.commitments.hints import hints_for
from bothways.confirmations.queries import helped
from bothways.people.errors import RefusedError
from bothways.surveys.models import Round
from bothways.surveys.queries import reading_of

A_PAGE = 20
CONFLICT = 409
DONE_WITH = {WILL, DID, WONT}  # among all rounds, what came back is one press away
HEADINGS = {
    WAITING: pgettext_lazy("state of an answer", "Waiting for an answer"),
    SILENT: pgettext_lazy("state of an answer", "Broken or silent"),
    WILL: pgettext_lazy("state of an answer", "We will"),
    DID: pgettext_lazy("state of an answer", "We did"),
    WONT: pgettext_lazy("state of an answer", "We won't, because"),
}


@dataclass
class Typed:
    """An answer that could not be taken as it was typed: for which entry, and what is the matter.

    hints: what could be said more exactly, told once; the second press goes through.
    as_it_is, beside_others: what the next press says knowingly: that it stays as vague, that it
        stands beside somebody else's answer. Said once, it stays said.
    """

    key: str
    form: GiveForm
    as_it_is: bool = False
    beside_others: bool = False
    refusal: RefusedError | None = None
    hints: list[str] = field(default_factory=list)


@require_safe
@guarded("answers.see")
def list_(request: SignedInRequest) -> HttpResponse:
    """Every result, suggestion or question with what came back, what is owed first."""
    return _list(request, _round_in(request))


@require_http_methods(["GET", "POST"])
@guarded("answers.give", Round)
def give(request: SignedInRequest, round_: Round) -> HttpResponse:
    """Answer one question of a round, on the page where it waits."""
    there = f"{reverse('answers:list')}?{urlencode({'round': round_.pk})}"
    code = request.POST.get("question", "")
    entry = queries.entry_of(round_, code)
    if request.method != "POST" or entry is None:
        return redirect(there)
    form = GiveForm(request.POST, auto_id=_ids_for(entry))
    typed = Typed(entry.key, form)
    typed.as_it_is = "as_it_is" in request.POST
    typed.beside_others = "beside_others" in request.POST
    if typed.form.is_valid():
        said = typed.form.cleaned_data
        if typed.form.will and not typed.as_it_is:
            typed.hints = hints_for(said["words"], translation.get_language() or "")
            typed.as_it_is = bool(typed.hints)
        if not typed.hints:
            try:
                actions.give_answer(
                    round_,
                    code,
                    by=request.user,
                    will=typed.form.will,
                    words=said["words"],
                    day=said["day"],
                    at=timezone.now(),
                    beside_others=typed.beside_others,
                )
            except RefusedError as error:
                typed.beside_others |= isinstance(error, AnsweredMeanwhileError)
                typed.refusal = None if typed.form.put_at_its_field(error) else error
            else:
                return redirect(f"{there}#{entry.anchor}")
    return _list(request, round_.pk, typed)


@require_safe
@guarded("answers.see")
def poster(request: SignedInRequest) -> HttpResponse:
    """One page for the canteen, with the way here."""
    response = HttpResponse(poster_of(on=timezone.localdate()), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="you-said-we-did.pdf"'
    return response


@require_http_methods(["GET", "POST"])
@guarded("overrides.agree", Round)
def override(request: SignedInRequest, round_: Round) -> HttpResponse:
    """Agree for one's side that a round can't wait for the answers; withdraw it again."""
    if round_.state != Round.State.DRAFT and request.method != "POST":
        raise Http404
    reading, refusal = reading_of(round_), None
    form = WhyForm(request.POST or None, initial={"reading": reading})
    now = timezone.now()
    if request.method == "POST":
        try:
            if "withdraw" in request.POST:
                actions.withdraw(round_, by=request.user, at=now)
                return redirect("answers:override", round_.pk)
            if form.is_valid():
                actions.agree(round_, by=request.user, at=now, **form.cleaned_data)
                return redirect("answers:override", round_.pk)
        except RefusedError as error:
            refusal = error
            if isinstance(error, ChangedMeanwhileError):
                form = form.read_again(reading)
    given = queries.agreements_of(round_)
    context = {
        "place": "promises",
        "round": round_,
        "questions": round_.questions.all(),
        "form": form,
        "refusal": refusal,
        "owed": queries.owed_before(round_, timezone.localdate()),
        "given": given,
        "lapsed": queries.lapsed_of(round_),
        "mine": next((one for one in given if one.by_id == request.user.pk), None),
        "is_possible": queries.somebody_can_agree(),
        "is_agreed": queries.agreed(round_),
        "keeps": may(request.user, "rounds.keep"),
    }
    status = CONFLICT if refusal else 422 if form.errors else 200
    return render(request, "answers/override.html", context, status=status)


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    """Put what is owed first, then as the sections stand, the newest first in each."""
    on = timezone.localdate()
    newest_first = sorted(entries, key=lambda entry: entry.first_on, reverse=True)
    return sorted(newest_first, key=lambda entry: STATES.index(entry.state(on)))


def _list(request: SignedInRequest, only: UUID | None, typed: Typed | None = None) -> HttpResponse:
    on = timezone.localdate()
    entries = queries.entries_of_rounds()
    rounds = {entry.round.pk: entry.round for entry in entries if entry.round}
    if only is not None:
        entries = [entry for entry in entries if entry.round and entry.round.pk == only]
    else:
        entries += queries.entries_of_voices()
    page = Paginator(in_order(entries), A_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    forms = _forms(shown, typed) if may(request.user, "answers.give") else {}
    context = {
        "place": "promises",
        "today": on,
        "page": page,
        "sections": [
            (key, HEADINGS[key], key in DONE_WITH and only is None, of)
            for key in STATES
            if (of := _of(shown, key))
        ],
        "rounds": list(rounds.values()),
        "only": only,
        "helped": helped([p.pk for entry in shown for p in entry.promises]),
        "forms": forms,
        "typed": typed,
        "opened": typed.key if typed else next(iter(forms), "") if only else "",
    }
    status = 200
    if typed is not None and not typed.hints:
        status = CONFLICT if typed.refusal else 422
    return render(request, "answers/list.html", context, status=status)


def _forms(shown: Sequence[Entry], typed: Typed | None) -> dict[str, GiveForm]:
    """Return a form for each question that waits, and the one that was typed as it was typed."""
    waiting = (one for one in shown if one.round and not one.is_answered)
    forms = {entry.key: GiveForm(auto_id=_ids_for(entry)) for entry in waiting}
    return forms | {typed.key: typed.form} if typed else forms


def _ids_for(entry: Entry) -> str:
    """Return what begins the id of each field: there are as many forms as questions that wait."""
    return f"{entry.anchor}-%s"


def _of(entries: Sequence[Entry], state: str) -> list[Entry]:
    on = timezone.localdate()
    return [entry for entry in entries if entry.state(on) == state]


def _round_in(request: SignedInRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("round", ""))
    except ValueError:
        return None
