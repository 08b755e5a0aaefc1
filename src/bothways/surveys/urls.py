"""Addresses of this room, under /rounds/."""

from django.urls import path

from bothways.surveys import draftviews, ownviews, planviews, views

app_name = "surveys"
urlpatterns = [
    path("", views.rounds, name="list"),
    path("new/", draftviews.new, name="new"),
    path("plan/", planviews.plan, name="plan"),
    path("plan/decide/", planviews.decide, name="plan-decide"),
    path("plan/prepare/", planviews.prepare, name="plan-prepare"),
    path("own/", ownviews.list_, name="own"),
    path("own/new/", ownviews.new, name="own-new"),
    path("own/<slug:pk>/", ownviews.change, name="own-change"),
    path("own/<slug:pk>/retire/", ownviews.retire, name="own-retire"),
    path("own/<slug:pk>/take-up/", ownviews.take_up, name="own-take-up"),
    path("own/<slug:pk>/ask/", ownviews.ask, name="own-ask"),
    path("take/", views.take, name="take"),
    path("<uuid:pk>/", views.one, name="round"),
    path("<uuid:pk>/wordings/", draftviews.wordings, name="wordings"),
    path("<uuid:pk>/change/", draftviews.change, name="change"),
    path("<uuid:pk>/announce/", views.announce, name="announce"),
    path("<uuid:pk>/drop/", views.drop, name="drop"),
    path("<uuid:pk>/answer/", views.answer, name="answer"),
    path("<uuid:pk>/move/", views.move, name="move"),
    path("<uuid:pk>/envelope/", views.envelope, name="envelope"),
    path("<uuid:pk>/stamp/", views.stamp, name="stamp"),
    path("<uuid:pk>/manifest/", views.manifest, name="manifest"),
    path("<uuid:pk>/manifest/proof/", views.manifest_proof, name="manifest-proof"),
]
