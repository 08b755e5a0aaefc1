"""How days and hours are written, per language; a language without a folder keeps Django's way."""
