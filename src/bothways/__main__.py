"""The product's commands: `bothways WORD ...`, each a management command of an app."""

import os
import sys
from pathlib import Path

OF_AN_INSTALLATION = {
    "backup",
    "doctor",
    "erase",
    "export",
    "first_run_address",
    "reindex",
    "sign_in_code",
    "upgrade",
}
NEED_NONE = {"-h", "--help", "--new-key"}


def main() -> None:
    """Run one command of the product."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bothways.config.settings")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # on matrices as small as ours, more wait
    if sys.argv[1:2] == ["serve"]:
        from bothways.config import serve

        sys.exit(serve.main(sys.argv[2:]))
    if sys.argv[1:2] == ["score"]:
        from bothways.calculator.__main__ import main as score

        sys.exit(score(sys.argv[2:]))
    if sys.argv[1:2] in (["guardian"], ["count"]):
        from bothways.guardian import service

        sys.exit(service.COMMANDS[sys.argv[1]](sys.argv[2:]))
    if sys.argv[1:2] == ["audit"]:
        os.environ["BOTHWAYS_READ_ONLY"] = "true"
        sys.dont_write_bytecode = True
    from django.core.management import execute_from_command_line

    _insist_on_an_installation(sys.argv[1:])
    try:
        execute_from_command_line(["bothways", *sys.argv[1:]])
    finally:
        _write_attempts()


def _insist_on_an_installation(words: list[str]) -> None:
    """End with one sentence where a command has nothing to work on: most often BOTHWAYS_DATA."""
    if not OF_AN_INSTALLATION & set(words[:1]) or NEED_NONE & set(words):
        return
    import django
    from django.conf import settings
    from django.db import connection

    django.setup()
    name = connection.settings_dict["NAME"]
    is_file = connection.vendor == "sqlite"
    is_there = not is_file or Path(name).exists()
    if not is_there or "django_migrations" not in connection.introspection.table_names():
        where = f"{settings.DATA} (BOTHWAYS_DATA)" if is_file else f"the database {name}"
        sys.exit(
            f"There is no installation in {where}. Say where it is, with the settings that it "
            "runs with; or begin one: python3 bothways run"
        )


def _write_attempts() -> None:
    """Put on the record what this command tried in vain, now that its transactions have ended."""
    attempts = sys.modules.get("bothways.record.attempts")
    if attempts is not None:
        attempts.write_attempts()


if __name__ == "__main__":
    main()
