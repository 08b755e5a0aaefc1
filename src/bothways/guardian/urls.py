"""Addresses of this room, under /guardian/."""

from django.urls import path

from bothways.guardian import views

app_name = "guardian"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("key/", views.key, name="key"),
    path("printed/", views.printed, name="printed"),
    path("state/", views.state, name="state"),
    path("work/", views.work, name="work"),
    path("answer/", views.answer, name="answer"),
    path("ceremony/", views.ceremony, name="ceremony"),
    path("leave/", views.leave, name="leave"),
    path("lost/", views.lost, name="lost"),
]
