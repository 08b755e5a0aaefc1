"""Addresses of this room, under /rounds/."""

from django.urls import path

from bothways.surveys import planviews, views

app_name = "surveys"
urlpatterns = [
    path("", views.rounds, name="list"),
    path("new/", views.new, name="new"),
    path("plan/", planviews.plan, name="plan"),
    path("plan/decide/", planviews.decide, name="plan-decide"),
    path("plan/prepare/", planviews.prepare, name="plan-prepare"),
    path("take/", views.take, name="take"),
    path("<uuid:pk>/", views.one, name="round"),
    path("<uuid:pk>/wordings/", views.wordings, name="wordings"),
    path("<uuid:pk>/change/", views.change, name="change"),
    path("<uuid:pk>/announce/", views.announce, name="announce"),
    path("<uuid:pk>/drop/", views.drop, name="drop"),
    path("<uuid:pk>/answer/", views.answer, name="answer"),
    path("<uuid:pk>/move/", views.move, name="move"),
    path("<uuid:pk>/envelope/", views.envelope, name="envelope"),
    path("<uuid:pk>/stamp/", views.stamp, name="stamp"),
    path("<uuid:pk>/manifest/", views.manifest, name="manifest"),
    path("<uuid:pk>/manifest/proof/", views.manifest_proof, name="manifest-proof"),
]
