"""Addresses of this room."""

from django.urls import URLPattern, path

from bothways.operations import views

app_name = "operations"
urlpatterns: list[URLPattern] = [
    path("", views.installation, name="installation"),
    path("export/", views.export, name="export"),
    path("erase/<uuid:pk>/", views.erase, name="erase"),
    path("erased/", views.erased, name="erased"),
]
