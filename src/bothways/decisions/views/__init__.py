"""The pages of decisions."""

from bothways.decisions.views.reading import list_, one

__all__ = ["list_", "one"]
