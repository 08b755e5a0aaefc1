"""What must never stand in a log: addresses, codes, tokens."""

import re

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)*")
TOKEN = re.compile(r"(?<![\w-])(?=[\w-]*\d)[\w-]{20,}={0,2}")
CODE = re.compile(r"(?<![\d.:/-])\d{6,8}(?![\d.:/-]*\d)")


def redacted(text: str) -> str:
    """Return `text` with e-mail addresses, sign-in codes and long tokens put out.

    >>> redacted("code 123456 for ada@example.com")
    'code [code] for [e-mail]'
    """
    text = EMAIL.sub("[e-mail]", text)
    text = TOKEN.sub("[token]", text)
    return CODE.sub("[code]", text)
