"""The calculator's page. What is put in is worked out, shown and forgotten: there is no model."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from bothways.access.guard import SignedInRequest, guarded
from bothways.calculator.apart import worked_out_apart
from bothways.calculator.errors import BadFileError
from bothways.calculator.figures import FirmScores
from bothways.calculator.forms import SheetsForm
from bothways.calculator.table import as_csv
from bothways.calculator.uploads import InMemoryAlone
from bothways.calculator.words import MOST_DRAWN, tell

View = Callable[..., HttpResponseBase]


def in_memory_alone(view: View) -> View:
    """Let no file that is sent touch a disk. It has to be said before anything reads the request,
    so the check of the form's token is done here, and not on the way in."""

    @csrf_exempt
    @wraps(view)
    def around(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        request.upload_handlers = [InMemoryAlone(request)]
        return csrf_protect(view)(request, **kwargs)

    return around


@in_memory_alone
@require_http_methods(["GET", "POST"])
@guarded("calculator.see")
def work_out(request: SignedInRequest) -> HttpResponse:
    """Show the form, and below it what came out.

    The answer to a POST is the page itself: to lead on to another one it would have to be kept.
    """
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form, scores = SheetsForm(*sent), []
    if sent and form.is_valid():
        try:
            scores = worked_out_apart(form.firms, form.wanted)
        except BadFileError as refusal:
            form.add_error(None, str(refusal))
    page = {"form": form, "place": "trust", **(_result(form, scores) if scores else {})}
    status = 422 if form.errors else 200
    return render(request, "calculator/calculator.html", page, status=status)


def _result(form: SheetsForm, scores: list[FirmScores]) -> dict[str, object]:
    n_teams = sum(len(firm.teams) for firm in scores)
    several = len(scores) > 1 or bool(scores[0].name)
    return {
        "told": tell(scores),
        "kind": form.wanted,
        "drawn": n_teams <= MOST_DRAWN,
        "several": several,
        "file": "data:text/csv;charset=utf-8," + quote(as_csv(scores, with_firms=several)),
    }
