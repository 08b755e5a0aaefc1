"""A release to take away: what this person may see, as JSON or CSV."""

import csv
import json
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from bothways.access.guard import SignedInRequest, guarded
from bothways.pure.ballots import canonical_json
from bothways.pure.disclosure import Released
from bothways.results import queries
from bothways.results.looks import keep_look_at_all
from bothways.results.models import Sheet
from bothways.results.round_file import round_file
from bothways.results.tables import rows
from bothways.results.visibility import seen_by
from bothways.storage.replica import read_apart
from bothways.surveys.ahead import person_tag
from bothways.surveys.models import Round


@require_GET
@guarded("rounds.see", Round)
def as_json(request: SignedInRequest, round_: Round) -> HttpResponse:
    """The release as JSON, with the round's rules."""
    released = _seen(request, round_)
    document = {"rules": round_.rules, "release": json.loads(released.to_json())}
    text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)
    return _download(text, "application/json", round_, "json")


@require_GET
@guarded("rounds.see", Round)
def public(request: SignedInRequest, round_: Round) -> HttpResponse:
    """All it takes to check a round elsewhere; with `?mine=1` the figures one may see oneself."""
    if not round_.manifest:
        raise Http404
    for_ = request.user if "mine" in request.GET else None
    if for_:
        keep_look_at_all(for_, round_, on=localdate())
    text = canonical_json(round_file(round_, for_=for_))
    return _download(text, "application/json", round_, "round.json")


@require_GET
@guarded("rounds.see", Round)
def as_csv(request: SignedInRequest, round_: Round) -> HttpResponse:
    """The release as CSV: a row per group and question."""
    response = _download("\ufeff", "text/csv; charset=utf-8", round_, "csv")
    writer = csv.writer(response)
    writer.writerows(rows(_seen(request, round_), round_.rules))
    return response


@require_GET
@guarded("rounds.see", Round)
def counted(request: SignedInRequest, round_: Round) -> HttpResponse:
    """'Was my answer counted?' The page asks for the whole list and looks itself."""
    if round_.state == Round.State.DRAFT:
        raise Http404
    page = {
        "place": "trust",
        "round": round_,
        "sheet": Sheet.objects.filter(pk=round_.pk).exists(),
        "person_tag": person_tag(request.user),
    }
    return render(request, "results/counted.html", page)


def _seen(request: SignedInRequest, round_: Round) -> Released:
    released = read_apart(partial(queries.release_of, round_)) or queries.release_of(round_)
    if released is None:
        raise Http404
    keep_look_at_all(request.user, round_, on=localdate())
    return seen_by(request.user, round_, released)


def _download(text: str, kind: str, round_: Round, ending: str) -> HttpResponse:
    name = f"bothways-{round_.closes_at:%Y-%m-%d}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=kind, headers=headers)
