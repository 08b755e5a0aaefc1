"""The slot of the box: no session, no cookie, no name."""

from django.http import HttpRequest, JsonResponse


def accept(_request: HttpRequest, _box: str) -> JsonResponse:
    """Take one sealed ballot."""
    return JsonResponse({"error": "unknown"}, status=404)
