"""An address at which something fixed is tried in a transaction, for the tests of attempts."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from bothways.config.urls import urlpatterns as real
from bothways.surveys.models import Round


@transaction.atomic
def try_it(_request: HttpRequest) -> HttpResponse:
    """Change what is fixed, in a transaction that goes with it."""
    Round.objects.update(title="Another title")
    return HttpResponse()


urlpatterns = [path("try/", try_it), *real]
