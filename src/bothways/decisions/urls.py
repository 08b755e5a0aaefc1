"""Addresses of this room."""

from django.urls import URLPattern, path

from bothways.decisions import views

app_name = "decisions"
urlpatterns: list[URLPattern] = [
    path("", views.list_, name="list"),
    path("new/", views.new, name="new"),
    path("drafts/<uuid:pk>/", views.draft, name="draft"),
    path("drafts/<uuid:pk>/drop/", views.drop, name="drop"),
    path("questions/<int:pk>/answer/", views.answer, name="answer"),
    path("thanks/<int:pk>/", views.thanks, name="thanks"),
    path("<uuid:pk>/", views.one, name="one"),
    path("<uuid:pk>/versions/", views.versions, name="versions"),
    path("<uuid:pk>/change/", views.change, name="change"),
    path("<uuid:pk>/look-again/", views.look_again, name="look-again"),
    path("<uuid:pk>/correct/", views.correct, name="correct"),
    path("<uuid:pk>/ask/", views.ask, name="ask"),
]
