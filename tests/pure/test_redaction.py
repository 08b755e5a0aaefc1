"""Addresses, codes and tokens are put out; the rest stays readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.pure.redaction import redacted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("to ada.quinn+x@firm.example.org now", "to [e-mail] now"),
        ("your code is 418022.", "your code is [code]."),
        ("code=41802299", "code=[code]"),
        ("/welcome/q8Jc1vZ0p2mXk4Lr7TnYw9/", "/welcome/[token]/"),
        ("key 9f86d081884c7d659a2feaa0c55ad015", "key [token]"),
        ("session=eyJhbGciOiJIUzI1NiJ9abcdef==", "session=[token]"),
        ("person 3f2b8c1e-7a4d-4c1b-9e2f-5a6b7c8d9e0f", "person [token]"),
        (
            "2 November 2026, 12.5 s, 31 of 46, port 8000",
            "2 November 2026, 12.5 s, 31 of 46, port 8000",
        ),
        ("2026-11-22T12:20:05.266178Z", "2026-11-22T12:20:05.266178Z"),
        (
            "src/bothways/notifications/actions.py line 41",
            "src/bothways/notifications/actions.py line 41",
        ),
        ("results.close_due_rounds_that_are_over", "results.close_due_rounds_that_are_over"),
    ],
)
def test_what_leads_to_somebody_is_put_out(text: str, shown: str) -> None:
    assert redacted(text) == shown


@given(st.integers(min_value=0, max_value=999_999))
def test_every_code_is_put_out(number: int) -> None:
    assert f"{number:06}" not in redacted(f"the code {number:06} was wrong")


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz.", min_size=1, max_size=20))
def test_every_address_is_put_out(name: str) -> None:
    assert f"{name}@firm" not in redacted(f"to {name}@firm.example")


@given(st.text())
def test_putting_out_twice_is_putting_out_once(text: str) -> None:
    assert redacted(redacted(text)) == redacted(text)
