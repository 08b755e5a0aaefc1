"""What signing in and importing need to remember, and no more than that."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _


class Session(AbstractBaseSession):
    """A browser in which somebody is signed in: no machine address, no browser's name, no moment.

    Its only date is the night in which it ends, a fixed number of days after the sign-in.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="sessions"
    )
    kiosk = models.ForeignKey(  # revoking a kiosk ends what is signed in there
        "Kiosk", null=True, on_delete=models.CASCADE, related_name="sessions"
    )

    class Meta:
        verbose_name = _("session")

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from bothways.members.sessions import SessionStore

        return SessionStore


class Code(models.Model):
    """The one code that may sign a person in; gone once it was used or its time is over."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    digest = models.CharField(max_length=64)  # keyed: the database alone doesn't give the code
    expires_at = models.DateTimeField(db_index=True)
    n_tries = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.person_id)


class Attempt(models.Model):
    """How often one thing was tried in this hour: a keyed hash and a number, no machine address."""

    bucket = models.CharField(max_length=64, primary_key=True)
    hour = models.PositiveIntegerField(db_index=True)  # since 1970; older hours are deleted
    n = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.n}"


class Passkey(models.Model):
    """A way in that a person's own phone or computer keeps: only its public half is here.

    No moment of its use. The counter is the authenticator's own, where it has one: if it goes
    back, somebody holds a copy. Most have none and always say 0.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="passkeys"
    )
    name = models.CharField(_("name"), max_length=60)
    credential = models.CharField(max_length=1400, unique=True)  # its id, base64url
    public_key = models.BinaryField()  # attested credential data, without an attestation
    counter = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class UsedChallenge(models.Model):
    """A challenge that was answered, so that the answer opens nothing again: a hash and an hour."""

    digest = models.CharField(max_length=64, primary_key=True)
    hour = models.PositiveIntegerField(db_index=True)  # since 1970; older hours are deleted

    def __str__(self) -> str:
        return self.digest[:8]


class ImportDraft(models.Model):
    """A file that somebody put in and has not confirmed yet; dropped when done or after a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="import_drafts"
    )
    file_name = models.CharField(_("name of the file"), max_length=120)
    content = models.BinaryField(_("what stands in it"))
    everybody = models.BooleanField(_("this file is everybody"), default=False)
    choice = models.JSONField(_("how it is read"), default=dict)  # a layout.Choice
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return self.file_name


class KnownHeaders(models.Model):
    """What the columns of a file meant when somebody said so; for the next file like it."""

    shape = models.CharField(max_length=64, primary_key=True)  # a layout.Layout.shape
    columns = models.JSONField(default=dict)  # header -> column, '' = not read
    days = models.CharField(max_length=3, blank=True)

    def __str__(self) -> str:
        return ", ".join(self.columns)


class Card(models.Model):
    """The one printed card of a person. Its secrets left with the paper; only digests stay.

    A reprint writes over the row, so the card before opens nothing any more. No moment of use.
    """

    class State(models.TextChoices):
        PRINTED = "printed", _("printed, not used yet")
        IN_USE = "in_use", _("in use")
        LOCKED = "locked", _("locked")
        REVOKED = "revoked", _("revoked")
        EXPIRED = "expired", _("expired unused")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="card"
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PRINTED)
    printed_on = models.DateField(_("printed on"))
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    use_before = models.DateField(_("expires if unused"))
    code_digest = models.CharField(max_length=64, unique=True, null=True)  # null: opens nothing
    pin_digest = models.CharField(max_length=140, blank=True)
    n_wrong = models.PositiveSmallIntegerField(default=0)  # PINs since the last right one
    n_wrong_by_number = models.PositiveSmallIntegerField(default=0)  # the same, without the card

    def __str__(self) -> str:
        return self.get_state_display()


class Kiosk(models.Model):
    """A shared device that somebody registered. Its cookie alone opens nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=60, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    registered_on = models.DateField(_("registered on"))
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class TakenIn(models.Model):
    """What the last file of people changed, so that it can be undone; forgotten after 30 days."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    file_name = models.CharField(_("name of the file"), max_length=120, blank=True)
    changes = models.JSONField(default=dict)  # person -> [before or None, after]
    units = models.JSONField(default=list)  # keys of the units that it made
    root = models.CharField(max_length=120, blank=True)  # how the topmost unit was called before
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return self.file_name


class Invitation(models.Model):
    """That somebody was told by mail that they can sign in, and on which day."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="invitation",
    )
    sent_on = models.DateField()

    class Meta:
        verbose_name = _("an invitation by mail")

    def __str__(self) -> str:
        return f"{self.sent_on}"
