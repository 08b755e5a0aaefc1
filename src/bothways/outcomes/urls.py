"""Addresses of this room."""

from django.urls import URLPattern, path

from bothways.outcomes import views

app_name = "outcomes"
urlpatterns: list[URLPattern] = [
    path("", views.page, name="page"),
    path("figures.csv", views.figures_csv, name="csv"),
    path("months/", views.months, name="months"),
    path("months/<slug:month>/", views.month, name="month"),
    path("file/", views.put_in, name="file"),
    path("file/preview/", views.preview, name="file-preview"),
    path("file/confirm/", views.confirm, name="file-confirm"),
    path("file/drop/", views.drop, name="file-drop"),
    path("file/undo/", views.undo, name="file-undo"),
    path("measures/", views.measures, name="measures"),
    path("measures/<int:pk>/", views.measure, name="measure"),
    path("measures/<int:pk>/drop/", views.drop_measure, name="measure-drop"),
    path("measures/<int:pk>/take-up/", views.take_up, name="measure-take-up"),
]
