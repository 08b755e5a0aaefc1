"""What several tests of a module begin with, made once for the module and gone after it.

A ceremony takes a second; each test finds it in the databases and gives back what it changed.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from bothways.pure.guardian.memory import Memory
from bothways.surveys.models import Round
from tests.cast import Cast, make_firm
from tests.keeper import Keeper, confirmed_round, keeper_in_office


@contextmanager
def standing(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let what is put into both databases stand until the end, and then never have been."""
    with blocker.unblock(), ExitStack() as after:
        for alias in ("default", "ballots"):
            after.enter_context(transaction.atomic(using=alias))
            after.callback(transaction.set_rollback, True, using=alias)
        yield


@dataclass(frozen=True)
class TwoKeys:
    """Millrace, Edda Falk in office, and a round under two keys that she has confirmed."""

    firm: Cast
    keeper: Keeper
    round: Round

    def keeper_of_a_test(self) -> Keeper:
        """Edda as she is now, whatever another test lets her remember."""
        remembered = Memory.from_text(self.keeper.memory.to_text())
        person = deepcopy(self.keeper.person)
        return replace(self.keeper, person=person, memory=remembered, refused=[])


@pytest.fixture(scope="module")
def two_keys(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[TwoKeys]:
    with standing(django_db_blocker):
        firm = make_firm()
        keeper = keeper_in_office(firm.representative)
        yield TwoKeys(firm, keeper, confirmed_round(firm.owner, keeper))
