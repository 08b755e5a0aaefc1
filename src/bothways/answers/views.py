"""'You said, we did, we won't because', its poster, and asking before the answers are given."""

from collections.abc import Sequence
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from bothways.access.guard import SignedInRequest, guarded
from bothways.answers import actions, queries
from bothways.answers.forms import WhyForm
from bothways.answers.poster import poster_of
from bothways.answers.queries import DID, SILENT, STATES, WAITING, WILL, WONT, Entry
from bothways.confirmations.queries import helped
from bothways.people.errors import RefusedError
from bothways.people.models import Role
from bothways.people.queries import leaders_here
from bothways.surveys.models import Round

A_PAGE = 30
ANSWERING = {Role.Kind.OWNER, Role.Kind.PEOPLE_LEAD}
HEADINGS = {
    WAITING: pgettext_lazy("state of an answer", "Waiting for an answer"),
    SILENT: pgettext_lazy("state of an answer", "Broken or silent"),
    WILL: pgettext_lazy("state of an answer", "We will"),
    DID: pgettext_lazy("state of an answer", "We did"),
    WONT: pgettext_lazy("state of an answer", "We won't, because"),
}


@require_safe
@guarded("answers.see")
def list_(request: SignedInRequest) -> HttpResponse:
    """Every result, suggestion or question with what came back, what is owed first."""
    on, only = timezone.localdate(), _round_in(request)
    entries = queries.entries_of_rounds()
    rounds = {entry.round.pk: entry.round for entry in entries if entry.round}
    if only is not None:
        entries = [entry for entry in entries if entry.round and entry.round.pk == only]
    else:
        entries += queries.entries_of_voices()
    page = Paginator(in_order(entries), A_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    context = {
        "place": "promises",
        "today": on,
        "page": page,
        "sections": [(key, HEADINGS[key], of) for key in STATES if (of := _of(shown, key))],
        "rounds": list(rounds.values()),
        "only": only,
        "helped": helped([p.pk for entry in shown for p in entry.promises]),
        "may_answer": _is_asked_to_answer(request),
    }
    return render(request, "answers/list.html", context)


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
    form, refusal = WhyForm(request.POST or None), None
    now = timezone.now()
    if request.method == "POST":
        try:
            if "withdraw" in request.POST:
                actions.withdraw(round_, by=request.user, at=now)
                return redirect("answers:override", round_.pk)
            if form.is_valid():
                words = form.cleaned_data["words"]
                actions.agree(round_, by=request.user, words=words, at=now)
                return redirect("answers:override", round_.pk)
        except RefusedError as error:
            refusal = error
    given = queries.agreements_of(round_)
    context = {
        "place": "promises",
        "round": round_,
        "form": form,
        "refusal": refusal,
        "owed": queries.owed_before(round_, timezone.localdate()),
        "given": given,
        "mine": next((one for one in given if one.by_id == request.user.pk), None),
        "is_possible": queries.somebody_can_agree(),
        "is_agreed": queries.agreed(round_),
    }
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "answers/override.html", context, status=status)


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    """Put what is owed first, then as the sections stand, the newest first in each."""
    on = timezone.localdate()
    newest_first = sorted(entries, key=lambda entry: entry.first_on, reverse=True)
    return sorted(newest_first, key=lambda entry: STATES.index(entry.state(on)))


def _of(entries: Sequence[Entry], state: str) -> list[Entry]:
    on = timezone.localdate()
    return [entry for entry in entries if entry.state(on) == state]


def _is_asked_to_answer(request: SignedInRequest) -> bool:
    """Those who lead, own or keep the rounds; anybody else can promise elsewhere."""
    keeps = bool(request.user.role_kinds & ANSWERING)
    return keeps or leaders_here().filter(pk=request.user.pk).exists()


def _round_in(request: SignedInRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("round", ""))
    except ValueError:
        return None
