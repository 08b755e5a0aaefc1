"""What was released of a round: the only thing that remains of its answers."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from bothways.storage.guarded import GuardedModel
from bothways.surveys.models import Round


class Sheet(GuardedModel):
    """What was fixed of a round's box at closing, before it was opened. Written once.

    text: `pure.ballots.sheet_text`; leaves: the sorted list whose root is in it; signatures in hex,
    the company's by the round's receipt key, the guardian's by its own, '' while it has not signed
    or where there is none.
    """

    round = models.OneToOneField(
        Round, primary_key=True, on_delete=models.PROTECT, related_name="sheet"
    )
    text = models.TextField()
    leaves = models.BinaryField()
    company_signature = models.CharField(max_length=128)
    guardian_signature = models.CharField(max_length=128, blank=True)

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return str(self.pk)


class Release(GuardedModel):
    """The clamped figures of one round, as one signed text. Written once.

    root, salts (hex): of the tree that is signed, so that everybody can check the signatures on
    the figures they may see. Releases from before there was a tree have neither, and their
    signature is over the digest.
    """

    round = models.OneToOneField(
        Round, primary_key=True, on_delete=models.PROTECT, related_name="release"
    )
    document = models.TextField()  # Released.to_json()
    digest = models.CharField(max_length=64)  # SHA-256 of the document
    signature = models.CharField(max_length=128)  # by the round's receipt key, hex
    guardian_signature = models.CharField(max_length=128, blank=True, default="")
    root = models.CharField(max_length=64, blank=True, default="")
    salts = models.TextField(blank=True, default="")
    released_at = models.DateTimeField()

    class Meta:
        base_manager_name = "objects"
        ordering: ClassVar = ["-released_at"]
        constraints: ClassVar = [
            models.CheckConstraint(name="release_not_empty", condition=~Q(document=""))
        ]

    def __str__(self) -> str:
        return self.digest


class Difference(GuardedModel):
    """The two keyholders counted a round and came to different figures. Nothing was released.

    Written once, of the first time; that they differed again in another way is on the record.
    """

    round = models.OneToOneField(
        Round, primary_key=True, on_delete=models.PROTECT, related_name="difference"
    )
    ours = models.CharField(max_length=64)  # digest of the company's document
    theirs = models.CharField(max_length=64)  # of the second keyholder's
    cells: Any = models.JSONField(default=list)  # which figures differ, without the figures
    at = models.DateTimeField()

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return str(self.round_id)


class Look(models.Model):
    """That somebody saw a group's figures of a round on that day. No hour, and once a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )  # None: a command on the server
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="looks")
    block = models.CharField(max_length=12)
    about_leader = models.BooleanField()  # questions that point at one leader were among them
    on = models.DateField()

    class Meta:
        ordering: ClassVar = ["on"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["by", "round", "block", "about_leader", "on"], name="one_look_a_day"
            ),
            models.UniqueConstraint(
                fields=["round", "block", "about_leader", "on"],
                condition=Q(by=None),
                name="one_look_of_a_command_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.block}, {self.on}"
