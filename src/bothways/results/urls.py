"""Addresses of this room, under /results/."""

from django.urls import path

from bothways.results import views

app_name = "results"
urlpatterns = [
    path("<uuid:pk>.json", views.as_json, name="json"),
    path("<uuid:pk>/counted/", views.counted, name="counted"),
    path("<uuid:pk>.csv", views.as_csv, name="csv"),
    path("<uuid:pk>/public.json", views.public, name="public"),
]
