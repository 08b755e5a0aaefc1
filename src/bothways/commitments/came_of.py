"""The promises that came of something else, as its page shows them."""

from collections import defaultdict
from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from bothways.commitments.models import Commitment
from bothways.commitments.words import standing
from bothways.record.came_of import Came, came_of


@came_of
def promises(kind: str, refs: Sequence[str]) -> dict[str, list[Came]]:
    """Return the promises made in the open that these things prompted, oldest first (1 query)."""
    today = timezone.localdate()
    made = Commitment.objects.all().made_in_the_open()
    prompted = made.filter(prompt_kind=kind, prompt_ref__in=list(refs)).order_by("made_on", "pk")
    found: dict[str, list[Came]] = defaultdict(list)
    for promise in prompted.select_related("made_by"):
        how = standing(promise, today)
        stands = f"{how.words}, {how.more}" if how.more else how.words
        page = reverse("commitments:one", args=[promise.pk])
        came = Came(promise.text, page, stands, how.sign, promise.made_by.name)
        found[promise.prompt_ref].append(came)
    return found
