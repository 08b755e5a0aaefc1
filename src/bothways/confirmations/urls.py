"""Addresses of this room."""

from django.urls import URLPattern, path

from bothways.confirmations import views

app_name = "confirmations"
urlpatterns: list[URLPattern] = [
    path("", views.waiting, name="waiting"),
    path("gather/", views.gather, name="gather"),
    path("rounds/<uuid:pk>/", views.asked, name="asked"),
    path("<uuid:pk>/", views.judge, name="judge"),
    path("<uuid:pk>/answer/<int:number>/", views.answer, name="answer"),
    path("<uuid:pk>/open/", views.open_again, name="open-again"),
    path("<uuid:pk>/by-name/", views.ask_openly, name="ask-openly"),
]
