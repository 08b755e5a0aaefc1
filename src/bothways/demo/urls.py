"""Addresses of this room; config.urls takes them in only in the demo."""

from django.urls import URLPattern, path

from bothways.demo import views

app_name = "demo"
urlpatterns: list[URLPattern] = [
    path("", views.doors, name="doors"),
    path("enter/<slug:number>/", views.enter, name="enter"),
    path("card/<slug:number>/", views.card, name="card"),
    path("count/", views.count, name="count"),
    path("letters/", views.letters_out, name="letters"),
    path("mail/", views.mail, name="mail"),
]
