"""The secrets of a card: a code of 60 bits, a PIN of six digits, and what is kept of them.

A PIN has a million values, so a copy of the database must not be enough to try them all: its
digest is keyed with the installation's secret, which is not in the database, and each try costs
what scrypt costs. Whoever has the server has both, and could find a PIN within a day.
"""

import hashlib
import itertools
import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
CODE_LENGTH = 12
PIN_LENGTH = 6
_MISREAD = str.maketrans("OIL", "011")
_COST = {"n": 2**14, "r": 8, "p": 1}  # 16 MB and some 50 ms for each try


def new_code() -> str:
    """Return the code of a new card."""
    return "".join(secrets.choice(SIGNS) for _ in range(CODE_LENGTH))


def new_pin() -> str:
    """Return a first PIN that nobody would guess first."""
    while True:
        pin = f"{secrets.randbelow(10**PIN_LENGTH):0{PIN_LENGTH}}"
        if not is_easy(pin):
            return pin


def tidy_code(typed: str) -> str:
    """Return a code as it was printed, from what was typed, scanned or pasted."""
    text = typed.rpartition("#")[2].upper()
    return "".join(sign for sign in text if sign.isalnum()).translate(_MISREAD)


def tidy_pin(typed: str) -> str:
    """Return the digits alone."""
    return "".join(sign for sign in typed if sign.isdecimal() and sign.isascii())


def in_groups(code: str, size: int = 4) -> str:
    """Return 'ABCD-EFGH-JKMN'; a PIN in groups of three."""
    sign = "-" if size > 3 else " "
    return sign.join(code[start : start + size] for start in range(0, len(code), size))


def is_easy(pin: str) -> bool:
    """Say whether it is one of the first that anybody tries: dates, repeats and runs."""
    return is_date(pin) or is_repeat(pin) or is_run(pin)


def is_date(pin: str) -> bool:
    """Six digits that can be a day, whichever of day, month and year comes first."""
    if len(pin) != PIN_LENGTH:
        return False
    first, second, third = (int(pin[at : at + 2]) for at in (0, 2, 4))
    orders = ((first, second), (second, first), (third, second))  # day, month of each order
    return any(1 <= day <= 31 and 1 <= month <= 12 for day, month in orders)


def is_repeat(pin: str) -> bool:
    """Two signs alone, pairs (112233), or the same part again (123123, 121212, 123321)."""
    half = len(pin) // 2
    again = {pin[:half] * 2, pin[:2] * 3, pin[:half] + pin[:half][::-1]}
    return len(set(pin)) <= 2 or pin in again or pin[::2] == pin[1::2]


def is_run(pin: str) -> bool:
    """Equal steps all the way (123456, 975319), or four signs in a row (123480, 800009)."""
    digits = [int(sign) for sign in pin]
    steps = [(after - before) % 10 for before, after in itertools.pairwise(digits)]
    four = any(steps[at : at + 3] == [step] * 3 for at in range(3) for step in (0, 1, 9))
    return len(set(steps)) == 1 or four


def code_digest(code: str) -> str:
    """Return what is kept of a code."""
    return salted_hmac("members.card", code, algorithm="sha256").hexdigest()


def pin_digest(pin: str, *, salt: str = "") -> str:
    """Return what is kept of a PIN: its salt and its keyed digest."""
    salt = salt or secrets.token_hex(16)
    slow = hashlib.scrypt(pin.encode(), salt=bytes.fromhex(salt), **_COST)
    keyed = salted_hmac("members.card.pin", slow.hex(), algorithm="sha256").hexdigest()
    return f"{salt}${keyed}"


def pin_holds(pin: str, kept: str) -> bool:
    """Say whether this is the PIN; with nothing kept it takes as long and is not."""
    salt, _sign, _keyed = kept.partition("$")
    return constant_time_compare(pin_digest(pin, salt=salt), kept) and bool(kept)
