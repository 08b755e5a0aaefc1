"""Addresses of this room."""

from django.urls import URLPattern, path

from bothways.decisions import views

app_name = "decisions"
urlpatterns: list[URLPattern] = [
    path("", views.list_, name="list"),
    path("<uuid:pk>/", views.one, name="one"),
]
