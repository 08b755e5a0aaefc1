"""Addresses of this room, under /mailbox/."""

from django.urls import path

from bothways.mailbox import views

app_name = "mailbox"
urlpatterns = [
    path("", views.mailbox, name="mailbox"),
    path("names/", views.names, name="names"),
    path("stamps/", views.stamps, name="stamps"),
    path("proofs/", views.proofs, name="proofs"),
    path("desks/", views.desks, name="desks"),
    path("desks/new/", views.open_desk, name="open-desk"),
    path("desks/<uuid:pk>/", views.desk, name="desk"),
    path("desks/<uuid:pk>/readers/", views.name_reader, name="name-reader"),
    path("desks/<uuid:pk>/readers/end/", views.end_reader, name="end-reader"),
    path("desks/<uuid:pk>/state/", views.desk_state, name="desk-state"),
    path("desks/<uuid:pk>/key/", views.key, name="key"),
    path("desks/<uuid:pk>/epoch/", views.epoch, name="epoch"),
    path("desks/<uuid:pk>/admit/", views.admit, name="admit"),
    path("desks/<uuid:pk>/drop/", views.drop, name="drop"),
    path("desks/<uuid:pk>/shares/", views.shares, name="shares"),
    path("desks/<uuid:pk>/answer/", views.answer, name="answer"),
]
