"""Raw RSA through OpenSSL: what it takes, what it refuses, and that it proves itself first."""

import ctypes
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)

from bothways.pure.ballots import (
    ShapeError,
    SigningUnavailableError,
    libcrypto,
    rfc9474_vector,
    rsa_raw,
    sign_blinded,
)

MESSAGE = b"\x01" + b"\x5a" * 383


def power(der: bytes, signature: bytes) -> int:
    numbers = load_der_private_key(der, None).public_key().public_numbers()
    return pow(int.from_bytes(signature, "big"), numbers.e, numbers.n)


def test_the_signature_to_the_power_of_e_is_the_message(employer) -> None:
    signature = sign_blinded(employer.signing["b1"], MESSAGE)

    assert power(employer.signing["b1"], signature) == int.from_bytes(MESSAGE, "big")


def test_a_key_in_the_older_form_signs_the_same(employer) -> None:
    key = load_der_private_key(employer.signing["b1"], None)
    older = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())

    assert sign_blinded(older, MESSAGE) == sign_blinded(employer.signing["b1"], MESSAGE)


def test_signing_in_many_threads_gives_right_signatures(employer) -> None:
    messages = [bytes([1, n]) + MESSAGE[2:] for n in range(24)]
    with ThreadPoolExecutor(8) as pool:
        signed = list(pool.map(lambda m: sign_blinded(employer.signing["b2"], m), messages))

    for message, signature in zip(messages, signed, strict=True):
        assert power(employer.signing["b2"], signature) == int.from_bytes(message, "big")


@pytest.mark.parametrize(
    "message",
    [b"", MESSAGE[1:], MESSAGE + b"\x00", b"\xff" * 384, bytes(384), bytes(383) + b"\x01"],
    ids=["empty", "short", "long", "above the modulus", "zero", "one"],
)
def test_a_message_that_does_not_fit_the_key_is_refused(employer, message: bytes) -> None:
    with pytest.raises(ShapeError):
        sign_blinded(employer.signing["b1"], message)


def test_a_key_that_is_not_rsa_is_refused() -> None:
    other = Ed25519PrivateKey.generate().private_bytes(
        Encoding.DER, PrivateFormat.PKCS8, NoEncryption()
    )

    with pytest.raises(ShapeError, match="RSA"):
        sign_blinded(other, MESSAGE)


def test_the_vector_in_the_source_is_the_published_one(published_vector) -> None:
    key, first = published_vector

    assert int(key["p"], 16) == rfc9474_vector.P
    assert int(key["q"], 16) == rfc9474_vector.Q
    assert first["blinded_msg"] == rfc9474_vector.BLINDED_MESSAGE.hex()
    assert first["blind_sig"] == rfc9474_vector.BLIND_SIGNATURE.hex()


def test_an_openssl_that_fails_the_vector_is_refused(monkeypatch) -> None:
    rsa_raw._proven.cache_clear()
    monkeypatch.setattr(rfc9474_vector, "BLIND_SIGNATURE", bytes(512))

    with pytest.raises(SigningUnavailableError, match="RFC 9474"):
        sign_blinded(rsa_raw.vector_private_key(), rfc9474_vector.BLINDED_MESSAGE)


def test_a_faulty_answer_of_openssl_is_not_handed_out(employer) -> None:
    library = libcrypto.load()
    right = library.EVP_PKEY_decrypt
    kind = ctypes.CFUNCTYPE(
        ctypes.c_int,
        ctypes.c_void_p,
        ctypes.c_void_p,
        libcrypto.SIZE,
        ctypes.c_char_p,
        ctypes.c_size_t,
    )

    def flips_a_bit(context: int, out: int, length: object, data: bytes, size: int) -> int:
        done = right(context, ctypes.cast(out, ctypes.c_char_p), length, data + b"", size)
        ctypes.memset(out + 200, 0x55, 1)
        return done

    library.EVP_PKEY_decrypt = kind(flips_a_bit)
    der = employer.signing["b1"]
    public = rsa_raw.PublicKey(load_der_private_key(der, None).public_key().public_numbers().n)
    with pytest.raises(SigningUnavailableError, match="wrong signature"):
        rsa_raw._checked(library, der, public, b"\x00" + b"A" * 383)


def test_a_key_openssl_cannot_read_is_a_refusal_and_no_crash() -> None:
    library = libcrypto.load()

    with (
        pytest.raises(SigningUnavailableError, match="read"),
        rsa_raw._context(library, b"not a key"),
    ):
        pass


@pytest.mark.parametrize(
    ("platform", "base", "major", "first"),
    [
        ("linux", "/usr", 3, "libcrypto.so.3"),
        ("linux", "/usr", 1, "libcrypto.so.1.1"),
        ("darwin", "/Framework", 3, "/Framework/lib/libcrypto.3.dylib"),
        ("win32", "C:\\Python", 3, "C:\\Python\\DLLs\\libcrypto-3.dll"),
        ("win32", "C:\\Python", 1, "C:\\Python\\DLLs\\libcrypto-1_1.dll"),
    ],
)
def test_the_library_of_pythons_own_version_is_tried_first(
    platform: str, base: str, major: int, first: str
) -> None:
    assert libcrypto.candidates(platform, base, major)[0] == first


def test_on_macos_the_unversioned_name_is_never_tried() -> None:
    names = libcrypto.candidates("darwin", "/Framework", 3)

    assert not [name for name in names if name.endswith("/libcrypto.dylib")]


def test_a_machine_without_openssl_is_told_what_to_install(monkeypatch) -> None:
    monkeypatch.setattr(libcrypto, "candidates", lambda *_: ("libnothing.so",))
    monkeypatch.setattr("ctypes.util.find_library", lambda _: None)

    with pytest.raises(SigningUnavailableError, match="Install OpenSSL 3"):
        libcrypto.load()
