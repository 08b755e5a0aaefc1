"""A pseudo-locale that is read from right to left, with the days of English."""

from bothways.config.formats.en.formats import *  # noqa: F403
