"""Addresses of this room."""

from django.urls import path

from bothways.languages import views

app_name = "languages"
urlpatterns = [
    path("", views.all_languages, name="all"),
    path("choose/", views.choose, name="choose"),
    path("<slug:language>.po", views.catalogue, name="catalogue"),
]
