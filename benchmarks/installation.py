"""An installation that lasts as long as a measurement."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def throw_away() -> Iterator[Path]:
    """Set up Django on empty databases in a temporary folder; yield the folder."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    with tempfile.TemporaryDirectory(prefix="bothways-bench-") as folder:
        os.environ.update(
            BOTHWAYS_DATA=folder,
            BOTHWAYS_HOSTS="localhost,127.0.0.1,testserver",
            DJANGO_SETTINGS_MODULE="bothways.config.settings",
        )
        import django
        from django.core.management import call_command

        django.setup()
        for alias in ("default", "ballots"):
            call_command("migrate", database=alias, verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        yield Path(folder)
