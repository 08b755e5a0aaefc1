"""What was deleted is overwritten on the disk: if that fails, it is owed until it has worked."""

from django.apps import apps
from django.db import transaction
from django.db.models import Model

from bothways.ballotbox.rewriting import rewrite
from bothways.letterbox.models import Remnant
from bothways.letterbox.queries import BALLOTS


def owe(*models: type[Model]) -> None:
    """Note that these tables are to be written anew. Call it in the transaction that deletes."""
    notes = [Remnant(pk=model.__name__.lower()) for model in models]
    Remnant.objects.bulk_create(notes, ignore_conflicts=True)
    sweep()


def sweep() -> None:
    """Write anew what is owed, after the transaction if there is one. The worker alone calls it.

    Raises what the database raises; then it is owed still, and the next call tries it again.
    """
    transaction.on_commit(_write_anew, using=BALLOTS)


def _write_anew() -> None:
    owed = list(Remnant.objects.order_by("pk").values_list("pk", flat=True))
    if owed:
        rewrite(*(apps.get_model("letterbox", name) for name in owed))
        Remnant.objects.filter(pk__in=owed).delete()
