"""A sign of life for whoever watches the server."""

from django.http import HttpRequest, HttpResponse

from bothways.access.guard import open_to_all


@open_to_all("a watcher asks whether the server answers; it says nothing else")
def healthz(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")
