"""Addresses of this room."""

from django.urls import path

from bothways.members.views import me, signing_in

app_name = "members"
urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-in/code/", signing_in.enter_code, name="code"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("me/", me.me, name="me"),
    path("me/sessions/end/", me.end, name="end-session"),
    path("me/sessions/end-others/", me.end_others, name="end-other-sessions"),
]
