"""Bothways: trust between management and employees, in both directions."""

__version__ = "0.6.0"
