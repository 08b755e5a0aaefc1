"""A sign of life for whoever watches the server, and numbers for who has the token."""

import hmac
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connections
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from bothways.access.guard import open_to_all
from bothways.jobs.queries import last_runs
from bothways.operations import metrics as numbers

ASLEEP = timedelta(minutes=5)
TEXT = "text/plain; charset=utf-8"


@never_cache
@open_to_all("a watcher asks whether the server answers; with ?deep=1 whether all of it does")
def healthz(request: HttpRequest) -> HttpResponse:
    """Say 'ok'; asked deeply, also ask both databases and look whether the worker works."""
    failing = _failing() if request.GET.get("deep") else []
    if failing:
        return HttpResponse(f"failing: {', '.join(failing)}\n", status=503, content_type=TEXT)
    return HttpResponse("ok\n", content_type=TEXT)


@require_GET
@never_cache
@open_to_all("numbers without people or rounds, for whoever brings the token of BOTHWAYS_METRICS")
def metrics(request: HttpRequest) -> HttpResponse:
    """Numbers for Prometheus; without the right token there is nothing here."""
    token, shown = settings.METRICS_TOKEN, request.headers.get("Authorization", "")
    if not token or not hmac.compare_digest(f"Bearer {token}".encode(), shown.encode()):
        raise Http404
    return HttpResponse(numbers.written(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _failing() -> list[str]:
    """Return what does not answer: databases, then the worker."""
    failing = []
    for alias in ("default", "ballots"):
        try:
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError:
            failing.append(f"database {alias}")
    if not failing and not _worker_is_awake():
        failing.append("worker")
    return failing


def _worker_is_awake() -> bool:
    last = max((run.last_run_at for run in last_runs() if run.last_run_at), default=None)
    return last is not None and timezone.now() - last < ASLEEP
