"""Refusals: what happened and what to do next, fit for a page."""


class RefusedError(Exception):
    """Something that was asked for may not happen; `str()` says why and what to do."""
