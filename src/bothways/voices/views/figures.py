"""The figures of ideas and questions, to take away."""

import csv

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bothways.access.guard import SignedInRequest, guarded
from bothways.voices.figures import table


@require_safe
@guarded("voices.see")
def figures(_request: SignedInRequest) -> HttpResponse:
    """What became of them, month by month, as a table."""
    today = timezone.localdate()
    name = f"bothways-ideas-and-questions-{today:%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers=headers)
    csv.writer(response).writerows(table(on=today))
    return response
