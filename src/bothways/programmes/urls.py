"""Addresses of this room."""

from django.urls import URLPattern, path

from bothways.programmes import views

app_name = "programmes"
urlpatterns: list[URLPattern] = [
    path("", views.list_, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:pk>/", views.one, name="one"),
    path("<uuid:pk>/<slug:act>/", views.act, name="act"),
]
