"""Addresses of ideas, and of what is done about ideas and questions, below /ideas/."""

from django.urls import URLPattern, path

from bothways.voices import views

app_name = "voices"
urlpatterns: list[URLPattern] = [
    path("", views.ideas, name="ideas"),
    path("figures.csv", views.figures, name="figures"),
    path("new/", views.new_idea, name="new"),
    path("paper/", views.slip, name="slip"),
    path("paper/keepers/", views.keepers, name="keepers"),
    path("paper/keepers/<uuid:pk>/drop/", views.drop_keeper, name="drop-keeper"),
    path("<uuid:pk>/", views.idea, name="one"),
    path("<uuid:pk>/vote/", views.vote, name="vote"),
    path("<uuid:pk>/support/", views.support, name="support"),
    path("<uuid:pk>/answer/<slug:act>/", views.answer, name="answer"),
    path("<uuid:pk>/hand-over/", views.hand_over, name="hand-over"),
    path("<uuid:pk>/order/<slug:act>/", views.order, name="order"),
    path("<uuid:pk>/hiding/<slug:act>/", views.hide, name="hiding"),
    path("<uuid:pk>/own/<slug:act>/", views.own, name="own"),
]
