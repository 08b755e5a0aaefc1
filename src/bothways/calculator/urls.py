"""Addresses of this room."""

from django.urls import URLPattern, path

from bothways.calculator import views

app_name = "calculator"
urlpatterns: list[URLPattern] = [path("", views.work_out, name="calculator")]
