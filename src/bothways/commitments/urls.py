"""Addresses of this room."""

from django.urls import URLPattern, path

from bothways.commitments import calendar_view, views

app_name = "commitments"
urlpatterns: list[URLPattern] = [
    path("", views.list_, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:pk>/", views.one, name="one"),
    path("<uuid:pk>/show/", views.show, name="show"),
    path("<uuid:pk>/shown/<int:piece>/", views.picture, name="picture"),
    path("<uuid:pk>/shown/<int:piece>/away/", views.take_away, name="take-away"),
    path("<uuid:pk>/hand-over/", views.hand_over, name="hand-over"),
    path("<uuid:pk>/taking-on/", views.answer, name="answer"),
    path("<uuid:pk>/nobody/", views.end, name="end"),
    path("<uuid:pk>/nobody/back/", views.take_back, name="take-back"),
    path("<uuid:pk>/day.ics", calendar_view.day, name="day"),
    path("<uuid:pk>/<slug:act>/", views.act, name="act"),
]
