"""Addresses of ideas, below /ideas/."""

from django.urls import URLPattern, path

from bothways.voices import views

app_name = "voices"
urlpatterns: list[URLPattern] = [
    path("", views.ideas, name="ideas"),
    path("new/", views.new_idea, name="new"),
    path("<uuid:pk>/", views.idea, name="one"),
    path("<uuid:pk>/vote/", views.vote, name="vote"),
]
