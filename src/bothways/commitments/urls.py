"""Addresses of this room."""

from django.urls import URLPattern, path

from bothways.commitments import views

app_name = "commitments"
urlpatterns: list[URLPattern] = [
    path("", views.list_, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:pk>/", views.one, name="one"),
    path("<uuid:pk>/<slug:act>/", views.act, name="act"),
]
