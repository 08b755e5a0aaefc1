"""Key pairs made beside the story while it is told: on a second core they take no time."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from bothways.ballotbox.actions import new_pair

AT_ONCE = 2

_AHEAD: deque["Future[RSAPrivateKey]"] = deque()


@contextmanager
def made_ahead(n: int) -> Iterator[None]:
    """Begin with so many fresh key pairs at once; what is not taken is forgotten."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        _AHEAD.extend(pool.submit(new_pair) for _ in range(n))
        try:
            yield
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            _AHEAD.clear()


def take() -> RSAPrivateKey:
    """Return a key pair that nobody had before: the next one made ahead, else a new one."""
    return _AHEAD.popleft().result() if _AHEAD else new_pair()


def several(n: int) -> list[RSAPrivateKey]:
    """Return so many of them."""
    return [take() for _ in range(n)]
