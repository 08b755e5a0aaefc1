"""The second key's file: one under a passphrase, in letters that can be copied and printed."""

import binascii
from base64 import b64decode, b64encode

from bothways.pure import agefile
from bothways.pure.guardian.errors import NoKeyError, WrongPassphraseError

MOST_LOG_N = 20
"""Above it a file is refused: somebody made it to keep the machine busy."""

LONGEST = 4096
_BEGIN, _END = "-----BEGIN AGE ENCRYPTED FILE-----", "-----END AGE ENCRYPTED FILE-----"


def close_file(plain: bytes, passphrase: str) -> str:
    """Return the armored file that holds `plain`, at most 4,096 bytes.

    Raises ValueError for a longer one: no key is.
    """
    if len(plain) > LONGEST:
        raise ValueError(f"a file under a passphrase holds at most {LONGEST} bytes")
    return _armor(agefile.close(plain, passphrase))


def open_file(text: str, passphrase: str) -> bytes:
    """Return what is in an armored file.

    Raises WrongPassphraseError where the passphrase does not fit, NoKeyError for anything that is
    no file under a passphrase, was damaged, or asks for more than 2^20 of work.
    """
    try:
        return agefile.open_(_unarmor(text), passphrase, most_work=MOST_LOG_N)
    except agefile.OtherPassphraseError:
        raise WrongPassphraseError("This passphrase does not open the key file.") from None
    except agefile.TooMuchWorkError:
        said = "This file was made to take very long to open. It is no key of ours."
        raise NoKeyError(said) from None
    except agefile.NoAgeFileError:
        raise NoKeyError("This is no key file, or it was damaged.") from None


def _armor(file: bytes) -> str:
    text = b64encode(file).decode("ascii")
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    return "\n".join([_BEGIN, *lines, _END, ""])


def _unarmor(text: str) -> bytes:
    text = text.strip()
    if not (text.startswith(_BEGIN) and text.endswith(_END)) or len(text) > 4 * LONGEST:
        return b""
    body = "".join(text.removeprefix(_BEGIN).removesuffix(_END).split())
    try:
        return b64decode(body, validate=True)
    except binascii.Error:
        return b""
