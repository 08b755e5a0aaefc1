"""Whoever stands alone for something waits for the one before, and for nobody else."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections, transaction

from bothways.storage.alone import stand_alone


def beside(work: Callable[[], object]) -> threading.Thread:
    """Let something happen in a thread and with a connection of its own."""

    def go() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=go)
    thread.start()
    return thread


def alone(what: str, came: list[str]) -> None:
    with transaction.atomic():
        stand_alone(what)
        came.append(what)


@pytest.mark.django_db(transaction=True)
def test_it_needs_a_transaction_to_hold_for() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        stand_alone("people")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_the_second_waits_until_the_first_is_over() -> None:
    came: list[str] = []
    with transaction.atomic():
        stand_alone("people")
        second = beside(lambda: alone("people", came))
        second.join(0.5)
        assert came == []

    second.join(20)
    assert came == ["people"]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_who_stands_alone_for_something_else_does_not_wait() -> None:
    came: list[str] = []
    with transaction.atomic():
        stand_alone("people")
        beside(lambda: alone("promises", came)).join(20)

        assert came == ["promises"]


def test_the_same_word_is_the_same_number_in_every_process_and_fits_the_database() -> None:
    from bothways.storage.alone import PEOPLE, _number

    assert _number(PEOPLE) == _number("people") != _number("search")
    for what in ("people", "search", "promises", "Überstunden", ""):
        assert -(2**63) <= _number(what) < 2**63


def test_the_same_one_may_say_it_twice() -> None:
    came: list[str] = []
    with transaction.atomic():
        alone("people", came)
        alone("people", came)

    assert came == ["people", "people"]
