"""How days and hours are written, per language; each of LANGUAGES needs its folder."""
