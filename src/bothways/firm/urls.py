"""Addresses of this room."""

from django.urls import path

from bothways.firm.views import announcing, founding, settings, way

app_name = "firm"
urlpatterns = [
    path("welcome/", founding.begin, name="begin"),
    path("welcome/people/", founding.people, name="people"),
    path("welcome/group/", founding.group, name="group"),
    path("welcome/representative/", founding.representative, name="representative"),
    path("welcome/values/", settings.values, name="values"),
    path("welcome/mail/", settings.mail, name="mail"),
    path("welcome/round/", announcing.first, name="round"),
    path("welcome/words/", announcing.words, name="words"),
    path("welcome/announce/", announcing.announce, name="announce"),
    path("welcome/done/", announcing.done, name="done"),
    path("welcome/not-now/", way.not_now, name="not-now"),
    path("welcome/end/", way.end, name="end"),
    path("firm/", settings.firm, name="settings"),
    path("values/", settings.values_page, name="values-page"),
    path("rounds/<uuid:pk>/announcement/", announcing.announcement, name="announcement"),
    path("rounds/<uuid:pk>/announcement/change/", announcing.change_words, name="change-words"),
    path("rounds/<uuid:pk>/announcement/mail/", announcing.mail_it, name="mail-words"),
    path("rounds/<uuid:pk>/poster/", announcing.poster, name="poster"),
]
