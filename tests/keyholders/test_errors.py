"""What a refusal around the second key says: what happened, whom to ask, in each language."""

import pytest
from django.utils import translation

from bothways.keyholders import errors
from bothways.people.errors import RefusedError

LONG = "Anna-Katharina Wolkenstein-Hohenlohe-Schillingsfürst von und zu Bad Mergentheim"
PLAIN = (
    errors.NotRepresentativeError,
    errors.NoProofError,
    errors.KeyUsedError,
    errors.NotKeyholderError,
    errors.SpareRefusedError,
)
ALL = [*(error() for error in PLAIN), errors.HeldByOtherError(LONG)]
ALL += [errors.TooFewSpareKeysError(LONG, n) for n in (1, 2)]


def said(error: RefusedError, language: str) -> str:
    with translation.override(language):
        return str(error)


@pytest.mark.parametrize("error", ALL, ids=lambda error: type(error).__name__)
def test_each_is_whole_sentences_and_another_one_in_each_language(error: RefusedError) -> None:
    words = {language: said(error, language) for language in ("en", "de", "es")}

    assert len(set(words.values())) == 3
    assert all(text.endswith(".") and "%(" not in text for text in words.values())


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_a_long_name_stands_in_it_whole_wherever_it_is_named(language: str) -> None:
    assert said(errors.HeldByOtherError(LONG), language).count(LONG) == 2
    assert said(errors.TooFewSpareKeysError(LONG, 3), language).count(LONG) == 1


def test_a_name_that_looks_like_a_pattern_is_said_as_it_is() -> None:
    assert "100% %(n)d {x} keeps" in str(errors.HeldByOtherError("100% %(n)d {x}"))
    assert "Ask %s to open" in str(errors.TooFewSpareKeysError("%s", 4))


@pytest.mark.parametrize("n", [1, 2, 40])
def test_how_many_keys_are_missing_stands_in_it(n: int) -> None:
    assert f"make {n} more" in str(errors.TooFewSpareKeysError("Edda Falk", n))


def test_who_is_no_keyholder_hears_no_name_of_who_is() -> None:
    for error in (error() for error in PLAIN):
        assert "Edda" not in str(error)
        assert vars(error) == {}


def test_each_can_be_caught_as_a_refusal_that_a_page_shows() -> None:
    assert all(isinstance(error, RefusedError) for error in ALL)
