"""Addresses of this room, under /ledger/."""

from django.urls import path

from bothways.record import views

app_name = "record"
urlpatterns = [
    path("head", views.head, name="head"),
    path("consistency", views.consistency, name="consistency"),
    path("entry/<int:position>/proof", views.proof, name="proof"),
    path("entries", views.entries, name="entries"),
    path("record.json", views.whole, name="whole"),
]
