"""The product's commands: `bothways WORD ...`, each a management command of an app."""

import os
import sys


def main() -> None:
    """Run one command of the product."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bothways.config.settings")
    if sys.argv[1:2] == ["serve"]:
        from bothways.config import serve

        sys.exit(serve.main(sys.argv[2:]))
    if sys.argv[1:2] == ["audit"]:
        os.environ["BOTHWAYS_READ_ONLY"] = "true"
        sys.dont_write_bytecode = True
    from django.core.management import execute_from_command_line

    execute_from_command_line(["bothways", *sys.argv[1:]])


if __name__ == "__main__":
    main()
