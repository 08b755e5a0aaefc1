"""Addresses of this room."""

from django.urls import path

from bothways.members.views import device, first_run, importing, me, passkeys, people, signing_in

app_name = "members"
urlpatterns = [
    path("welcome/", first_run.firm, name="first-run"),
    path("welcome/people/", first_run.people, name="first-run-people"),
    path("welcome/representative/", first_run.representative, name="first-run-representative"),
    path("welcome/done/", first_run.done, name="first-run-done"),
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-in/code/", signing_in.enter_code, name="code"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("me/", me.me, name="me"),
    path("me/device/", device.device, name="device"),
    path("sign-in/passkey/options/", passkeys.enter_options, name="passkey-enter-options"),
    path("sign-in/passkey/", passkeys.enter, name="passkey-enter"),
    path("me/passkeys/options/", passkeys.add_options, name="passkey-add-options"),
    path("me/passkeys/add/", passkeys.add, name="passkey-add"),
    path("me/passkeys/offer/", passkeys.offer, name="passkey-offer"),
    path("me/passkeys/<uuid:passkey>/rename/", passkeys.rename, name="passkey-rename"),
    path("me/passkeys/<uuid:passkey>/remove/", passkeys.remove, name="passkey-remove"),
    path("me/sessions/end/", me.end, name="end-session"),
    path("me/sessions/end-others/", me.end_others, name="end-other-sessions"),
    path("people/", people.people, name="list"),
    path("people/add/", people.add, name="add"),
    path("people/export/", people.export, name="export"),
    path("people/import/", importing.put_in, name="import"),
    path("people/import/columns/", importing.columns, name="import-columns"),
    path("people/import/problems/", importing.problems, name="import-problems"),
    path("people/import/preview/", importing.preview, name="import-preview"),
    path("people/import/confirm/", importing.confirm, name="import-confirm"),
    path("people/import/drop/", importing.drop, name="import-drop"),
    path("people/import/done/", importing.done, name="import-done"),
    path("people/<uuid:pk>/", people.one, name="one"),
    path("people/<uuid:pk>/roles/", people.roles, name="roles"),
    path("people/<uuid:pk>/left/", people.left, name="left"),
]
