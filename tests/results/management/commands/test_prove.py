from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bothways.pure.disclosure.proof import published
from bothways.pure.disclosure.unsafe_formats import UNSAFE_FORMATS, UnsafeFormat, exact
from bothways.results.management.commands import prove

FIRST = UNSAFE_FORMATS[0]


def test_the_small_proof_passes_and_says_what_it_counted() -> None:
    out = StringIO()

    call_command("prove", "--small", stdout=out)

    text = out.getvalue()
    assert "both together: 14,618 data sets" in text
    assert "0 violations" in text
    for unsafe in UNSAFE_FORMATS:
        assert unsafe.name in text
    assert text.endswith("Nobody is given away, and every unsafe format is caught.\n")


def test_three_classes_are_proved_by_a_run_of_their_own() -> None:
    out = StringIO()

    call_command("prove", "--small", "--three", stdout=out)

    assert "three classes together: 750 data sets" in out.getvalue()
    assert "focus together" not in out.getvalue()


class ProofOfAHarmlessFormat(prove.Command):
    unsafe_formats = (UnsafeFormat("the real one", FIRST.configuration, published),)


class ProofOfALeak(prove.Command):
    publish = staticmethod(exact)
    unsafe_formats = ()


def test_an_unsafe_format_that_is_not_caught_fails_the_proof() -> None:
    with pytest.raises(CommandError, match="does not catch: the real one"):
        call_command(ProofOfAHarmlessFormat(), "--small", stdout=StringIO())


def test_a_violation_fails_the_proof() -> None:
    with pytest.raises(CommandError, match="gives somebody away"):
        call_command(ProofOfALeak(), "--small", stdout=StringIO())


def test_a_broken_proof_exits_with_one() -> None:
    assert CommandError("broken").returncode == 1
