"""Formats of days for languages that only the tests have."""
