"""Addresses of this room: those of programs, and the owner's page of tokens."""

from django.urls import URLPattern, path

from bothways.api import views

app_name = "api"
urlpatterns: list[URLPattern] = [
    path("api/v1/openapi.json", views.openapi, name="openapi"),
    path("api/v1/<path:path>", views.calls, name="calls"),
    path("api/<path:path>", views.nothing_here, name="nothing-here"),
    path("installation/tokens/", views.tokens, name="tokens"),
    path("installation/tokens/<int:pk>/revoke/", views.revoke, name="revoke"),
]
