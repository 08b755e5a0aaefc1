"""The web server's way in."""

import contextlib
import ctypes
import gc
import os
import threading

from django.core.wsgi import get_wsgi_application

WARM_AFTER_SECONDS = 5.0


def warm_up() -> None:
    """Tidy up after the start. Nothing heavy is loaded: what needs sums is read, not summed."""
    gc.collect()
    gc.freeze()
    with contextlib.suppress(OSError, AttributeError):  # elsewhere than on Linux with glibc
        ctypes.CDLL(None).malloc_trim(0)  # gives back what the imports left behind


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bothways.config.settings")
gc.disable()  # nothing that is imported goes away again; looking for it costs a tenth of the start
application = get_wsgi_application()
gc.enable()
_later = threading.Timer(WARM_AFTER_SECONDS, warm_up)
_later.daemon = True
_later.start()
