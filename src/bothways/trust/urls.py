"""Addresses of this room."""

from django.urls import URLPattern, path

from bothways.trust import group_views, taking_views, views

app_name = "trust"
urlpatterns: list[URLPattern] = [
    path("", views.this_week, name="this-week"),
    path("trust/", views.trust_page, name="trust-page"),
    path("trust/report.pdf", taking_views.report, name="report"),
    path("trust/story.json", taking_views.as_json, name="story-json"),
    path("trust/story.csv", taking_views.as_csv, name="story-csv"),
    path("trust/questions/", group_views.questions, name="questions"),
    path("trust/people-lead/", group_views.people_lead, name="people-lead"),
    path("trust/questions/<str:code>/", views.question, name="question"),
    path("trust/groups/", views.groups, name="groups"),
    path("trust/groups/<str:code>/", views.group, name="group"),
    path("anonymity/", views.find_out, name="find-out"),
    path("record/", views.record, name="record"),
    path("record/check/", views.check_mark, name="check-mark"),
]
