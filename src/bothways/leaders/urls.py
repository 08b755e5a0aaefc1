"""Addresses of this room."""

from django.urls import URLPattern, path

from bothways.leaders import views

app_name = "leaders"
urlpatterns: list[URLPattern] = [
    path("", views.mirror, name="mirror"),
    path("by-name/", views.by_name, name="by-name"),
    path("by-name/<uuid:pk>/take-back/", views.take_back, name="take-back"),
    path("profile/", views.profile, name="profile"),
    path("profile/<uuid:pk>/stop/", views.stop, name="stop"),
    path("shared/", views.shared, name="shared"),
    path("shared/<uuid:pk>/", views.shared_profile, name="shared-profile"),
]
