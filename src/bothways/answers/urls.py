"""Addresses of this room."""

from django.urls import path

from bothways.answers import views

app_name = "answers"
urlpatterns = [
    path("", views.list_, name="list"),
    path("poster.pdf", views.poster, name="poster"),
    path("<uuid:pk>/give/", views.give, name="give"),
    path("<uuid:pk>/first/", views.override, name="override"),
]
