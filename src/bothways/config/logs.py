"""What is written down while serving: one line each, with names, codes and ballots put out."""

import logging
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bothways.pure.redaction import redacted

BALLOTS_UNDER = "/box/"


class NoBallots(logging.Filter):
    """Drop every line that tells of the way to the box: even its time would tell too much."""

    def filter(self, record: logging.LogRecord) -> bool:
        path = getattr(getattr(record, "request", None), "path", "")
        return BALLOTS_UNDER not in path and BALLOTS_UNDER not in record.getMessage()


def put_out(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """Redact every text of a line, the traceback included."""
    return {
        name: redacted(value) if isinstance(value, str) else value for name, value in line.items()
    }


def _steps() -> list[Processor]:
    return [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]


def write_logs() -> None:
    """Let structlog hand its lines to Python's own logging, which DICT configures."""
    structlog.configure(
        processors=[*_steps(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _formatter() -> logging.Formatter:
    drop = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    in_words = structlog.processors.KeyValueRenderer(
        key_order=["timestamp", "level", "event"], drop_missing=True
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_steps(), processors=[drop, _flat, put_out, in_words]
    )


def _flat(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """Keep texts, numbers and nothing that could hold a request or a person."""
    return {
        name: value if isinstance(value, int | float) else str(value)
        for name, value in line.items()
    }


DICT: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_ballots": {"()": NoBallots}},
    "formatters": {"line": {"()": _formatter}},
    "handlers": {
        "terminal": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["no_ballots"],
        }
    },
    "root": {"handlers": ["terminal"], "level": "INFO"},
    "loggers": {
        # Refusals (4xx) would say who was where and when; only our own failures are written.
        "django": {"level": "WARNING", "handlers": [], "propagate": True},
        "fido2": {"level": "ERROR"},  # it would name each passkey
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        # A stranger's Host header is refused; it is no failure of ours.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
