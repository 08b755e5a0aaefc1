"""Addresses of this room."""

from django.urls import path

from bothways.notifications import views

app_name = "notifications"
urlpatterns = [
    path("me/mails/", views.settings, name="settings"),
    path("me/mails/choose/", views.choose, name="choose"),
    path("me/calendar/", views.own_calendar, name="own-calendar"),
    path("week/later/", views.later, name="later"),
    path("firm/weekly-mail/", views.change_rhythm, name="rhythm"),
    path("mails/off/<str:token>/", views.off, name="off"),
    path("calendar/<uuid:feed>/<slug:signature>.ics", views.feed, name="calendar"),
]
