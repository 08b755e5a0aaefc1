"""Where the page of a promise is that prompted something else."""

from uuid import UUID

from django.urls import reverse

from bothways.record.prompted import PromptKind, addresses


@addresses(PromptKind.PROMISE)
def page_of(ref: str) -> str:
    """Return the address of a promise; '' for what is no id of one."""
    try:
        return reverse("commitments:one", args=[UUID(ref)])
    except ValueError:
        return ""
