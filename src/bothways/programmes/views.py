"""Pages of 'did it work?'. What is on them holds for everyone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from bothways.access.guard import SignedInRequest, guarded, may
from bothways.commitments.models import Commitment
from bothways.outcomes.queries import Table, table
from bothways.people.errors import RefusedError
from bothways.programmes import actions, months, queries, words
from bothways.programmes.errors import AlreadyDeclaredError
from bothways.programmes.forms import WEEKS_OF_MONTHS, DeclareForm, SayForm
from bothways.programmes.models import Design, Programme
from bothways.programmes.month_words import could_be_seen, sight_by_length
from bothways.programmes.queries import Asked, Group
from bothways.pure.measurement.impact import in_drawn_order

A_PAGE = 30
BY_MONTHS = Design.Chosen.FIRM


@dataclass(frozen=True)
class Act:
    """One thing that can be done about a programme: what the page says, and does."""

    title: Promise
    lede: Promise
    button: Promise
    do: Callable[..., object]


ACTS = {
    "say": Act(
        _("Add a word"),
        _("What went otherwise than declared, or how it goes. It is added; nothing is replaced."),
        _("Say it"),
        actions.say,
    ),
    "withdraw": Act(
        _("Take it back"),
        _("Before its start a declaration can be taken back. It stays in sight, with your reason."),
        _("Take it back"),
        actions.withdraw,
    ),
    "stop": Act(
        _("End it early"),
        _("Then nothing is looked at. That it was tried and ended stays in sight, with why."),
        _("End it early"),
        actions.stop,
    ),
}


@require_safe
@guarded("programmes.see")
def list_(request: SignedInRequest) -> HttpResponse:
    """All that was declared, the newest first."""
    today = timezone.localdate()
    page = Paginator(queries.listed(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "place": "trust",
        "page": page,
        "rows": [(one, words.standing(one, today)) for one in page],
        "may_declare": may(request.user, "programmes.declare"),
    }
    return render(request, "programmes/list.html", context)


@require_http_methods(["GET", "POST"])
@guarded("programmes.declare")
def new(request: SignedInRequest) -> HttpResponse:
    """Declare: first how groups are chosen (?chosen=), then what and for whom."""
    chosen = request.GET.get("chosen", "")
    by_months, figures = chosen == BY_MONTHS, table()
    asked = months.may_be_changed(figures) if by_months else queries.askable()
    groups = [] if by_months else queries.newest_groups()
    context: dict[str, object] = {"place": "trust", "chosen": chosen}
    if not by_months and not (asked and groups):
        context |= {"way": words.WAYS[BY_MONTHS], "meaning": words.WHAT_IT_MEANS[BY_MONTHS]}
        return render(request, "programmes/nothing_asked.html", context)
    if chosen not in Design.Chosen.values:
        ways = [(way, words.WAYS[way], words.WHAT_IT_MEANS[way]) for way in words.WAYS]
        return render(request, "programmes/ways.html", context | {"ways": ways})
    promises = Commitment.objects.made_in_the_open().still_open()
    form = DeclareForm(
        request.POST or None, chosen=chosen, asked=asked, groups=groups, promises=promises
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.declare(form.wish(), by=request.user, at=timezone.now())
        except AlreadyDeclaredError as given:
            return redirect("programmes:one", given.first)
        except RefusedError as error:
            refusal = error
        else:
            return redirect("programmes:one", made.pk)
    context |= {
        "form": form,
        "refusal": refusal,
        "way": words.WAYS[Design.Chosen(chosen)],
        "by_months": [] if not by_months else _of_each(asked, figures),
        "seen": [] if by_months else _of_groups(chosen, asked, groups),
    }
    return render(request, "programmes/new.html", context, status=409 if refusal else 200)


def _of_groups(chosen: str, asked: Mapping[str, Asked], groups: Sequence[Group]) -> list[str]:
    return words.sight_words(
        chosen=chosen,
        sizes=[group.n for group in groups],
        n_first=len(groups) // 2,
        n_items=1,
        scale=next(iter(asked.values())).scale,
    )


def _of_each(
    asked: Mapping[str, Asked], figures: Table
) -> list[tuple[str, list[str], list[tuple[int, str]]]]:
    """Return for each figure what could be seen of it by weeks, if it began tomorrow."""
    begins = timezone.localdate() + timedelta(days=1)
    return [
        (one.name, *sight_by_length(one, figures, starts_on=begins, lengths=WEEKS_OF_MONTHS))
        for one in asked.values()
    ]


@require_safe
@guarded("programmes.see", Programme)
def one(request: SignedInRequest, thing: Programme) -> HttpResponse:
    """One programme: what was declared, who begins, what could be seen, what came out."""
    programme = queries.listed().get(pk=thing.pk)
    today, design = timezone.localdate(), programme.design
    by_months = design.is_by_months
    drawn, verdict = getattr(programme, "draw", None), getattr(programme, "verdict", None)
    names = {group["key"]: group["name"] for group in design.groups}
    begins = design.begins_first
    seen, missing = _of_months(design, today) if by_months else (words.could_be_seen(design), [])
    context = {
        "place": "trust",
        "programme": programme,
        "design": design,
        "how": words.standing(programme, today),
        "asked": [queries.said_in(item) for item in design.items],
        "way": words.WAYS[Design.Chosen(design.chosen)],
        "begin": [names.get(key, key) for key in begins],
        "wait": [name for key, name in names.items() if begins and key not in begins],
        "seen": seen,
        "missing": missing,
        "look_by": months.look_by(design) if by_months else None,
        "drawn": drawn,
        "keys": in_drawn_order(drawn.seed, names) if drawn else [],
        "sorted_keys": sorted(names),
        "rungs": sorted(words.RUNGS.items(), reverse=True),
        "draw_holds": drawn and queries.draw_holds(programme),
        "verdict": verdict and _said(programme),
        "said": programme.said.select_related("by"),
        "is_as_declared": queries.is_as_declared(programme),
        "may_end": may(request.user, "programmes.end"),
        "may_withdraw": programme.may_be_withdrawn(today),
        "may_stop": programme.may_be_stopped(today),
        "today": today,
    }
    return render(request, "programmes/one.html", context)


def _of_months(design: Design, on: date) -> tuple[list[str], list[str]]:
    """Return what could be seen, and once it is due which months it waits for."""
    figures = table()
    missing = months.still_missing(design, figures) if on >= design.look_from else []
    return could_be_seen(design, figures), [month.words for month in missing]


@require_http_methods(["GET", "POST"])
@guarded("programmes.end", Programme)
def act(request: SignedInRequest, thing: Programme, act: str) -> HttpResponse:
    """Add a word, take back, end early: a page of its own for each."""
    if act not in ACTS:
        raise Http404
    doing, refusal = ACTS[act], None
    form = SayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            doing.do(thing, by=request.user, at=timezone.now(), **form.cleaned_data)
        except RefusedError as error:
            refusal = error
        else:
            return redirect("programmes:one", thing.pk)
    context = {
        "place": "trust",
        "programme": thing,
        "act": doing,
        "form": form,
        "refusal": refusal,
    }
    return render(request, "programmes/act.html", context, status=409 if refusal else 200)


def _said(programme: Programme) -> dict[str, object]:
    """Return a verdict in words."""
    verdict = programme.verdict
    document = verdict.document
    return {
        "rung": document["rung"],
        "rung_words": words.RUNGS[document["rung"]],
        "says": words.SAYS[document["says"]],
        "words": words.verdict_words(document),
        "interval": words.interval_words(document),
        "expected": words.as_expected(programme, document),
        "document": document,
        "before": verdict.before,
        "after": verdict.after,
    }
