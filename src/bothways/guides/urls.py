"""Addresses of this room."""

from django.urls import path

from bothways.guides import views

app_name = "guides"
urlpatterns = [
    path("", views.every, name="all"),
    path("<slug:slug>/", views.one, name="one"),
]
