"""The address of this room."""

from django.urls import path

from bothways.search import views

app_name = "search"
urlpatterns = [path("", views.find, name="find")]
