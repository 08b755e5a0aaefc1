"""Addresses that are worked out once."""

from uuid import uuid4

from django.urls import reverse

from bothways.ui.links import link_to


def test_the_address_is_django_s_own_and_worked_out_once() -> None:
    pk = uuid4()
    before = link_to.cache_info().hits

    assert [link_to("decisions:one", pk) for _ in range(3)] == [
        reverse("decisions:one", args=[pk])
    ] * 3
    assert link_to("commitments:one", pk) == reverse("commitments:one", args=[pk])
    assert link_to.cache_info().hits == before + 2
