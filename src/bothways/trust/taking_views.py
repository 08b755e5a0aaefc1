"""The whole story to take away: as a report to print, as a table, as a file for a program."""

import csv
import json

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from bothways.access.guard import SignedInRequest, guarded
from bothways.trust import queries, story_file
from bothways.trust.chapters import Story
from bothways.trust.report import report_of
from bothways.voices.figures import a_year_of


@require_GET
@guarded("trust.see")
def report(request: SignedInRequest) -> HttpResponse:
    """Two pages of A4, the same for everyone."""
    story, today = _story(request), timezone.localdate()
    kept, _signs = queries.word_kept(on=today)
    answered = [*story.everyone[:2], *story.of_leaders[:1]]
    answers = queries.answers_to(answered, on=today)[: queries.MOST_ANSWERS]
    drawn = report_of(story, kept, answers, on=today)
    return _download(drawn, "application/pdf", "pdf", shown=True)


@require_GET
@guarded("trust.see")
def as_json(request: SignedInRequest) -> HttpResponse:
    """Every figure of the firm with its rounds' manifests, as JSON."""
    today = timezone.localdate()
    kept, _signs = queries.word_kept(on=today)
    heard = a_year_of(on=today)
    document = story_file.document(_story(request), kept, on=today, heard=heard)
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return _download(text, "application/json", "json")


@require_GET
@guarded("trust.see")
def as_csv(request: SignedInRequest) -> HttpResponse:
    """Every figure of the firm, a row each."""
    response = _download("\ufeff", "text/csv; charset=utf-8", "csv")
    csv.writer(response).writerows(story_file.rows(_story(request)))
    return response


def _story(request: SignedInRequest) -> Story:
    story = queries.story(request.GET.get("round", ""))
    if story is None or story.newest is None:
        raise Http404
    return story


def _download(said: str | bytes, kind: str, ending: str, *, shown: bool = False) -> HttpResponse:
    name = f"bothways-trust-{timezone.localdate():%Y-%m-%d}.{ending}"
    how = "inline" if shown else "attachment"
    headers = {"Content-Disposition": f'{how}; filename="{name}"'}
    return HttpResponse(said, content_type=kind, headers=headers)
