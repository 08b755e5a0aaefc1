"""The addresses as they are in the demo."""

from django.urls import include, path

from bothways.config.urls import urlpatterns as outside

urlpatterns = [*outside, path("demo/", include("bothways.demo.urls"))]
