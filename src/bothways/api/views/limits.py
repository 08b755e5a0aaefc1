"""How much a program may send at once."""

MOST_BODY = 65_536
