"""Letters on their way, and what is kept of stamps; in the database of the ballots.

As there: no table has a row number, a moment of writing, or a reference to anything, and on SQLite
all are WITHOUT ROWID. Rows are laid out ahead and overwritten in place.
"""

from django.db import models


class Month(models.Model):
    """The key that stamps the letters of one month; id: the SHA-256 of the public key, in hex.

    signing_key: empty once the month is over; the row goes when its stamps count no more.
    """

    id = models.CharField(max_length=64, primary_key=True)
    month = models.CharField(max_length=7, unique=True)  # 2026-11
    public_key = models.BinaryField()
    signing_key = models.BinaryField(null=True)

    def __str__(self) -> str:
        return self.month


class Spent(models.Model):
    """Stamps of a month that were used: hash of the stamp's key and of its letter, sorted."""

    id = models.CharField(max_length=80, primary_key=True)
    month = models.CharField(max_length=64)
    records = models.BinaryField()

    def __str__(self) -> str:
        return self.id


class Tray(models.Model):
    """Letters of one size that wait for the next fixed hour, sorted, padded to the row's room."""

    id = models.CharField(max_length=20, primary_key=True)
    size = models.PositiveIntegerField()
    records = models.BinaryField()

    def __str__(self) -> str:
        return self.id


class Remnant(models.Model):
    """A table of which something was deleted, and whose disk was not written anew since then."""

    id = models.CharField(max_length=20, primary_key=True)

    def __str__(self) -> str:
        return self.id


class Place(models.Model):
    """Room for one piece of an attachment, laid out ahead; chance chooses which piece it gets."""

    id = models.PositiveIntegerField(primary_key=True)
    is_full = models.BooleanField()
    records = models.BinaryField()

    def __str__(self) -> str:
        return str(self.id)


def spent_id(month: str, row: int) -> str:
    """Return the key of a row of spent stamps."""
    return f"{month}/{row}"


def tray_id(size: int, row: int) -> str:
    """Return the key of a tray's row."""
    return f"{size}/{row}"
