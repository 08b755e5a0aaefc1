"""The product's commands: `bothways WORD ...`, each a management command of an app."""

import os
import sys


def main() -> None:
    """Run one command of the product."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bothways.config.settings")
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

    try:
        execute_from_command_line(["bothways", *sys.argv[1:]])
    finally:
        _write_attempts()


def _write_attempts() -> None:
    """Put on the record what this command tried in vain, now that its transactions have ended."""
    attempts = sys.modules.get("bothways.record.attempts")
    if attempts is not None:
        attempts.write_attempts()


if __name__ == "__main__":
    main()
