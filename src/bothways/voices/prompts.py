"""Where the page of an idea or a question is that prompted something else."""

from uuid import UUID

from django.urls import reverse

from bothways.record.prompted import PromptKind, addresses


@addresses(PromptKind.SUGGESTION)
def page_of_an_idea(ref: str) -> str:
    """Return the address of an idea; '' for what is no id of one."""
    return _page_of("voices:one", ref)


@addresses(PromptKind.QUESTION)
def page_of_a_question(ref: str) -> str:
    """Return the address of a question; '' for what is no id of one."""
    return _page_of("questions:one", ref)


def _page_of(name: str, ref: str) -> str:
    try:
        return reverse(name, args=[UUID(ref)])
    except ValueError:
        return ""
