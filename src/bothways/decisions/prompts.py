"""Where the page of a decision is that prompted something else."""

from uuid import UUID

from django.urls import reverse

from bothways.record.prompted import PromptKind, addresses


@addresses(PromptKind.DECISION)
def page_of(ref: str) -> str:
    """Return the address of a decision; '' for what is no id of one."""
    try:
        return reverse("decisions:one", args=[UUID(ref)])
    except ValueError:
        return ""
