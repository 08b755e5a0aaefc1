"""Finding OpenSSL's libcrypto: the one Python itself runs on, else the system's."""

import ctypes
import ctypes.util
import ssl
import sys

from bothways.pure.ballots.errors import SigningUnavailableError

VOID = ctypes.c_void_p
BYTES = ctypes.c_char_p
SIZE = ctypes.POINTER(ctypes.c_size_t)

FUNCTIONS: dict[str, tuple[object, list[object]]] = {
    "d2i_AutoPrivateKey": (VOID, [VOID, ctypes.POINTER(BYTES), ctypes.c_long]),
    "EVP_PKEY_free": (None, [VOID]),
    "EVP_PKEY_CTX_new": (VOID, [VOID, VOID]),
    "EVP_PKEY_CTX_free": (None, [VOID]),
    "EVP_PKEY_CTX_ctrl_str": (ctypes.c_int, [VOID, BYTES, BYTES]),
    "EVP_PKEY_decrypt_init": (ctypes.c_int, [VOID]),
    "EVP_PKEY_decrypt": (ctypes.c_int, [VOID, BYTES, SIZE, BYTES, ctypes.c_size_t]),
    "ERR_clear_error": (None, []),
}


def candidates(platform: str, base: str, major: int) -> tuple[str, ...]:
    """Return the names under which libcrypto may be loaded, best first.

    platform: as sys.platform; base: as sys.base_prefix; major: of the OpenSSL that Python uses.
    The unversioned name on macOS is left out on purpose: the system ends a process that loads it.
    """
    version = "3" if major >= 3 else "1.1"
    other = "1.1" if major >= 3 else "3"
    if platform == "win32":
        names = [f"libcrypto-{v.replace('.', '_')}.dll" for v in (version, other)]
        return tuple(f"{place}{name}" for place in (f"{base}\\DLLs\\", "") for name in names)
    if platform == "darwin":
        brew = ("/opt/homebrew/opt/openssl@", "/usr/local/opt/openssl@")
        return (
            f"{base}/lib/libcrypto.{version}.dylib",
            *(f"{place}{v}/lib/libcrypto.{v}.dylib" for v in (version, other) for place in brew),
        )
    return (
        f"libcrypto.so.{version}",
        f"{base}/lib/libcrypto.so.{version}",
        f"libcrypto.so.{other}",
    )


def load() -> ctypes.CDLL:
    """Return libcrypto with the functions above declared.

    Raises SigningUnavailableError, saying what to install, if there is none.
    """
    names = [*candidates(sys.platform, sys.base_prefix, ssl.OPENSSL_VERSION_INFO[0])]
    if sys.platform not in ("darwin", "win32") and (found := ctypes.util.find_library("crypto")):
        names.append(found)
    for name in names:
        try:
            return _declared(ctypes.CDLL(name))
        except (OSError, AttributeError):
            continue
    raise SigningUnavailableError(
        "Bothways signs credentials with OpenSSL and found no libcrypto of version 3 or 1.1. "
        "Install OpenSSL 3 (Debian: libssl3; macOS: brew install openssl@3) and start again."
    )


def _declared(library: ctypes.CDLL) -> ctypes.CDLL:
    for name, (result, arguments) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype = result
        function.argtypes = arguments
    return library
