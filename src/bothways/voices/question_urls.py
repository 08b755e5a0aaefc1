"""Addresses of questions to those in charge, below /questions/."""

from django.urls import URLPattern, path

from bothways.voices import views

app_name = "questions"
urlpatterns: list[URLPattern] = [
    path("<uuid:pk>/", views.question, name="one"),
]
