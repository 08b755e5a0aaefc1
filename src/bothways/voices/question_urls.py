"""Addresses of questions to those in charge, below /questions/."""

from django.urls import URLPattern, path

from bothways.voices import views

app_name = "questions"
urlpatterns: list[URLPattern] = [
    path("", views.questions, name="list"),
    path("new/", views.new_question, name="new"),
    path("<uuid:pk>/", views.question, name="one"),
]
