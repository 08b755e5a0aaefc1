"""What prompted a promise or a decision: one small shape for all of it, and the way back to it.

A room that has pages for a kind of prompt says where they are, when the house starts:

    @addresses("decision")
    def page_of(ref: str) -> str: ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST_REF = 80
LONGEST_PROMPT = 400

Address = Callable[[str], str]
_ADDRESSES: dict[str, Address] = {}


class PromptKind(models.TextChoices):
    """What can prompt a word or a decision."""

    RESULT = "result", _("a result")
    DECISION = "decision", _("a decision")
    PROMISE = "promise", _("a promise")
    SUGGESTION = "suggestion", _("a suggestion")
    QUESTION = "question", _("a question")
    MEETING = "meeting", _("a meeting")


@dataclass(frozen=True)
class Prompt:
    """One thing that prompted another.

    ref: '<round uuid>/<question code>' of a result, else the id of the thing, or '' where this
    house has no page for it. words: what it said, as it was read that day.
    """

    kind: str
    ref: str
    words: str


class Prompted(models.Model):
    """A row that may say what prompted it. Its Meta takes over `Prompted.Meta.constraints`."""

    prompt_kind = models.CharField(
        _("prompted by"), max_length=10, choices=PromptKind, blank=True, default=""
    )
    prompt_ref = models.CharField(
        _("id of what prompted it"), max_length=LONGEST_REF, blank=True, default=""
    )
    prompt_words = models.CharField(
        _("what prompted it, in words"), max_length=LONGEST_PROMPT, blank=True, default=""
    )

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(class)s_prompted_whole_or_not",
                condition=Q(prompt_kind="", prompt_ref="", prompt_words="")
                | (~Q(prompt_kind="") & ~Q(prompt_words="")),
            )
        ]

    @property
    def prompt(self) -> Prompt | None:
        """What prompted it, or None where nothing was named."""
        if not self.prompt_kind:
            return None
        return Prompt(self.prompt_kind, self.prompt_ref, self.prompt_words)


def columns_of(prompt: Prompt | None) -> dict[str, str]:
    """Return the three columns of a prompt, to create a row with; words too long are cut."""
    if prompt is None:
        return {}
    words = prompt.words
    if len(words) > LONGEST_PROMPT:
        words = words[: LONGEST_PROMPT - 1] + "…"
    return {
        "prompt_kind": PromptKind(prompt.kind).value,
        "prompt_ref": prompt.ref,
        "prompt_words": words,
    }


def addresses(kind: str) -> Callable[[Address], Address]:
    """Register where the page of such a prompt is; `''` from the function means: nowhere."""
    if kind not in PromptKind.values:
        raise ValueError(f"{kind} prompts nothing")

    def register(function: Address) -> Address:
        if kind in _ADDRESSES:
            raise ValueError(f"two rooms have pages for {kind}")
        _ADDRESSES[kind] = function
        return function

    return register


def address_of(prompt: Prompt) -> str:
    """Return the address of what prompted it, or '' where no room has a page for it."""
    where = _ADDRESSES.get(prompt.kind)
    return where(prompt.ref) if where and prompt.ref else ""
