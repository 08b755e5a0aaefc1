"""Addresses of things that many pages lead to, worked out once each."""

from functools import lru_cache
from uuid import UUID

from django.urls import reverse

MOST_KEPT = 4096


@lru_cache(maxsize=MOST_KEPT)
def link_to(name: str, pk: UUID) -> str:
    """Return the address of a thing's page; to work it out takes Django long."""
    return reverse(name, args=[pk])
