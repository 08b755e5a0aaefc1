"""The box: see docs/map.md."""
