"""Screens of this room, one module per part of the way."""
